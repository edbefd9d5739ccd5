// The sandbox as a service worker: downloads, deployments, and the account that outlives it.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, test } from 'node:test';

import { create, createSandbox, open, origin, served } from './support/pages.js';

const facts = await createSandbox().then(({ apiBase, token, user }) => ({ apiBase, token, user }));

beforeEach(() => {
  served.failures = 0;
  served.deployed.clear();
});

/** Registers the service worker and waits until it answers the page. */
const work = (page, query = '', scope = '/') =>
  page.evaluate(async ([query, scope]) => {
    const { serviceWorker } = navigator;
    const ready = new Promise((resolve) => serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
    await serviceWorker.register(`/service-worker.js${query}`, { scope });
    await ready;
  }, [query, scope]);

/** Runs in the page: arms a fault for the next creations. */
const arm = async (fault) => {
  const body = JSON.stringify({ on: 'POST /contracts/create', ...fault });
  const headers = { 'content-type': 'application/json' };
  return (await fetch('https://api.oneflow.com/_sandbox/faults', { method: 'POST', headers, body })).status;
};

/** Ends the workers, as the browser does when they have nothing to do. */
const stopWorkers = async (page) => {
  const developer = await page.context().newCDPSession(page);
  await developer.send('ServiceWorker.enable');
  await developer.send('ServiceWorker.stopAllWorkers');
};

test('a service worker answers its pages, and keeps the account when it has ended', async () => {
  const page = await open();
  await work(page);
  assert.equal(await page.evaluate(create, facts), 10001);
  assert.equal(await page.evaluate(arm, { kind: 'drop_after', times: 2 }), 200);
  assert.equal(await page.evaluate(create, facts), 'TypeError');
  await stopWorkers(page);
  const id = await page.evaluate(create, facts);
  assert.equal(id, 10003, 'the contracts are there, and the second fault, which belongs to one run, is not');
});

test('a service worker on the origin of its page has the console, too', async () => {
  const page = await open();
  await work(page, '?api=/v1&seed=wide');
  await page.goto(`${origin}/_sandbox/app`);
  assert.match(await page.textContent('main'), /Northwind|Access/);
});

test('a download that has failed when the service worker was installed is repeated', async () => {
  const page = await open();
  // The first one is needed when the worker is installed.
  served.failures = 2;
  await work(page);
  assert.equal(await page.evaluate(create, facts), 'TypeError');
  assert.equal(await page.evaluate(create, facts), 10001);
});

test('without room for the account, requests to a service worker succeed all the same', async () => {
  const page = await open();
  await work(page);
  const developer = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await developer.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  assert.equal(await page.evaluate(create, facts), 10001);
  assert.equal(await page.evaluate(create, facts), 10002);
  await developer.send('Storage.overrideQuotaForOrigin', { origin });
  assert.equal(await page.evaluate(create, facts), 10003);
  await stopWorkers(page);
  assert.equal(await page.evaluate(create, facts), 10004, 'it is kept once there is room');
});

test('a worker starts with the WebAssembly that it was installed with, whatever is deployed', async () => {
  const page = await open();
  await work(page);
  served.deployed.set('wasm_bg.wasm', Buffer.from('that of another version'));
  await stopWorkers(page);
  assert.equal(await page.evaluate(create, facts), 10001);
});

test('a new worker waits for its own WebAssembly, and the one before it answers meanwhile', async () => {
  const page = await open();
  await work(page);
  const script = await readFile(path.join(process.env.SANDBOX_PACKAGE, 'service-worker.js'), 'utf8');
  // The script of the next version has arrived, and the WebAssembly of this one is still there.
  const next = script.replaceAll(/"[0-9a-f]{64}"/g, `"${'0'.repeat(64)}"`);
  assert.notEqual(next, script);
  served.deployed.set('service-worker.js', next);
  const outcome = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    const { installing } = registration;
    return new Promise((resolve) => {
      installing.addEventListener('statechange', () => {
        if (['redundant', 'activated'].includes(installing.state)) resolve(installing.state);
      });
    });
  });
  assert.equal(outcome, 'redundant');
  await stopWorkers(page);
  assert.equal(await page.evaluate(create, facts), 10001);
});

test('what a request has done is kept although its response never arrives', async () => {
  const page = await open();
  await work(page);
  await page.evaluate(arm, { kind: 'silence_after' });
  const outcome = await page.evaluate(async ({ apiBase, token, user }) => {
    const headers = { 'x-oneflow-api-token': token, 'x-oneflow-user-email': user, 'content-type': 'application/json' };
    const body = JSON.stringify({ workspace_id: 7001, template_id: 8101 });
    const signal = AbortSignal.timeout(500);
    return fetch(`${apiBase}/contracts/create`, { method: 'POST', headers, body, signal }).catch(({ name }) => name);
  }, facts);
  assert.equal(outcome, 'TimeoutError');
  await stopWorkers(page);
  assert.equal(await page.evaluate(create, facts), 10002);
});

test('a worker that ends late does not overwrite the account of a later one', async () => {
  const page = await open();
  await work(page);
  await page.evaluate(arm, { kind: 'slow', millis: 1_000 });
  const late = page.evaluate(create, facts);
  await page.waitForTimeout(200);
  const other = await page.context().newPage();
  await other.goto(`${origin}/later/page.html`);
  await work(other, '', '/later/');
  assert.equal(await other.evaluate(create, facts), 10001);
  assert.equal(await other.evaluate(create, facts), 10002);
  await late;
  await stopWorkers(page);
  assert.equal(await other.evaluate(create, facts), 10003);
});
