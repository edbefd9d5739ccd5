// `loading="lazy"`: an element that waits until it is nearly in view.
import assert from 'node:assert/strict';

import { test, useFixture } from './support/fixture.js';
import { receivedRequests } from './support/sandbox.js';

const fixture = useFixture();

/** Replaces the page by a lazy picker below so many pixels of nothing. */
const openLazy = (pixels) =>
  fixture.page.evaluate((space) => {
    const eager = document.getElementById('picker');
    const lazy = eager.cloneNode(false);
    lazy.authorize = eager.authorize;
    lazy.loading = 'lazy';
    const gap = document.createElement('div');
    gap.style.blockSize = `${space}px`;
    // Without the page's own layout, one comes below the other.
    document.body.style.cssText = 'all: initial; display: block';
    document.body.replaceChildren(gap, lazy);
  }, pixels);

test('a lazy element loads nothing and sends no request until it is nearly in view', async () => {
  await fixture.openChoosing();
  const asked = async () => (await receivedRequests('GET /helpers/contract_create_data')).length;
  const before = await asked();
  await openLazy(5_000);
  await fixture.waitForIdle();
  assert.equal(await fixture.picker.state(), 'opening');
  assert.equal(await asked(), before);
  await fixture.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await fixture.picker.waitForStep('choosing');
  assert.equal(await asked(), before + 1);
});

test('a lazy element that is hidden starts when it is shown', async () => {
  await fixture.openChoosing();
  await fixture.page.evaluate(() => document.documentElement.toggleAttribute('hidden', true));
  await openLazy(0);
  await fixture.waitForIdle();
  assert.equal(await fixture.picker.state(), 'opening');
  await fixture.page.evaluate(() => document.documentElement.toggleAttribute('hidden', false));
  await fixture.picker.waitForStep('choosing');
});

test('a lazy element starts at once when the page no longer wants it to wait, or takes the focus in', async () => {
  for (const start of [
    (element) => {
      element.loading = null;
    },
    (element) => element.focus(),
  ]) {
    await fixture.openChoosing();
    await openLazy(5_000);
    await fixture.waitForIdle();
    assert.equal(await fixture.picker.state(), 'opening');
    await fixture.picker.host.evaluate(start);
    await fixture.picker.waitForStep('choosing');
  }
});
