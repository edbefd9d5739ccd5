// The picker before the broker: whatever is lost or killed on the way, each attempt makes one contract.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';

import { startBroker } from './support/broker.js';
import { closeEngines, ENGINES } from './support/engines.js';
import { createLosing } from './support/lost-creations.js';

const LOST = [
  { protocol: 'h1', loss: 'fin', executes: true },
  { protocol: 'h1', loss: 'fin', executes: false },
  { protocol: 'h2', loss: 'goaway', executes: true },
];
/** Milliseconds after which the broker is killed. */
const MOMENTS = { early: 1, late: 40 };

let broker;

before(async () => {
  broker = await startBroker();
});

after(async () => {
  await closeEngines();
  await broker?.stop();
});

for (const engine of ENGINES) {
  for (const options of LOST) {
    const { protocol, loss, executes } = options;
    test(`${engine.name}, ${protocol}, ${loss} ${executes ? 'after' : 'before'} the work: there is one contract`,
      { skip: engine.skip, timeout: 180_000 }, async (t) => {
        const result = await createLosing(engine, { ...options, broker });
        if (!result) return t.skip('there is no openssl');
        const { end, sent, made, keys } = result;
        t.diagnostic(`sent ${sent} times, ${made} contracts, ${end}`);
        assert.ok(keys.size === 1 && !keys.has(undefined), 'every sending carries the same key');
        assert.equal(end, sent > 1 ? 'created' : 'unconfirmed');
        assert.equal(made, executes || end === 'created' ? 1 : 0);
      });
  }
}

/** The broker, but it dies while it works on the first creation, and is back before anybody asks again. */
function killedAfter(milliseconds) {
  let isFirst = true;
  const forward = async (request, body) => {
    const creates = isFirst && request.url === '/v1/contracts/create';
    if (!creates) return broker.forward(request, body);
    isFirst = false;
    const answered = broker.forward(request, body).catch(() => {});
    await setTimeout(milliseconds);
    await broker.kill();
    return Promise.all([answered, broker.revive()]);
  };
  return { headers: broker.headers, forward };
}

for (const engine of ENGINES.filter(({ name }) => name !== 'WebKitGTK')) {
  for (const [moment, milliseconds] of Object.entries(MOMENTS)) {
    test(`${engine.name}: a broker that is killed ${moment} in a creation makes one contract`,
      { skip: engine.skip, timeout: 180_000 }, async (t) => {
        const options = { protocol: 'h1', loss: 'fin', executes: true, broker: killedAfter(milliseconds) };
        const { end, sent, made } = await createLosing(engine, options);
        t.diagnostic(`sent ${sent} times, ${made} contracts, ${end}`);
        // Killed before anything went out, the attempt is unknown and there is nothing to be found.
        assert.ok(made <= 1);
        assert.ok(end === 'unconfirmed' || made === 1, `${end} with ${made} contracts`);
      });
  }
}
