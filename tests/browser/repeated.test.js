// Browsers send a request again when a connection that they used before closes without a byte of response. Whatever
// engine, protocol and moment: there is one contract, or the user is told.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { closeEngines, ENGINES } from './support/engines.js';
import { createLosing } from './support/lost-creations.js';

const CASES = [
  { protocol: 'h1', loss: 'fin', executes: true },
  { protocol: 'h1', loss: 'rst', executes: true },
  { protocol: 'h1', loss: 'fin', executes: false },
  { protocol: 'h2', loss: 'fin', executes: true },
  { protocol: 'h2', loss: 'goaway', executes: true },
];

after(closeEngines);

for (const engine of ENGINES) {
  for (const options of CASES) {
    const { protocol, loss, executes } = options;
    const name = `${engine.name}, ${protocol}, ${loss} ${executes ? 'after' : 'before'} the work`;

    test(`${name}: without keys it ends unconfirmed, or with a twin that is shown and deleted`,
      { skip: engine.skip, timeout: 180_000 }, async (t) => {
        const result = await createLosing(engine, options);
        if (!result) return t.skip('there is no openssl');
        const { end, sent, made, twin } = result;
        t.diagnostic(`sent ${sent} times, ${made} contracts, ${end}${twin ? ', the twin was deleted' : ''}`);
        assert.ok(sent === 1 ? end === 'unconfirmed' : end === 'created', `${end} after ${sent} requests`);
        assert.equal(made, executes || end === 'created' ? 1 : 0);
        if (protocol === 'h2' && engine.name === 'Chromium') assert.equal(sent, 1, 'a stream is sent once');
      });

    test(`${name}: with keys there is one contract`, { skip: engine.skip, timeout: 180_000 }, async (t) => {
      const result = await createLosing(engine, { ...options, keys: true });
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
