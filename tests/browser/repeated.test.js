// Browsers send a request again when a connection that they used before closes without a byte of response. Whatever
// engine, protocol and moment: there is one contract, or the user is told.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { api, siri, token } from './support/environment.js';
import { ENGINES } from './support/engines.js';
import { serveLosing } from './support/losing-server.js';
import { resetSandbox } from './support/sandbox.js';

const CASES = [
  { protocol: 'h1', loss: 'fin', executes: true },
  { protocol: 'h1', loss: 'rst', executes: true },
  { protocol: 'h1', loss: 'fin', executes: false },
  { protocol: 'h2', loss: 'fin', executes: true },
  { protocol: 'h2', loss: 'goaway', executes: true },
];

async function countContracts() {
  const headers = { 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri };
  const response = await fetch(`${api}/contracts?limit=100`, { headers });
  return (await response.json()).data.length;
}

/** Creates a contract in an engine through a server that loses the answer; what came of it. */
async function create(engine, options, wanted) {
  await resetSandbox();
  const server = await serveLosing(options);
  if (!server) return undefined;
  const close = await engine.open(server.url);
  try {
    const end = await server.waitFor(wanted);
    const twin = end === 'created' && server.creations.length > 1 && !options.keys && options.executes;
    if (twin) await server.waitFor(['deleted']);
    return { end, sent: server.creations.length, keys: new Set(server.creations), twin, made: await countContracts() };
  } finally {
    await close();
    await server.close();
  }
}

for (const engine of ENGINES) {
  for (const options of CASES) {
    const { protocol, loss, executes } = options;
    const name = `${engine.name}, ${protocol}, ${loss} ${executes ? 'after' : 'before'} the work`;

    test(`${name}: without keys it ends unconfirmed, or with a twin that is shown and deleted`,
      { skip: engine.skip, timeout: 180_000 }, async (t) => {
        const result = await create(engine, options, ['created', 'unconfirmed']);
        if (!result) return t.skip('there is no openssl');
        const { end, sent, made, twin } = result;
        t.diagnostic(`sent ${sent} times, ${made} contracts, ${end}${twin ? ', the twin was deleted' : ''}`);
        assert.ok(sent === 1 ? end === 'unconfirmed' : end === 'created', `${end} after ${sent} requests`);
        assert.equal(made, executes || end === 'created' ? 1 : 0);
        if (protocol === 'h2' && engine.name === 'Chromium') assert.equal(sent, 1, 'a stream is sent once');
      });

    test(`${name}: with keys there is one contract`, { skip: engine.skip, timeout: 180_000 }, async (t) => {
      const result = await create(engine, { ...options, keys: true }, ['created', 'unconfirmed']);
      if (!result) return t.skip('there is no openssl');
      const { end, sent, made, keys } = result;
      t.diagnostic(`sent ${sent} times, ${made} contracts, ${end}`);
      assert.equal(keys.size, 1, 'every sending carries the same key');
      assert.ok(!keys.has(undefined));
      assert.equal(end, sent > 1 ? 'created' : 'unconfirmed');
      assert.equal(made, executes || end === 'created' ? 1 : 0);
    });
  }
}
