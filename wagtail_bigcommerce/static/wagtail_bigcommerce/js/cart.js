// Adds to the cart without leaving the page. Without this file the same forms lead to the cart page.

const ADD_FORM = 'form[method="post"][action$="/cart/add/"]';
const CART_PAGE_FORM = "#cart form, form.bc-quick-order, form.bc-product__form";

const SENT_SECONDS = 10;

let addition = null; // the event of the last add
let writing = 0; // changes of the cart that are under way

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || event.submitter?.hasAttribute("formaction")) {
    return;
  }
  if (form.matches(ADD_FORM)) {
    event.preventDefault();
    add(form, event.submitter);
  } else if (form.matches(CART_PAGE_FORM) && form.method === "post") {
    sendOnce(event);
  }
});

// The visitor's part of the header has arrived anew: if that was for an add, show the cart in it. One that was asked
// for before the add may still come in between.
document.addEventListener("htmx:afterSettle", (event) => {
  if (addition && event.detail.requestConfig?.triggeringEvent === addition) {
    document.getElementById("mini-cart")?.showPopover?.();
    document.getElementById("mini-cart-title")?.focus();
  }
});

// What htmx sends for the cart page counts as a change under way, and the part that will be replaced says so.
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.requestConfig.verb === "post") {
    begin(detail.target);
  }
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.requestConfig.verb === "post") {
    end(detail.target);
  }
});
document.addEventListener("htmx:sendError", () => announce(messageOf("failed")));

// A browser asks before it leaves a page whose change has not been answered yet.
window.addEventListener("beforeunload", (event) => {
  if (writing > 0) {
    event.preventDefault();
  }
});

// A page that comes back from the browser's memory has nothing under way.
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted) {
    document.querySelectorAll("form[aria-busy]").forEach((form) => form.removeAttribute("aria-busy"));
  }
});

async function add(form, button) {
  if (isBusy(form)) {
    return;
  }
  const body = new FormData(form, button);
  begin(form, button);
  let answered = false;
  try {
    const { ok, cart } = await oneAtATime(async () => {
      const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      answered = true;
      return { ok: response.ok, cart: await response.json() };
    });
    showErrors(form, cart.errors);
    cart.notices?.forEach(announce);
    if (ok) {
      addition = new CustomEvent("cart-changed", { bubbles: true, detail: cart });
      document.body.dispatchEvent(addition);
    }
  } catch {
    if (answered) {
      // no answer that a script understands: the page that the server makes of it will say more
      writing = 0;
      HTMLFormElement.prototype.submit.call(form);
    } else {
      // it may have arrived all the same, so it is for the shopper to look before trying again
      showErrors(form, [{ message: messageOf("failed"), fields: {} }]);
    }
  } finally {
    end(form, button);
  }
}

/** Two tabs that add at one moment, the first time: one after the other, or each would begin a cart of its own. */
function oneAtATime(change) {
  return navigator.locks ? navigator.locks.request("bigcommerce-cart", change) : change();
}

/** A form that leads to another page goes off once, however often its button is pressed. */
function sendOnce(event) {
  if (isBusy(event.target)) {
    event.preventDefault();
  } else if (!event.target.hasAttribute("hx-post")) {
    const form = event.target;
    form.setAttribute("aria-busy", "true");
    // who keeps the next page from loading may try again
    setTimeout(() => form.removeAttribute("aria-busy"), SENT_SECONDS * 1000);
  }
}

function isBusy(element) {
  return element.getAttribute("aria-busy") === "true";
}

function begin(element, button) {
  writing += 1;
  element.setAttribute("aria-busy", "true");
  button?.setAttribute("aria-disabled", "true");
}

function end(element, button) {
  writing = Math.max(writing - 1, 0);
  element.removeAttribute("aria-busy");
  button?.removeAttribute("aria-disabled");
}

/** Say something in the page's live region. */
function announce(text) {
  const region = document.getElementById("messages");
  if (region && text) {
    const message = document.createElement("p");
    message.className = "bc-message bc-message--warning";
    message.textContent = text;
    region.replaceChildren(message);
  }
}

/** Texts stand in the page, where they are translated. */
function messageOf(name) {
  return document.getElementById("messages")?.dataset[name] ?? "";
}

/** Say what the server refused, above the form and at the fields concerned. */
function showErrors(form, errors) {
  form.querySelector(".bc-error-summary")?.remove();
  form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
  if (!errors.length) {
    return;
  }
  const summary = document.createElement("div");
  summary.className = "bc-error-summary";
  summary.setAttribute("role", "alert");
  summary.tabIndex = -1;
  const list = summary.appendChild(document.createElement("ul"));
  for (const { message, fields } of errors) {
    const lines = Object.entries(fields);
    for (const [name, text] of lines.length ? lines : [["", message]]) {
      list.appendChild(errorLine(form, name, text));
    }
  }
  form.prepend(summary);
  summary.focus();
}

function errorLine(form, name, text) {
  const line = document.createElement("li");
  const named = name ? form.elements.namedItem(name) : null;
  const field = named instanceof RadioNodeList ? named[0] : named;
  if (field?.id) {
    field.setAttribute("aria-invalid", "true");
    const link = line.appendChild(document.createElement("a"));
    link.href = `#${field.id}`;
    link.textContent = text;
  } else {
    line.textContent = text;
  }
  return line;
}
