// The sandbox as a service worker: it answers what its pages send to the API.

import { ownPages } from './own-pages.js';
import { API_BASE, fetchFrom } from './sandbox.js';
import { startOnce } from './start.js';
import * as exported from './wasm.js';

const here = new URL(self.location.href);
const seed = here.searchParams.get('seed') ?? 'small';
const apiBase = new URL(here.searchParams.get('api') ?? API_BASE, here).href;
const control = ownPages(apiBase);

/** Browsers end a worker that has nothing to do; the account is kept for its next start. */
const STATE = new URL('./oneflow-sandbox-state.json', here).href;
const cache = () => caches.open('oneflow-sandbox');

/** The WebAssembly that this script is made for; the build puts in its hash. */
const WASM = new URL(`./wasm_bg.wasm?${WASM_SHA256}`, here);

/** Downloads the WebAssembly. While files of a deployment come one by one, it can be that of another script. */
const download = async () => {
  const response = await fetch(WASM, { cache: 'no-cache' });
  const bytes = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  if ([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') !== WASM_SHA256) {
    throw new Error(`${WASM} (status ${response.status}) is not the file that belongs to this service worker`);
  }
  return new Response(bytes, { headers: { 'content-type': 'application/wasm' } });
};

/** The WebAssembly, which stays in the cache as long as the script does. */
const wasm = async () => {
  const kept = await cache();
  const found = await kept.match(WASM);
  if (found) {
    return found;
  }
  const downloaded = await download();
  await kept.put(WASM, downloaded.clone()).catch((error) => {
    console.warn(`The WebAssembly of the service worker is not kept: ${error.message}`);
  });
  return downloaded;
};

/** Without the file, a worker that is there already stays; the first one tries again when it is needed. */
const install = () =>
  wasm().catch((error) => {
    if (self.registration.active) {
      throw error;
    }
    console.warn(`The service worker has no WebAssembly yet: ${error.message}`);
  });

/** Removes the WebAssembly of earlier scripts. */
const forgetOthers = async () => {
  const kept = await cache();
  for (const { url } of await kept.keys()) {
    if (url.startsWith(`${WASM.origin}${WASM.pathname}?`) && url !== WASM.href) {
      await kept.delete(url);
    }
  }
};

/** Counts the starts of workers with this account. The account belongs to the latest: another may end late. */
const RUN = 'x-oneflow-sandbox-run';
const runOf = (kept) => Number(kept?.headers.get(RUN) ?? 0);
let run;
let written;

/** Keeps the account if it has changed. Without room for it the request has succeeded all the same. */
const keep = async (sandbox) => {
  try {
    await navigator.locks.request(STATE, async () => {
      const kept = await cache();
      const text = sandbox.saved();
      if (text === written || runOf(await kept.match(STATE)) > run) {
        return;
      }
      await kept.put(STATE, new Response(text, { headers: { [RUN]: String(run) } }));
      written = text;
    });
  } catch (error) {
    console.warn(`The account of the service worker is not kept: ${error.message}`);
  }
};

/** The sandbox with the account that was kept, if there is one. */
const sandboxFrom = async (kept) => {
  const options = JSON.stringify({ seed, apiBase });
  try {
    return new exported.Sandbox(options, await kept?.text());
  } catch (error) {
    console.warn(`The account of the service worker starts again: it ${error.message}.`);
    return new exported.Sandbox(options);
  }
};

const start = startOnce(async () => {
  await exported.default({ module_or_path: await wasm() });
  const kept = await (await cache()).match(STATE);
  run = runOf(kept) + 1;
  const sandbox = await sandboxFrom(kept);
  await keep(sandbox);
  return sandbox;
});

const answer = async (event) => {
  const sandbox = await start();
  /** The account is kept when the request was executed, whether or not a response arrives. */
  const respond = (...request) => {
    const responding = sandbox.respond(...request);
    const kept = responding.catch(() => {}).then(() => keep(sandbox));
    event.waitUntil(kept);
    return kept.then(() => responding);
  };
  return fetchFrom({ respond }, apiBase, event.request);
};

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(install());
});
self.addEventListener('activate', (event) => event.waitUntil(Promise.all([forgetOthers(), self.clients.claim()])));
// A page that was reloaded past the worker has none until it asks.
self.addEventListener('message', (event) => {
  if (event.data === 'claim') {
    event.waitUntil(self.clients.claim());
  }
});
self.addEventListener('fetch', (event) => {
  const { url } = event.request;
  if (url.startsWith(`${apiBase}/`) || url.startsWith(control)) {
    event.respondWith(answer(event));
  }
});
