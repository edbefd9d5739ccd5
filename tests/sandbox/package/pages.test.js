// The sandbox's npm package beside and inside a page.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { create, createSandbox, open, served } from './support/pages.js';
import { run } from './support/recipe.js';

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

test('a download that has failed is repeated', async () => {
  const page = await open();
  served.failures = 1;
  const outcomes = await page.evaluate(async () => {
    const { createSandbox } = await import('/browser.js');
    const attempt = () => createSandbox().then(() => 'created', () => 'failed');
    return [await attempt(), await attempt()];
  });
  assert.deepEqual(outcomes, ['failed', 'created']);
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
