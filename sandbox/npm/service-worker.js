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

const start = startOnce(async () => {
  await exported.default({ module_or_path: new URL('./wasm_bg.wasm', here) });
  const options = JSON.stringify({ seed, apiBase });
  const kept = await (await cache()).match(STATE);
  try {
    return new exported.Sandbox(options, await kept?.text());
  } catch (error) {
    console.warn(`The account of the service worker starts again: it ${error.message}.`);
    return new exported.Sandbox(options);
  }
});

let written;

/** Keeps the account if it has changed. Without room for it the request has succeeded all the same. */
const keep = async (sandbox) => {
  try {
    const text = sandbox.saved();
    if (text !== written) {
      await (await cache()).put(STATE, new Response(text));
      written = text;
    }
  } catch (error) {
    console.warn(`The account of the service worker is not kept: ${error.message}`);
  }
};

const answer = async ({ request }) => {
  const sandbox = await start();
  try {
    return await fetchFrom(sandbox, apiBase, request);
  } finally {
    await keep(sandbox);
  }
};

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
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
