// Next.js: rendered on the server, hydrated, left and come back to without a new page.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { receivedRequests } from '../browser/support/sandbox.js';
import { start, test, useApp } from './support/app.js';

const app = useApp();
let server;

before(async () => {
  server = await start('next', 'next', (port) => ['start', '--hostname', '127.0.0.1', '--port', port]);
});
after(() => server?.close());

test('the server renders the tag with its attributes and without its properties', async () => {
  const html = await (await fetch(`${server.origin}/deal`)).text();
  const [tag] = html.match(/<oneflow-contract-picker[^>]*>/) ?? [];
  assert.equal(tag, '<oneflow-contract-picker api-base="/oneflow/v1" extension-type="demo_crm">');
});

test('a page that the server has rendered creates a contract', async () => {
  await app.page.goto(`${server.origin}/deal`);
  await app.creates();
  await app.continuesInFull();
});

test('a file that is added to the form is in the contract', async () => {
  const { page, picker } = app;
  await page.goto(`${server.origin}/deal`);
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  await picker.button('Add files').click();
  const file = { name: 'terms.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') };
  await picker.host.locator('input[type=file]').setInputFiles(file);
  await picker.create();
  await picker.waitForStep('created');
  const uploads = (await receivedRequests('POST')).filter(({ path }) => path.endsWith('/files'));
  assert.deepEqual(uploads.map(({ status }) => status), [200]);
});

test('the element comes with navigation in the browser, goes with it, and comes again', async () => {
  const { page, picker } = app;
  await page.goto(server.origin);
  await page.evaluate(() => {
    window.same = true;
  });
  await page.getByRole('link', { name: 'Deal' }).click();
  await app.creates();
  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  assert.equal(await picker.host.count(), 0);
  await page.getByRole('link', { name: 'Deal' }).click();
  await app.creates();
  assert.ok(await page.evaluate(() => window.same), 'the page was never loaded anew');
});

test('the routes pass nothing on without a session, with a forged one, or beside their list', async () => {
  const ask = (path, session) =>
    fetch(`${server.origin}/oneflow/v1${path}`, {
      headers: session === undefined ? {} : { authorization: `Bearer ${session}` },
    });
  const begin = (site) => fetch(`${server.origin}/session`, { method: 'POST', headers: { 'sec-fetch-site': site } });
  assert.equal((await begin('cross-site')).status, 403);
  const { session } = await (await begin('same-origin')).json();
  const [text, seal] = session.split('.');
  const other = Buffer.from(
    JSON.stringify({ ...JSON.parse(Buffer.from(text, 'base64url')), email: 'mira.holm@example.com' }),
  ).toString('base64url');
  for (const wrong of [undefined, '', 'demo-session', text, `${text}.`, `${other}.${seal}`])
    assert.equal((await ask('/users?limit=100', wrong)).status, 401);
  for (const path of ['/webhooks', '/contracts/10001/events', '/users/1', '/contracts/create', '/contracts/010001'])
    assert.equal((await ask(path, session)).status, 404);
  assert.deepEqual(await receivedRequests(), []);
  assert.equal((await ask('/users?limit=100', session)).status, 200);
});
