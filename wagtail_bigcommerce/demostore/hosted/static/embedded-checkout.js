// Puts the hosted checkout into a frame of a shop's own page. Behaves as the SDK of the platform does, so that a
// shop which works with this one works with that one.
(function () {
  'use strict';

  const COOKIE_ALLOWED = 'BigCommerce.EmbeddedCheckout.isCookieAllowed';
  const LAST_ATTEMPT = 'BigCommerce.EmbeddedCheckout.lastAllowCookieAttempt';
  const RETRY_COOKIES_AFTER_MS = 10 * 60 * 1000;
  const FRAME_TIMEOUT_MS = 60 * 1000;
  const SIZER = '[iFrameSizer]';

  class NotEmbeddableError extends Error {
    constructor(message, subtype) {
      super(message || 'The checkout could not be embedded.');
      this.name = 'NotEmbeddableError';
      this.type = 'not_embeddable';
      this.subtype = subtype;
    }
  }

  class InvalidLoginTokenError extends Error {
    constructor(message) {
      super(message || 'The login token is not valid.');
      this.name = 'InvalidLoginTokenError';
      this.type = 'invalid_login_token';
    }
  }

  function acceptedOrigins(url) {
    const { protocol, host, origin } = new URL(url);
    return [origin, `${protocol}//www.${host}`];
  }

  function never() {
    return new Promise(() => {});
  }

  // Cookie step: the checkout's site may set cookies in a frame only once it has been visited as a page.

  function allowCookies(url) {
    if (localStorage.getItem(COOKIE_ALLOWED)) return Promise.resolve();
    localStorage.setItem(COOKIE_ALLOWED, 'true');
    localStorage.setItem(LAST_ATTEMPT, String(Date.now()));
    document.body.style.visibility = 'hidden';
    const target = new URL('/embedded-checkout/allow-cookie', url);
    target.searchParams.set('returnUrl', window.location.href);
    window.location.replace(target.href);
    return never();
  }

  function mayRetryCookies() {
    return Date.now() - Number(localStorage.getItem(LAST_ATTEMPT)) > RETRY_COOKIES_AFTER_MS;
  }

  function forgetCookies() {
    localStorage.removeItem(COOKIE_ALLOWED);
    localStorage.removeItem(LAST_ATTEMPT);
  }

  // Login step.

  function logIn(url) {
    if (!new URL(url).pathname.startsWith('/login/token')) return Promise.resolve(url);
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('POST', url);
      request.withCredentials = true;
      request.setRequestHeader('Accept', 'application/json, text/plain, */*');
      request.addEventListener('error', () => reject(new InvalidLoginTokenError()));
      request.addEventListener('load', () => {
        let answer = {};
        try {
          answer = JSON.parse(request.responseText);
        } catch {
          // Not JSON: the error below has a message of its own.
        }
        const worked = request.status >= 200 && request.status < 300 && answer.redirectUrl;
        if (worked) resolve(answer.redirectUrl);
        else reject(new InvalidLoginTokenError(answer.title));
      });
      request.send();
    });
  }

  // Frame.

  let frames = 0;

  function createFrame(container, url) {
    const frame = document.createElement('iframe');
    frames += 1;
    frame.id = `embedded-checkout-${frames}`;
    frame.title = 'Checkout';
    frame.allow = 'payment';
    frame.setAttribute('scrolling', 'no');
    frame.style.width = '100%';
    frame.style.border = 'none';
    frame.style.display = 'none';
    frame.src = url;
    const origins = acceptedOrigins(url);
    return new Promise((resolve, reject) => {
      function settle(error) {
        clearTimeout(timer);
        window.removeEventListener('message', listen);
        if (error) {
          frame.remove();
          reject(error);
        }
      }
      function listen(event) {
        if (!origins.includes(event.origin) || event.source !== frame.contentWindow || !event.data) return;
        const { type, payload } = event.data;
        if (type === 'FRAME_LOADED') {
          settle();
          frame.style.display = '';
          resolve({ frame, loaded: event.data });
        } else if (type === 'FRAME_ERROR') {
          settle(new NotEmbeddableError(payload && payload.message, 'missing_content'));
        }
      }
      const timer = setTimeout(
        () => settle(new NotEmbeddableError('The checkout did not answer in time.', 'unknown_error')),
        FRAME_TIMEOUT_MS,
      );
      window.addEventListener('message', listen);
      container.appendChild(frame);
    });
  }

  function watchHeight(frame, origins) {
    window.addEventListener('message', (event) => {
      if (!origins.includes(event.origin) || event.source !== frame.contentWindow) return;
      if (typeof event.data !== 'string' || !event.data.startsWith(SIZER)) return;
      const [id, height] = event.data.slice(SIZER.length).split(':');
      if (id === frame.id && Number(height) > 0) frame.style.height = `${Number(height)}px`;
    });
  }

  function askForHeight(frame, origin, contentId) {
    if (contentId && !/^[\w-]+$/.test(contentId)) return;
    const method = contentId ? 'taggedElement' : 'lowestElement';
    const settings = [frame.id, 0, false, true, 32, true, true, '', method, '', '', 0, false, 'parent', 'scroll'];
    frame.contentWindow.postMessage(SIZER + settings.join(':'), origin);
  }

  // Spinner.

  function showSpinner(container, styles) {
    const look = (styles && styles.loadingIndicator) || {};
    const spinner = document.createElement('div');
    spinner.setAttribute('role', 'status');
    spinner.setAttribute('aria-label', 'Loading');
    Object.assign(spinner.style, {
      position: 'absolute',
      inset: '0',
      margin: 'auto',
      width: `${Number(look.size) || 70}px`,
      height: `${Number(look.size) || 70}px`,
      border: `4px solid ${look.backgroundColor || 'rgba(128, 128, 128, .25)'}`,
      borderTopColor: look.color || '#666',
      borderRadius: '50%',
    });
    container.appendChild(spinner);
    if (!window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
      spinner.animate([{ transform: 'rotate(0)' }, { transform: 'rotate(1turn)' }], {
        duration: 1000,
        iterations: Infinity,
      });
    }
    return spinner;
  }

  class EmbeddedCheckout {
    constructor(frame, url, options) {
      this.frame = frame;
      this.options = options;
      this.origins = acceptedOrigins(url);
      this.listen = this.listen.bind(this);
    }

    attach() {
      window.addEventListener('message', this.listen);
    }

    detach() {
      window.removeEventListener('message', this.listen);
    }

    listen(event) {
      if (!this.origins.includes(event.origin) || event.source !== this.frame.contentWindow) return;
      if (event.data && event.data.type) this.handle(event.data);
    }

    handle(message) {
      // As in the platform's SDK a frame error has no callback: it rejects the promise instead.
      const callbacks = {
        FRAME_LOADED: this.options.onFrameLoad,
        CHECKOUT_LOADED: this.options.onLoad,
        CHECKOUT_COMPLETE: this.options.onComplete,
        CHECKOUT_ERROR: this.options.onError,
        SIGNED_OUT: this.options.onSignOut,
      };
      if (message.type === 'FRAME_LOADED') {
        const contentId = message.payload && message.payload.contentId;
        askForHeight(this.frame, this.origins[0], contentId);
        if (this.options.styles) {
          const styling = { type: 'STYLE_CONFIGURED', payload: this.options.styles };
          this.frame.contentWindow.postMessage(styling, this.origins[0]);
        }
      }
      if (callbacks[message.type]) callbacks[message.type](message);
    }
  }

  async function embedInto(container, options) {
    await allowCookies(options.url);
    const url = await logIn(options.url);
    const { frame, loaded } = await createFrame(container, url);
    const checkout = new EmbeddedCheckout(frame, url, options);
    watchHeight(frame, checkout.origins);
    checkout.attach();
    checkout.handle(loaded);
    return checkout;
  }

  function embedCheckout(options) {
    const container = document.getElementById(options.containerId);
    if (!container) {
      throw new NotEmbeddableError(`There is no element "${options.containerId}".`, 'missing_container');
    }
    const spinner = showSpinner(container, options.styles);
    return embedInto(container, options)
      .catch((error) => {
        if (error.subtype !== 'missing_content' || !mayRetryCookies()) throw error;
        forgetCookies();
        return embedInto(container, options);
      })
      .finally(() => spinner.remove());
  }

  window.checkoutKitModules = { ...window.checkoutKitModules, 'embedded-checkout': { embedCheckout } };
})();
