// The custom states, for the page's style sheets.
import assert from 'node:assert/strict';

import { test, useFixture } from './support/fixture.js';
import { armFault } from './support/sandbox.js';

const fixture = useFixture();
const STATES = ['loading', 'busy', 'invalid', 'offline', 'created', 'published'];

/** The custom states that style sheets see. */
const states = (picker) =>
  picker.host.evaluate((element, names) => names.filter((name) => element.matches(`:state(${name})`)), STATES);

test('style sheets can select the custom state of each step', async () => {
  const picker = await fixture.openChoosing();
  assert.deepEqual(await states(picker), []);
  await picker.choose('Supply agreement');
  await picker.name.fill('n'.repeat(131));
  await picker.button('Review').click();
  await picker.summary.waitFor();
  assert.deepEqual(await states(picker), ['invalid']);
  await picker.name.fill('Seen from outside');
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  assert.deepEqual(await states(picker), []);
  await armFault({ on: 'POST /contracts/create', kind: 'slow', millis: 400 });
  await picker.button('Create draft').click();
  await picker.waitForStep('creating');
  assert.deepEqual(await states(picker), ['busy']);
  await picker.waitForStep('created');
  assert.deepEqual(await states(picker), ['created']);
});

test('before the WebAssembly module runs the state is loading, and an element that cannot start has none', async () => {
  fixture.expectErrors(/ERR_FAILED/, /cannot start/);
  await fixture.page.route('**/*.wasm', (route) => route.abort());
  try {
    const picker = await fixture.open();
    await picker.waitForStep('error');
    assert.deepEqual(await states(picker), []);
    const release = await fixture.holdRequests('**/*.wasm');
    await picker.button('Try again').click();
    assert.deepEqual(await states(picker), ['loading']);
    await fixture.page.unroute('**/*.wasm');
    await release();
  } finally {
    await fixture.page.unroute('**/*.wasm');
  }
});
