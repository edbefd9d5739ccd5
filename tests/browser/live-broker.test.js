// The whole way of a change: a signature in Oneflow, its webhook, the broker, the stream, the card.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { startBroker } from './support/broker.js';
import { createContract, post, signatories } from './support/contracts.js';
import { dist } from './support/environment.js';
import { test, useFixture } from './support/fixture.js';
import { Picker } from './support/picker.js';
import { serve, serveFile, strictPolicy } from './support/servers.js';

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>
  <script type="module" src="/package/define.js"></script></head><body></body></html>`;

const fixture = useFixture({ width: 700, height: 800 });
let host;
let broker;

before(async () => {
  host = await serve((request, response) => {
    if (request.url === '/favicon.ico') return response.writeHead(204).end();
    if (request.url !== '/') return serveFile(dist, request.url, response);
    const type = { 'content-type': 'text/html; charset=utf-8' };
    response.writeHead(200, { ...type, 'content-security-policy': strictPolicy(broker.url) }).end(PAGE);
  });
  broker = await startBroker(host.origin);
});

after(async () => {
  await broker?.stop();
  host?.close();
});

/** Posts through the broker, so that the contract is the session's. */
function ask(place, content) {
  const own = { ...broker.headers, origin: host.origin, 'idempotency-key': crypto.randomUUID() };
  return post(place, content, `${broker.url}/v1`, own);
}

async function openCard(id) {
  const { page } = fixture;
  await page.goto(host.origin);
  await page.evaluate(
    ([base, headers, contract]) => {
      const card = document.createElement('oneflow-contract-card');
      Object.assign(card, { id: 'picker', authorize: () => headers, apiBase: base, contractId: contract });
      document.body.append(card);
    },
    [`${broker.url}/v1`, broker.headers, String(id)],
  );
  return new Picker(page, '#picker');
}

test('a contract that is signed in Oneflow shows so long before the card would ask', async () => {
  fixture.allowRequests(`${host.origin}/`, `${broker.url}/`);
  await broker.addWebhook();
  const id = await createContract({ name: 'Signed elsewhere', ask });
  const opened = fixture.page.waitForResponse((response) => response.url().endsWith('/events'));
  const card = await openCard(id);
  await card.waitForText('0 of 2 have signed');
  const stream = await opened;
  assert.deepEqual([stream.status(), stream.url()], [200, `${broker.url}/v1/events`]);
  await signatories(id, 'sign');
  // Nothing waits for as long as a card does until it asks by itself.
  await card.waitForText('2 of 2 have signed');
});
