// The early request of `www/prefetch.js`: its address is the one that Rust would ask, or there is none.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { catalogueAddress } from '../../www/prefetch.js';

// `src/widget/perform.rs` reads the same table.
const cases = JSON.parse(readFileSync(new URL('../catalogue-addresses.json', import.meta.url), 'utf8'));

for (const { case: name, settings, address } of cases) {
  test(`the address of the early request: ${name}`, () => {
    assert.equal(catalogueAddress(settings) ?? null, address);
  });
}
