// The product page, followed choice by choice. Without this script the page asks the server instead.

const form = document.querySelector("[data-product-form]");
const data = JSON.parse(document.getElementById("variant-data")?.textContent ?? "null");

if (form && data?.options.length) {
  const variants = data.variants.map(([id, sku, values, price, stock, image]) => ({
    id, sku, values, price: data.prices[price], stock: data.stocks[stock], image: data.images[image],
  }));
  const before = {
    price: document.querySelector("[data-price]").innerHTML,
    stock: document.querySelector("[data-stock]").innerHTML,
    sku: document.querySelector("[data-sku]").textContent,
  };
  follow(form, data.options, variants, before);
}

playVideosHere();
stepThroughImages();

function follow(form, options, variants, before) {
  const names = options.map((id) => `option_${id}`);

  form.addEventListener("change", (event) => {
    if (names.includes(event.target.name)) {
      update();
    }
  });

  function update() {
    const chosen = choices();
    const variant = variants.find(({ values }) => values.every((value, place) => value === chosen[place]));
    const isComplete = chosen.every((value) => value !== null);
    show(variant, isComplete);
    options.forEach((id, place) => markValues(id, place, chosen));
  }

  function choices() {
    const fields = new FormData(form);
    return names.map((name) => Number(fields.get(name)) || null);
  }

  function show(variant, isComplete) {
    const stock = document.querySelector("[data-stock]");
    if (variant) {
      replace("[data-price]", variant.price);
      replace("[data-stock]", variant.stock.html);
      showImage(variant.image);
    } else {
      replace("[data-price]", before.price);
      replace("[data-stock]", before.stock);
      if (isComplete) {
        stock.textContent = form.dataset.impossible;
      }
    }
    const sku = variant?.sku ?? before.sku;
    document.querySelector("[data-sku]").textContent = sku;
    document.querySelector("[data-sku-line]").hidden = !sku;
    const add = form.querySelector("[data-add]");
    if (add && !add.hasAttribute("data-blocked")) {
      add.disabled = isComplete && !variant?.stock.orderable;
    }
    const url = new URL(location.href);
    url.search = variant ? `?variant=${variant.id}` : "";
    history.replaceState(history.state, "", url);
  }

  // a value goes with the choices made elsewhere when some variant has them all
  function markValues(id, place, chosen) {
    const field = form.querySelector(`[data-option="${id}"]`);
    const reachable = new Map();
    for (const { values, stock } of variants) {
      if (values.every((value, other) => other === place || chosen[other] === null || value === chosen[other])) {
        reachable.set(values[place], reachable.get(values[place]) || stock.orderable);
      }
    }
    for (const label of field.querySelectorAll("[data-value]")) {
      mark(label, state(Number(label.dataset.value)));
    }
    for (const option of field.querySelectorAll("option[data-label]")) {
      const words = field.querySelector("[data-state-text]").dataset;
      option.textContent = [option.dataset.label, words[state(Number(option.value))]].filter(Boolean).join(" ");
    }
    const picked = field.querySelector("[data-value]:has(:checked) .bc-choice__label, option[data-label]:checked");
    field.querySelector("[data-chosen]").textContent = picked?.dataset.label ?? picked?.firstChild.textContent ?? "";

    function state(value) {
      if (!reachable.has(value)) {
        return "impossible";
      }
      return reachable.get(value) ? "" : "soldOut";
    }
  }

  function mark(label, state) {
    const words = label.querySelector("[data-state-text]");
    words.textContent = words.dataset[state] ?? "";
    if (state) {
      label.dataset.state = state === "soldOut" ? "sold-out" : state;
    } else {
      delete label.dataset.state;
    }
  }
}

/** Put in what the server rendered, unless it is there already: a live region must not repeat itself. */
function replace(selector, html) {
  const place = document.querySelector(selector);
  if (place.dataset.shown !== html) {
    place.innerHTML = html;
    place.dataset.shown = html;
  }
}

function showImage(url) {
  const first = document.querySelector(".bc-gallery__item");
  const shown = url && document.querySelector(`.bc-gallery__item img[src="${CSS.escape(url)}"]`);
  if (shown) {
    scrollToItem(shown.closest(".bc-gallery__item"));
  } else if (url && first?.querySelector("img")) {
    const image = first.querySelector("img");
    image.removeAttribute("srcset");
    image.src = url;
    first.querySelector("a").href = url;
    scrollToItem(first);
  }
}

function scrollToItem(item) {
  const strip = item.parentElement;
  strip.scrollTo({ left: item.offsetLeft - strip.offsetLeft });
}

function stepThroughImages() {
  document.querySelector(".bc-gallery__thumbs")?.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) {
      event.preventDefault();
      scrollToItem(document.querySelector(link.hash));
    }
  });
}

function playVideosHere() {
  for (const link of document.querySelectorAll("[data-video]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const frame = document.createElement("iframe");
      frame.className = "bc-video__frame";
      frame.src = link.dataset.video;
      frame.title = link.textContent.trim();
      frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
      link.replaceWith(frame);
      frame.focus();
    });
  }
}
