// The picker before the broker: whatever is lost or killed on the way, each attempt makes one contract.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startBroker } from './support/broker.js';
import { ENGINES } from './support/engines.js';
import { api, siri, token } from './support/environment.js';
import { serveLosing } from './support/losing-server.js';
import { resetSandbox } from './support/sandbox.js';

const LOST = [
  { protocol: 'h1', loss: 'fin', executes: true },
  { protocol: 'h1', loss: 'fin', executes: false },
  { protocol: 'h2', loss: 'goaway', executes: true },
];
const KILLED = [
  { protocol: 'h1', loss: 'kill', executes: true },
  { protocol: 'h1', loss: 'kill', executes: false },
];

let broker;

before(async () => {
  broker = await startBroker();
});

after(() => broker?.stop());

async function countContracts() {
  const headers = { 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri };
  const response = await fetch(`${api}/contracts?limit=100`, { headers });
  return (await response.json()).data.length;
}

/** Creates a contract in an engine; what came of it, once the page reports one of `ends`. */
async function create(engine, options, ends) {
  await resetSandbox();
  const server = await serveLosing({ ...options, broker });
  if (!server) return undefined;
  const close = await engine.open(server.url);
  try {
    const end = await server.waitFor(ends);
    return { end, sent: server.creations.length, keys: new Set(server.creations), made: await countContracts() };
  } finally {
    await close();
    await server.close();
  }
}

for (const engine of ENGINES) {
  for (const options of LOST) {
    const { protocol, loss, executes } = options;
    test(`${engine.name}, ${protocol}, ${loss} ${executes ? 'after' : 'before'} the work: there is one contract`,
      { skip: engine.skip, timeout: 180_000 }, async (t) => {
        const result = await create(engine, options, ['created', 'unconfirmed']);
        if (!result) return t.skip('there is no openssl');
        const { end, sent, made, keys } = result;
        t.diagnostic(`sent ${sent} times, ${made} contracts, ${end}`);
        assert.ok(keys.size === 1 && !keys.has(undefined), 'every sending carries the same key');
        assert.equal(end, sent > 1 ? 'created' : 'unconfirmed');
        assert.equal(made, executes || end === 'created' ? 1 : 0);
      });
  }
}

for (const engine of ENGINES.filter(({ name }) => name !== 'WebKitGTK')) {
  for (const options of KILLED) {
    const moment = options.executes ? 'late' : 'early';
    test(`${engine.name}: a broker that is killed ${moment} in a creation makes one contract`,
      { skip: engine.skip, timeout: 180_000 }, async (t) => {
        const { end, sent, made } = await create(engine, options, ['created', 'unconfirmed']);
        t.diagnostic(`sent ${sent} times, ${made} contracts, ${end}`);
        // Killed before anything went out, the attempt is unknown and there is nothing to be found.
        assert.ok(made <= 1);
        assert.ok(end === 'unconfirmed' || made === 1, `${end} with ${made} contracts`);
      });
  }
}
