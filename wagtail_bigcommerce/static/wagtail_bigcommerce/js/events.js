// Tells the page what the shopper does: as DOM events always, in `dataLayer` with consent to statistics only.
//
// document.addEventListener("bigcommerce:add_to_cart", ({ detail }) => …); detail is GA4's `ecommerce`.

const settings = document.querySelector("script[data-bc-events]").dataset;

const waiting = []; // for consent
const told = new WeakSet(); // data that was told already

tellWhatStandsHere();
follow();

document.addEventListener("htmx:afterSettle", tellWhatStandsHere); // a listing that was filtered, say
document.addEventListener("cart-changed", ({ detail }) => report(detail?.events ?? []));
document.addEventListener("consent-changed", follow);

function tellWhatStandsHere() {
  const data = document.getElementById("shop-events");
  if (data && !told.has(data)) {
    told.add(data);
    report(JSON.parse(data.textContent));
  }
}

function report(events) {
  for (const event of events) {
    document.dispatchEvent(new CustomEvent(`bigcommerce:${event.event}`, { detail: event.ecommerce }));
    waiting.push(event);
  }
  send();
}

/** GA4 reads `dataLayer`, and so do tag managers that a site brings along. */
function send() {
  if (allows("analytics")) {
    window.dataLayer ??= [];
    for (const event of waiting.splice(0)) {
      window.dataLayer.push({ ecommerce: null }, event);
    }
  }
}

function follow() {
  const id = settings.measurementId;
  if (id && allows("analytics") && !document.getElementById("bc-gtag")) {
    window.dataLayer ??= [];
    tag("js", new Date());
    tag("config", id);
    const script = document.createElement("script");
    script.id = "bc-gtag";
    script.async = true;
    script.src = `https://www.googletagmanager.com/gtag/js?id=${encodeURIComponent(id)}`;
    document.head.append(script);
  }
  send();
}

/** Google's script tells its own commands by their being `arguments`. */
function tag() {
  window.dataLayer.push(arguments);
}

/** What the visitor allowed stands in a cookie, since pages are the same for everybody. */
function allows(category) {
  const value = document.cookie.match(/(?:^|; )bigcommerce_consent=([^;]*)/)?.[1] ?? "";
  return settings.categories.split(" ").includes(category) && value.split(".").includes(category);
}
