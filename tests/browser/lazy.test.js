// `loading="lazy"`: an element that waits until it is nearly in view.
import assert from 'node:assert/strict';

import { mountPickers, openBlankPage } from './support/mount.js';
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

test('a page whose only element is lazy loads nothing but the script until the element is nearly in view', async () => {
  const { page } = fixture;
  const define = await fixture.holdRequests('**/define.js');
  await openBlankPage(page, { waitUntil: 'commit' });
  await page.waitForFunction(() => document.body);
  await page.evaluate(() => {
    document.body.style.paddingBlockStart = '9000px';
    window.reasons = [];
  });
  const [picker] = await mountPickers(page, ['picker'], { loading: 'lazy', lang: 'sv' });
  await picker.host.evaluate((element) => {
    const { authorize } = element;
    element.authorize = (reason) => {
      window.reasons.push(reason);
      return authorize(reason);
    };
  });
  await define();
  await page.waitForFunction(() => customElements.get('oneflow-contract-picker'));
  await fixture.waitForIdle();
  const loaded = () => fixture.requestedUrls.filter((address) => /\.wasm$|\/\w\w-\w+\.js$|\/v1\//.test(address));
  assert.deepEqual([loaded(), await page.evaluate(() => window.reasons)], [[], []]);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await picker.waitForStep('choosing');
  assert.equal(loaded().length, 3);
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
