// Cards before a server that tells what happens with their contracts: one stream, and what comes without one.
import assert from 'node:assert/strict';
import { afterEach } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { test, useFixture } from './support/fixture.js';
import { createContract, signatories } from './support/contracts.js';
import { serveLive } from './support/live-server.js';
import { Picker } from './support/picker.js';
import { until } from './support/until.js';

const fixture = useFixture({ width: 900, height: 4_000 });
/** The interval at which a card in view reads its contract. */
const INTERVAL = 30_000;

let server;

afterEach(() => server?.close());

/** Opens a page with a card for each of so many contracts that are out for signing. */
async function open({ cards = 1, ...options } = {}) {
  const contracts = [];
  for (let count = 0; count < cards; count++) contracts.push(await createContract({ name: 'Live' }));
  server = await serveLive({ contracts, ...options });
  fixture.allowRequests(`${server.origin}/`);
  await fixture.page.goto(server.origin);
  const shown = contracts.map((id) => new Picker(fixture.page, `#c${id}`));
  for (const card of shown) await card.waitForText('0 of 2 have signed');
  return { contracts, shown };
}

const reasons = () => fixture.page.evaluate(() => window.reasons);

test('eight cards have one stream, and a signed contract shows at once', async () => {
  const { contracts, shown } = await open({ cards: 8 });
  await until(() => server.streams.size === 1);
  for (const index of [3, 0, 7]) {
    await signatories(contracts[index], 'sign');
    server.tell(contracts[index]);
    // Long before a card asks by itself.
    await shown[index].waitForText('2 of 2 have signed');
  }
  // Six streams would leave no connection for this.
  const before = contracts.map(server.reads);
  for (const card of shown.slice(1, 3)) await card.button('Refresh').click();
  await until(() => [1, 2].every((index) => server.reads(contracts[index]) > before[index]));
  assert.equal(server.asked.length, 1);
  const [{ accept, authorization, cookie, 'last-event-id': last }] = server.asked;
  assert.deepEqual([accept, authorization, cookie, last], ['text/event-stream', 'Bearer first', undefined, undefined]);
});

test('an event causes a read of its contract and of no other', async () => {
  const { contracts } = await open({ cards: 2 });
  await until(() => server.streams.size === 1);
  await fixture.page.waitForTimeout(200);
  const before = contracts.map(server.reads);
  server.tell(contracts[1]);
  server.tell(999);
  await until(() => server.reads(contracts[1]) > before[1]);
  await fixture.page.waitForTimeout(300);
  assert.deepEqual(contracts.map(server.reads), [before[0], before[1] + 1]);
});

test('a server that announces no events is never asked for a stream', async () => {
  await open({ announced: 'idempotency, records' });
  await fixture.page.waitForTimeout(500);
  assert.deepEqual(server.asked, []);
});

test('a session that has ended is renewed for the stream', async () => {
  fixture.expectErrors(/401/);
  const accept = ({ headers }) => (headers.authorization === 'Bearer second' ? 200 : 401);
  const { contracts, shown } = await open({ accept });
  await until(() => server.streams.size === 1);
  assert.deepEqual((await reasons()).slice(-2), ['start', 'expired']);
  await signatories(contracts[0], 'sign');
  server.tell(contracts[0]);
  await shown[0].waitForText('2 of 2 have signed');
});

test('a stream that ends is resumed after the event that was heard last', async () => {
  const { contracts, shown } = await open();
  await until(() => server.streams.size === 1);
  server.tell(contracts[0]);
  server.tell(contracts[0]);
  await fixture.page.waitForTimeout(200);
  server.end();
  await until(() => server.asked.length === 2 && server.streams.size === 1);
  assert.equal(server.asked[1]['last-event-id'], '2');
  await signatories(contracts[0], 'sign');
  server.tell(contracts[0]);
  await shown[0].waitForText('2 of 2 have signed');
});

test('a stream ends when its last card is out of view, is removed, or its contract is signed', async () => {
  const { contracts, shown } = await open();
  await until(() => server.streams.size === 1);
  const show = (value) =>
    shown[0].host.evaluate((element, display) => {
      element.style.display = display;
    }, value);
  await show('none');
  await until(() => server.streams.size === 0);
  await show('');
  await until(() => server.streams.size === 1);
  await signatories(contracts[0], 'sign');
  server.tell(contracts[0]);
  await until(() => server.streams.size === 0);
  const asked = server.asked.length;
  await fixture.page.waitForTimeout(2_500);
  assert.equal(server.asked.length, asked);
});

test('without a stream the card reads every half minute, and with one seldom', async () => {
  fixture.expectErrors(/404/, /ERR_INCOMPLETE_CHUNKED_ENCODING/);
  await fixture.page.clock.install();
  try {
    for (const status of [404, 200]) {
      const { contracts } = await open({ accept: () => status });
      const [id] = contracts;
      await until(() => (status === 200 ? server.streams.size === 1 : server.asked.length === 1));
      await pause(300);
      const counts = [server.reads(id)];
      for (let round = 0; round < 4; round++) {
        server.beat();
        await pause(100);
        await fixture.page.clock.runFor(INTERVAL);
        await pause(300);
        counts.push(server.reads(id));
      }
      const steps = counts.slice(1).map((count, index) => count - counts[index]);
      assert.deepEqual(steps, status === 200 ? [1, 0, 0, 0] : [1, 1, 1, 1]);
      assert.equal(server.asked.length, 1);
      await server.close();
    }
  } finally {
    await fixture.page.clock.resume();
  }
});

test('a stream that says nothing for 45 seconds is lost: it is opened again, and the card reads', async () => {
  await fixture.page.clock.install();
  try {
    const { contracts } = await open();
    await until(() => server.streams.size === 1);
    await fixture.page.clock.runFor(INTERVAL);
    await pause(300);
    const before = server.reads(contracts[0]);
    await fixture.page.clock.runFor(2 * INTERVAL);
    await until(() => server.asked.length === 2);
    await until(() => server.reads(contracts[0]) > before);
  } finally {
    await fixture.page.clock.resume();
  }
});
