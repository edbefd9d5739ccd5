// The sandbox's npm package beside and inside a page.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

import { run } from './support/recipe.js';

const folder = process.env.SANDBOX_PACKAGE;
const { createSandbox } = await import(pathToFileURL(path.join(folder, 'index.js')));

const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html' };

/** How many downloads of the WebAssembly fail. */
let failures = 0;

/** Serves the package, and an empty page. */
const server = createServer(async (request, response) => {
  const name = path.basename(new URL(request.url, 'http://127.0.0.1').pathname);
  if (name === 'wasm_bg.wasm' && failures > 0) {
    failures -= 1;
    response.writeHead(503).end();
    return;
  }
  const content = name === 'page.html' ? '<!doctype html>' : await readFile(path.join(folder, name)).catch(() => null);
  response.writeHead(content === null ? 404 : 200, { 'content-type': TYPES[path.extname(name)] ?? 'text/plain' });
  response.end(content ?? '');
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });

after(async () => {
  await browser.close();
  server.close();
});

const open = async () => {
  // Each page has its own workers.
  const page = await (await browser.newContext()).newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/page.html`);
  return page;
};

/** Runs in the page: creates a contract and returns its id, or the name of the error. */
const create = async ({ apiBase, token, user }) => {
  const headers = { 'x-oneflow-api-token': token, 'x-oneflow-user-email': user, 'content-type': 'application/json' };
  const body = JSON.stringify({ workspace_id: 7001, template_id: 8101 });
  try {
    return (await (await fetch(`${apiBase}/contracts/create`, { method: 'POST', headers, body })).json()).id;
  } catch (error) {
    return error.name;
  }
};

test('the recipe for Playwright answers the requests of its page', async () => {
  const page = await open();
  const sandbox = await run('page.route', { page, createSandbox }, 'sandbox');
  const { apiBase, token, user } = sandbox;
  assert.equal(await page.evaluate(create, { apiBase, token, user }), 10001);
  sandbox.arm({ on: 'POST /contracts/create', kind: 'drop_after' });
  assert.equal(await page.evaluate(create, { apiBase, token, user }), 'TypeError');
  assert.equal(await page.evaluate(create, { apiBase, token, user }), 10003);
  assert.deepEqual(sandbox.requests().map(({ status }) => status), [200, null, 200]);
});

/** Registers the service worker and waits until it answers the page. */
const work = (page, query = '') =>
  page.evaluate(async (query) => {
    const { serviceWorker } = navigator;
    const ready = new Promise((resolve) => serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
    await serviceWorker.register(`/service-worker.js${query}`);
    if (!serviceWorker.controller) {
      await ready;
    }
  }, query);

test('a service worker answers its pages, and keeps the account when it has ended', async () => {
  const page = await open();
  await work(page);
  const { apiBase, token, user } = await createSandbox();
  assert.equal(await page.evaluate(create, { apiBase, token, user }), 10001);
  const armed = await page.evaluate(async () => {
    const fault = JSON.stringify({ on: 'POST /contracts/create', kind: 'drop_after', times: 2 });
    const headers = { 'content-type': 'application/json' };
    return (await fetch('https://api.oneflow.com/_sandbox/faults', { method: 'POST', headers, body: fault })).status;
  });
  assert.equal(armed, 200);
  assert.equal(await page.evaluate(create, { apiBase, token, user }), 'TypeError');
  const developer = await page.context().newCDPSession(page);
  await developer.send('ServiceWorker.enable');
  await developer.send('ServiceWorker.stopAllWorkers');
  const id = await page.evaluate(create, { apiBase, token, user });
  assert.equal(id, 10003, 'the contracts are there, and the second fault, which belongs to one run, is not');
});

test('a service worker on the origin of its page has the console, too', async () => {
  const page = await open();
  await work(page, '?api=/v1&seed=wide');
  await page.goto(`http://127.0.0.1:${server.address().port}/_sandbox/app`);
  assert.match(await page.textContent('main'), /Northwind|Access/);
});

test('a download that has failed is repeated, in a page and in a service worker', async () => {
  const page = await open();
  failures = 1;
  const outcomes = await page.evaluate(async () => {
    const { createSandbox } = await import('/browser.js');
    const attempt = () => createSandbox().then(() => 'created', () => 'failed');
    return [await attempt(), await attempt()];
  });
  assert.deepEqual(outcomes, ['failed', 'created']);
  const { apiBase, token, user } = await createSandbox();
  await work(page);
  failures = 1;
  assert.equal(await page.evaluate(create, { apiBase, token, user }), 'TypeError');
  assert.equal(await page.evaluate(create, { apiBase, token, user }), 10001);
});

test('without room for the account, requests to a service worker succeed all the same', async () => {
  const page = await open();
  await work(page);
  const { apiBase, token, user } = await createSandbox();
  const developer = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await developer.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  assert.equal(await page.evaluate(create, { apiBase, token, user }), 10001);
  assert.equal(await page.evaluate(create, { apiBase, token, user }), 10002);
  await developer.send('Storage.overrideQuotaForOrigin', { origin });
  assert.equal(await page.evaluate(create, { apiBase, token, user }), 10003);
  await developer.send('ServiceWorker.enable');
  await developer.send('ServiceWorker.stopAllWorkers');
  assert.equal(await page.evaluate(create, { apiBase, token, user }), 10004, 'it is kept once there is room');
});

test('a page has a sandbox of its own', async () => {
  const page = await open();
  const answered = await page.evaluate(async () => {
    const { createSandbox } = await import('/browser.js');
    const sandbox = await createSandbox({ seed: 'wide' });
    sandbox.arm({ on: 'GET /users', kind: 'slow', millis: 20 });
    const headers = { 'x-oneflow-api-token': sandbox.token };
    return (await (await sandbox.fetch('/v1/users', { headers })).json()).count;
  });
  assert.equal(answered, 5);
});
