// What a page can see of the element from outside: the custom states, and an element that waits until it is nearly in sight.
import assert from 'node:assert/strict';

import { test, useFixture } from './support/fixture.js';
import { armFault, receivedRequests } from './support/sandbox.js';

const fixture = useFixture();
const STATES = ['loading', 'busy', 'invalid', 'offline', 'created', 'published'];

/** The custom states that style sheets see. */
const states = (picker) => picker.host.evaluate((element, names) => names.filter((name) => element.matches(`:state(${name})`)), STATES);

/** Puts a picker that waits on the page, below so much nothing, and gives its locator. */
const lazy = (pixels) => fixture.page.evaluate((space) => {
  const last = document.getElementById('picker');
  const next = last.cloneNode(false);
  next.authorize = last.authorize;
  next.loading = 'lazy';
  const gap = document.createElement('div');
  gap.style.blockSize = `${space}px`;
  // Without the page's own layout, one comes below the other.
  document.body.style.cssText = 'all: initial; display: block';
  document.body.replaceChildren(gap, next);
}, pixels);

test('style sheets see what the element is at', async () => {
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

test('before its core runs it is loading, and one that cannot start is nothing of all that', async () => {
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

test('a lazy element loads and asks nothing until it is nearly in sight', async () => {
  await fixture.openChoosing();
  const asked = async () => (await receivedRequests('GET /helpers/contract_create_data')).length;
  const before = await asked();
  await lazy(5_000);
  await fixture.page.waitForTimeout(150);
  assert.equal(await fixture.picker.state(), 'opening');
  assert.equal(await asked(), before);
  await fixture.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await fixture.picker.waitForStep('choosing');
  assert.equal(await asked(), before + 1);
});

test('a lazy element that is hidden starts when it is shown', async () => {
  await fixture.openChoosing();
  await fixture.page.evaluate(() => document.documentElement.toggleAttribute('hidden', true));
  await lazy(0);
  await fixture.page.waitForTimeout(150);
  assert.equal(await fixture.picker.state(), 'opening');
  await fixture.page.evaluate(() => document.documentElement.toggleAttribute('hidden', false));
  await fixture.picker.waitForStep('choosing');
});

test('a lazy element starts at once when the page no longer wants it to wait, or takes the focus in', async () => {
  for (const start of [(element) => { element.loading = null; }, (element) => element.focus()]) {
    await fixture.openChoosing();
    await lazy(5_000);
    await fixture.page.waitForTimeout(100);
    assert.equal(await fixture.picker.state(), 'opening');
    await fixture.picker.host.evaluate(start);
    await fixture.picker.waitForStep('choosing');
  }
});
