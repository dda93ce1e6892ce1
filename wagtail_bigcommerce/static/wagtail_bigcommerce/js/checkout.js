// Embeds the hosted checkout. If it cannot start, the shopper goes to the hosted checkout in the whole window; an error
// in a checkout that has started (a declined card) is told in the frame, and the way out is offered.

const root = document.getElementById("checkout");
const fallback = document.getElementById("checkout-fallback");

/** How often to ask whether the order has arrived, in ms after one another. */
const CONFIRMATION_DELAYS = [0, 1000, 2000, 4000, 8000, 15000];

let hasStarted = false; // the shopper sees the checkout, and may have typed something
let isOver = false; // paid, or on the way to somewhere else
let step = "sdk"; // what is being waited for, and so the reason if it does not come

function show(state) {
  root.querySelectorAll("[data-state]").forEach((part) => {
    part.hidden = part.dataset.state !== state;
  });
}

/** Go to the hosted checkout: the server makes a fresh address, since the one tried here may be spent. */
function leave(reason) {
  if (!isOver) {
    isOver = true;
    tellReason(reason);
    fallback.submit();
  }
}

/** Why the shopper leaves, for the shop's staff; see `CheckoutCount.Outcome`. */
function tellReason(reason) {
  fallback.elements.reason.value = reason;
}

function onError() {
  if (hasStarted) {
    tellReason("error");
    fallback.classList.add("bc-checkout__fallback--offered");
  } else {
    leave("error");
  }
}

/** POST with the token of this page; resolves to [status, JSON]. */
async function post(url) {
  const response = await fetch(url, {
    method: "POST",
    body: new FormData(fallback),
    headers: { Accept: "application/json" },
  });
  return [response.status, await response.json()];
}

function loadScript(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error("The checkout SDK could not be loaded")));
    document.head.append(script);
  });
}

/** A fresh single-use address; without a cart there is nothing to pay for. */
async function freshUrl() {
  const [status, { url }] = await post(fallback.action);
  if (status === 409) {
    isOver = true;
    window.location.assign(root.dataset.cartUrl);
  }
  return url ?? Promise.reject(new Error("There is no address of the checkout"));
}

/** Whether light text stands on a dark page here. */
function isDark() {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

/**
 * The shop's look, for the checkout inside the frame. Parts of it cannot be coloured from outside and stay light, so a
 * dark shop hands over its typefaces only and gives the checkout a light surface.
 */
function styles() {
  const theme = getComputedStyle(document.documentElement);
  const token = (name) => theme.getPropertyValue(`--bc-${name}`).trim();
  const text = { fontFamily: token("font") };
  const heading = { fontFamily: token("font-display") };
  if (isDark()) {
    root.classList.add("bc-checkout--on-dark");
    return { text, label: text, button: text, heading, secondaryHeading: heading };
  }
  const ink = { color: token("ink") };
  const accent = { backgroundColor: token("accent"), borderColor: token("accent") };
  const accentStrong = { backgroundColor: token("accent-strong"), borderColor: token("accent-strong") };
  return {
    body: { backgroundColor: token("paper") },
    text: { ...ink, ...text },
    label: { ...ink, ...text },
    secondaryText: { color: token("muted") },
    heading: { ...ink, ...heading },
    secondaryHeading: { ...ink, ...heading },
    link: { color: token("accent"), hover: { color: token("accent-strong") } },
    button: { ...text, ...accent, color: token("on-accent"), hover: accentStrong },
    input: { ...ink, backgroundColor: token("paper"), borderColor: token("line-strong") },
    loadingIndicator: { color: token("accent"), backgroundColor: token("paper") },
  };
}

/** Say how it ended, above the frame, and bring the shopper there: who has paid stands at the end of a long form. */
function conclude(state) {
  show(state);
  root.querySelector(`[data-state="${state}"] a`).focus();
}

/** The frame says it is done; only the server knows. The frame stays: it shows the store's own confirmation. */
async function confirmOrder() {
  isOver = true;
  fallback.hidden = true;
  for (const delay of CONFIRMATION_DELAYS) {
    await new Promise((resolve) => setTimeout(resolve, delay));
    try {
      const [, { url, events }] = await post(root.dataset.completeUrl);
      if (url) {
        root.querySelector("[data-order-link]").href = url;
        conclude("confirmed");
        document.body.dispatchEvent(new CustomEvent("cart-changed", { bubbles: true, detail: { events } }));
        return;
      }
    } catch {
      // no answer this time
    }
  }
  conclude("unconfirmed");
}

async function embed() {
  show("loading");
  tellReason("chosen");
  const patience = setTimeout(() => leave(step === "refused" ? "silent" : step), Number(root.dataset.patienceMs));
  try {
    await loadScript(root.dataset.sdkUrl);
    const { embedCheckout } = await window.checkoutKitLoader.load("embedded-checkout");
    step = "address";
    const url = await freshUrl();
    step = "refused";
    await embedCheckout({
      containerId: "checkout-frame",
      url,
      styles: styles(),
      onComplete: confirmOrder,
      onLoad: () => {
        hasStarted = true;
      },
      onError,
      onSignOut: () => document.getElementById("checkout-sign-out")?.submit(),
    });
    show(null);
  } catch {
    leave(step);
  } finally {
    clearTimeout(patience);
  }
}

embed();
