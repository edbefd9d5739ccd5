// What a page can see of the element from outside: the custom states, and an element that waits until it is nearly in sight.
import assert from 'node:assert/strict';

import { test, useStage } from './support/stage.js';
import { arm, requests } from './support/world.js';

const stage = useStage();
const STATES = ['loading', 'busy', 'invalid', 'offline', 'created', 'published'];

/** The custom states that style sheets see. */
const states = (picker) => picker.host.evaluate((element, names) => names.filter((name) => element.matches(`:state(${name})`)), STATES);

/** Puts a picker that waits on the page, below so much nothing, and gives its locator. */
const lazy = (pixels) => stage.page.evaluate((space) => {
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
  const picker = await stage.choosing();
  assert.deepEqual(await states(picker), []);
  await picker.choose('Supply agreement');
  await picker.name.fill('n'.repeat(131));
  await picker.button('Review').click();
  await picker.summary.waitFor();
  assert.deepEqual(await states(picker), ['invalid']);
  await picker.name.fill('Seen from outside');
  await picker.button('Review').click();
  await picker.in('reviewing');
  assert.deepEqual(await states(picker), []);
  await arm({ on: 'POST /contracts/create', kind: 'slow', millis: 400 });
  await picker.button('Create draft').click();
  await picker.in('creating');
  assert.deepEqual(await states(picker), ['busy']);
  await picker.in('created');
  assert.deepEqual(await states(picker), ['created']);
});

test('before its core runs it is loading, and one that cannot start is nothing of all that', async () => {
  stage.provokes(/ERR_FAILED/, /cannot start/);
  await stage.page.route('**/*.wasm', (route) => route.abort());
  try {
    const picker = await stage.open();
    await picker.in('error');
    assert.deepEqual(await states(picker), []);
    const release = await stage.hold('**/*.wasm');
    await picker.button('Try again').click();
    assert.deepEqual(await states(picker), ['loading']);
    await stage.page.unroute('**/*.wasm');
    await release();
  } finally {
    await stage.page.unroute('**/*.wasm');
  }
});

test('a lazy element loads and asks nothing until it is nearly in sight', async () => {
  await stage.choosing();
  const asked = async () => (await requests('GET /helpers/contract_create_data')).length;
  const before = await asked();
  await lazy(5_000);
  await stage.page.waitForTimeout(150);
  assert.equal(await stage.picker.state(), 'opening');
  assert.equal(await asked(), before);
  await stage.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await stage.picker.in('choosing');
  assert.equal(await asked(), before + 1);
});

test('a lazy element that is hidden starts when it is shown', async () => {
  await stage.choosing();
  await stage.page.evaluate(() => document.documentElement.toggleAttribute('hidden', true));
  await lazy(0);
  await stage.page.waitForTimeout(150);
  assert.equal(await stage.picker.state(), 'opening');
  await stage.page.evaluate(() => document.documentElement.toggleAttribute('hidden', false));
  await stage.picker.in('choosing');
});

test('a lazy element starts at once when the page no longer wants it to wait, or takes the focus in', async () => {
  for (const start of [(element) => { element.loading = null; }, (element) => element.focus()]) {
    await stage.choosing();
    await lazy(5_000);
    await stage.page.waitForTimeout(100);
    assert.equal(await stage.picker.state(), 'opening');
    await stage.picker.host.evaluate(start);
    await stage.picker.in('choosing');
  }
});
