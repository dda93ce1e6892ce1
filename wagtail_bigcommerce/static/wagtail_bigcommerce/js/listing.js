// Filters fold away on small screens, and each pick swaps the whole listing. Who has them open and picks several should
// find them as they were, with the focus where it was.
let wasOpen = false;
let focused = "";

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id !== "listing") return;
  wasOpen = event.detail.target.querySelector(".bc-facets")?.open ?? false;
  focused = document.activeElement?.id ?? "";
});

document.addEventListener("htmx:afterSettle", () => {
  const facets = document.querySelector("#listing .bc-facets");
  if (!wasOpen || !facets) return;
  facets.open = true;
  wasOpen = false;
  document.getElementById(focused)?.focus({ preventScroll: true });
});
