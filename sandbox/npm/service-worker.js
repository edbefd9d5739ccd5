// The sandbox as a service worker: it answers what its pages send to the API.

import { API_BASE, fetchFrom } from './sandbox.js';
import * as exported from './wasm.js';

const here = new URL(self.location.href);
const seed = here.searchParams.get('seed') ?? 'small';
const apiBase = new URL(here.searchParams.get('api') ?? API_BASE, here).href;
const control = new URL('/_sandbox/', apiBase).href;

/** Browsers end a worker that has nothing to do; the account is kept for its next start. */
const STATE = new URL('./oneflow-sandbox-state.json', here).href;
const cache = () => caches.open('oneflow-sandbox');

const start = async () => {
  await exported.default({ module_or_path: new URL('./wasm_bg.wasm', here) });
  const options = JSON.stringify({ seed, apiBase });
  const kept = await (await cache()).match(STATE);
  try {
    return new exported.Sandbox(options, await kept?.text());
  } catch (error) {
    console.warn(`The account of the service worker starts again: it ${error.message}.`);
    return new exported.Sandbox(options);
  }
};

let starting;
let written;

/** Keeps the account if it has changed. */
const keep = async (sandbox) => {
  const text = sandbox.saved();
  if (text !== written) {
    written = text;
    await (await cache()).put(STATE, new Response(text));
  }
};

const answer = async ({ request }) => {
  starting ??= start();
  const sandbox = await starting;
  try {
    return await fetchFrom(sandbox, apiBase, request);
  } finally {
    await keep(sandbox);
  }
};

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const { url } = event.request;
  if (url.startsWith(`${apiBase}/`) || url.startsWith(control)) {
    event.respondWith(answer(event));
  }
});
