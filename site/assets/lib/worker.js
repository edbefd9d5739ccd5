// The sandbox in a service worker: registers it, and waits until it answers this page.

/** The folder of the site, wherever it lies. */
export const site = new URL('../../', import.meta.url);

const SCRIPT = new URL('service-worker.js?api=v1', site).href;
/** Milliseconds until a worker that does not take the page counts as missing. */
const PATIENCE = 10_000;

/** The site's one policy: a script may be the worker and nothing else. */
export const policy = globalThis.trustedTypes?.createPolicy('oneflow-site-worker', {
  createScriptURL(url) {
    if (url !== SCRIPT) throw new TypeError(`${url} is not the worker of this site`);
    return url;
  },
});

let starting;

/** Resolves when requests of this page reach the sandbox; rejects with a sentence for people. */
export const ready = () => {
  starting ??= start();
  return starting;
};

async function start() {
  const { serviceWorker } = navigator;
  if (!serviceWorker)
    throw new Error('This browser allows no service worker here. It needs https or localhost, and no private window.');
  const controlled = new Promise((resolve) => {
    serviceWorker.addEventListener('controllerchange', resolve, { once: true });
  });
  await serviceWorker.register(policy ? policy.createScriptURL(SCRIPT) : SCRIPT);
  const { active } = await serviceWorker.ready;
  if (serviceWorker.controller) return;
  // The first visit is claimed by the worker itself. A page that was reloaded past it has to ask.
  active.postMessage('claim');
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error('The service worker does not answer this page. Reload it.')), PATIENCE);
  });
  await Promise.race([controlled, late]);
}
