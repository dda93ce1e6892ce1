// The page of an import that is under way: fetches the part that changes, and loads the page anew when it has ended.

const EVERY_MS = 2000;
const box = document.querySelector("[data-run-progress]");

async function refresh() {
  if (!document.hidden) {
    const answer = await fetch(box.dataset.runProgress, {
      headers: { "X-Requested-With": "XMLHttpRequest" }, // a session that has ended is then answered with 403
    }).catch(() => null); // offline for a moment
    if (answer && answer.status >= 400 && answer.status < 500) return;
    if (answer && answer.ok) {
      const part = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-run-status]");
      if (part.dataset.runStatus !== "running") {
        location.reload();
        return;
      }
      box.replaceChildren(part);
    }
  }
  setTimeout(refresh, EVERY_MS);
}

setTimeout(refresh, EVERY_MS);
