// The recipes of the README that need no browser, as they are written there.

import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { run } from './support/recipe.js';

const { createSandbox } = await import(pathToFileURL(path.join(process.env.SANDBOX_PACKAGE, 'index.js')));

/** The request that the elements send, which is an object and can be read once. */
const creation = ({ apiBase, token, user }) =>
  new Request(`${apiBase}/contracts/create`, {
    method: 'POST',
    headers: { 'x-oneflow-api-token': token, 'x-oneflow-user-email': user, 'content-type': 'application/json' },
    body: JSON.stringify({ workspace_id: 7001, template_id: 8101 }),
  });

test('the recipe for Storybook creates a contract through a Request, and passes on what is for others', async () => {
  const sandbox = await createSandbox();
  const others = [];
  const fetch = async (request) => others.push(await new Request(request).text());
  const window = { fetch };
  const preview = await run('.storybook/preview.js', { sandbox, window }, 'exported');
  const restore = preview.beforeEach();
  assert.equal((await (await window.fetch(creation(sandbox))).json()).id, 10001);
  const { url, method, headers } = creation(sandbox);
  const init = { method, headers, body: '{"workspace_id": 7001, "template_id": 8101}' };
  assert.equal((await (await window.fetch(url, init)).json()).id, 10002, 'an address and an init are the same');
  await window.fetch(new Request('https://elsewhere.example/', { method: 'POST', body: 'as it was' }));
  assert.deepEqual(others, ['as it was']);
  restore();
  assert.equal(window.fetch, fetch);
});

test('the recipe for MSW creates a contract through a Request, and a broken connection is an error', async () => {
  const sandbox = await createSandbox();
  const http = { all: (addresses, answer) => ({ addresses, answer }) };
  const setupServer = (handler) => ({ ...handler, listen() {} });
  const variables = { http, setupServer, createSandbox: async () => sandbox };
  const { addresses, answer } = await run("from 'msw'", variables, 'server');
  assert.equal(addresses, `${sandbox.apiBase}/*`);
  assert.equal((await (await answer({ request: creation(sandbox) })).json()).id, 10001);
  sandbox.arm({ on: 'POST /contracts/create', kind: 'drop_after' });
  assert.equal((await answer({ request: creation(sandbox) })).type, 'error');
});
