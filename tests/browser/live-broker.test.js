// The whole way of a change: Oneflow's webhook, the broker, its stream, the card.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { startBroker } from './support/broker.js';
import { site } from './support/environment.js';
import { test, useFixture } from './support/fixture.js';
import { Picker } from './support/picker.js';
import { signAll } from './support/sandbox.js';

/** Milliseconds in which no card asks by itself. */
const BEFORE_POLLING = 8_000;

const fixture = useFixture({ width: 700, height: 800 });
let broker;
let removeWebhook;

before(async () => {
  broker = await startBroker();
  removeWebhook = await broker.addWebhook();
});

after(async () => {
  await removeWebhook?.();
  await broker?.stop();
});

async function ask(place, content) {
  const headers = { ...broker.headers, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
  const answer = await fetch(`${broker.url}/v1${place}`, { method: 'POST', headers, body: JSON.stringify(content) });
  assert.equal(answer.status, 200, `${place}: ${answer.status}`);
  return answer.json();
}

async function createContract() {
  const participant = {
    name: 'Ada Berg',
    email: 'ada.berg@acme.example',
    delivery_channel: 'email',
    signatory: true,
    sign_method: 'standard_esign',
  };
  const { id } = await ask('/contracts/create', {
    workspace_id: 7001,
    template_id: 8101,
    name: 'Signed elsewhere',
    parties: [{ type: 'company', name: 'Acme AB', participants: [participant] }],
  });
  await ask(`/contracts/${id}/publish`, { subject: 'Sign', message: 'Please.' });
  return id;
}

async function mountCard(id) {
  const { page } = fixture;
  await page.goto(`${site}/demo/blank.html`);
  await page.evaluate(
    ([base, headers, contract]) => {
      const card = Object.assign(document.createElement('oneflow-contract-card'), {
        id: 'picker',
        authorize: () => headers,
      });
      card.setAttribute('contract-id', contract);
      card.setAttribute('api-base', base);
      document.body.append(card);
    },
    [`${broker.url}/v1`, broker.headers, String(id)],
  );
  return new Picker(page, '#picker');
}

test('a contract that is signed in Oneflow shows so, without being asked for', async () => {
  const id = await createContract();
  const { page } = fixture;
  const streams = [];
  page.on('request', (request) => request.url().endsWith('/v1/events') && streams.push(request.url()));
  const opened = page.waitForResponse((response) => response.url().endsWith('/v1/events'));
  const card = await mountCard(id);
  await card.waitForText('Out for signing');
  assert.equal((await opened).status(), 200);
  await signAll(id);
  await page.waitForFunction(() => document.querySelector('#picker').contract?.state === 'signed', null, {
    timeout: BEFORE_POLLING,
  });
  assert.deepEqual(streams, [`${broker.url}/v1/events`], 'one stream, and nothing in its address');
});
