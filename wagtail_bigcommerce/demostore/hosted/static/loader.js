// The loader of the checkout SDK: `checkoutKitLoader.load('embedded-checkout')` promises a module with
// `embedCheckout`. Each module is a script of its own beside this one, fetched once and when it is asked for.
(function () {
  'use strict';

  const here = document.currentScript.src;
  const files = { 'embedded-checkout': 'embedded-checkout.js' };
  const loading = {};

  function fetchModule(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = new URL(files[name], here).href;
      script.addEventListener('load', () => resolve(window.checkoutKitModules[name]));
      script.addEventListener('error', () => {
        delete loading[name];
        reject(new Error(`The module ${name} could not be loaded`));
      });
      document.head.appendChild(script);
    });
  }

  window.checkoutKitLoader = {
    load(name) {
      if (!files[name]) return Promise.reject(new Error(`There is no module ${name}`));
      loading[name] = loading[name] || fetchModule(name);
      return loading[name];
    },
  };
})();
