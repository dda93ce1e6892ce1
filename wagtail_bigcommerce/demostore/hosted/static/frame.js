// What the hosted page does inside a shop's frame: it tells the shop what happens, takes its styles and says how
// tall it is. In a window of its own it does nothing but guard against placing an order twice.
(function () {
  'use strict';

  const body = document.body;
  const app = document.getElementById('checkout-app');
  const parentOrigin = body.dataset.parentOrigin;
  const framed = window.parent !== window;

  document.querySelectorAll('form').forEach((form) => {
    form.addEventListener('submit', () => {
      // After the submission has been put together: a disabled button would not be part of it.
      setTimeout(() => form.querySelectorAll('button').forEach((button) => { button.disabled = true; }));
    });
  });
  const alertBox = document.querySelector('[role="alert"]');
  if (alertBox) alertBox.focus({ preventScroll: framed });

  if (!framed) return;

  function tell(type, payload, target) {
    window.parent.postMessage(payload ? { type, payload } : { type }, target || parentOrigin);
  }

  if (body.dataset.event === 'frame-error') {
    // Without a cart nobody knows which shop this is, so the message goes to whoever asked.
    tell('FRAME_ERROR', { message: body.dataset.message, type: 'not_embeddable', subtype: 'missing_content' }, '*');
    return;
  }

  // Height.

  let frameId = null;
  let toldHeight = 0;

  function tellHeight(occasion) {
    const height = Math.ceil(app.getBoundingClientRect().height);
    // A frame that is still hidden has no height, and a height of 0 would keep it hidden.
    if (frameId === null || height === 0 || (height === toldHeight && occasion === 'resize')) return;
    toldHeight = height;
    const width = Math.ceil(app.getBoundingClientRect().width);
    window.parent.postMessage(`[iFrameSizer]${frameId}:${height}:${width}:${occasion}`, parentOrigin);
  }

  new ResizeObserver(() => tellHeight('resize')).observe(app);

  // Styles.

  const selectors = {
    body: 'body',
    text: '.app, p, li, dt, dd',
    heading: 'h1',
    secondaryHeading: 'h2, legend',
    link: 'a:not(.button)',
    secondaryText: '.hint, .quantity, .choices, .brand span',
    button: '.button:not(.secondary)',
    secondaryButton: '.button.secondary',
    input: 'input:not([type="radio"])',
    select: 'select',
    radio: '.choice input[type="radio"]',
    label: 'label',
    checklist: '.choice',
    orderSummary: '.order-summary',
    step: '.step',
  };
  const states = {
    hover: ':hover',
    focus: ':focus',
    active: ':active',
    disabled: ':disabled',
    checked: ':checked',
    placeholder: '::placeholder',
    error: '[aria-invalid="true"]',
  };
  const properties = {
    color: 'color',
    fontFamily: 'font-family',
    fontWeight: 'font-weight',
    letterSpacing: 'letter-spacing',
    lineHeight: 'line-height',
    backgroundColor: 'background-color',
    boxShadow: 'box-shadow',
    borderColor: 'border-color',
    borderWidth: 'border-width',
  };
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  function addRule(selector, leaves) {
    const rule = sheet.cssRules[sheet.insertRule(`${selector} {}`, sheet.cssRules.length)];
    // Set through the object model, a value cannot break out of its property.
    Object.entries(leaves).forEach(([leaf, value]) => {
      if (properties[leaf]) rule.style.setProperty(properties[leaf], String(value));
    });
  }

  function applyStyles(styles) {
    sheet.replaceSync('');
    Object.entries(styles || {}).forEach(([group, leaves]) => {
      if (!selectors[group]) return;
      addRule(selectors[group], leaves);
      Object.entries(states).forEach(([state, suffix]) => {
        if (!leaves[state]) return;
        const selector = selectors[group].split(', ').map((part) => part + suffix).join(', ');
        addRule(selector, leaves[state]);
      });
    });
  }

  window.addEventListener('message', (event) => {
    if (event.source !== window.parent || event.origin !== parentOrigin) return;
    if (typeof event.data === 'string' && event.data.startsWith('[iFrameSizer]')) {
      frameId = event.data.slice('[iFrameSizer]'.length).split(':')[0];
      tellHeight('init');
    } else if (event.data && event.data.type === 'STYLE_CONFIGURED') {
      applyStyles(event.data.payload);
    }
  });

  // Events.

  const signOut = document.querySelector('[data-sign-out]');
  if (signOut) signOut.addEventListener('click', () => tell('SIGNED_OUT'));

  tell('FRAME_LOADED', { contentId: app.id });
  if (body.dataset.event === 'loaded') tell('CHECKOUT_LOADED');
  if (body.dataset.event === 'error') tell('CHECKOUT_ERROR', { message: body.dataset.message });
  if (body.dataset.event === 'complete') tell('CHECKOUT_COMPLETE');
})();
