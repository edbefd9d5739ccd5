// Starting afresh: after a failed start, after a crash, and in another document.
import assert from 'node:assert/strict';

import { crashOnNextRender } from './support/picker.js';
import { mountPickers, openBlankPage } from './support/mount.js';
import { test, useFixture } from './support/fixture.js';

const fixture = useFixture();
const wasm = '**/*.wasm';

/** Blocks the wasm until `unblock()`, and counts how often it is requested. */
async function blockWasm() {
  fixture.expectErrors(/ERR_FAILED/, /cannot start/);
  let count = 0;
  await fixture.page.route(wasm, (route) => {
    count += 1;
    return route.abort();
  });
  return { count: () => count, unblock: () => fixture.page.unroute(wasm) };
}

test('focusing an element that failed does not start it again', async () => {
  const wasmRequests = await blockWasm();
  try {
    await openBlankPage(fixture.page);
    await fixture.page.evaluate(() => window.addEventListener('oneflow-error', ({ target }) => target.focus()));
    const [picker] = await mountPickers(fixture.page, ['picker']);
    await picker.waitForStep('error');
    await picker.button('Try again').focus();
    await picker.host.evaluate((element) => element.focus());
    await fixture.waitForIdle();
    assert.deepEqual([wasmRequests.count(), (await fixture.events('oneflow-error')).length], [1, 1]);
    assert.equal(
      await fixture.page.evaluate(() => document.activeElement.shadowRoot.activeElement.textContent),
      'Try again',
    );
  } finally {
    await wasmRequests.unblock();
  }
});

test('an element that failed starts afresh when it is reinserted, and reports each step', async () => {
  const wasmRequests = await blockWasm();
  await openBlankPage(fixture.page);
  const [picker] = await mountPickers(fixture.page, ['picker']);
  await picker.waitForStep('error');
  await wasmRequests.unblock();
  await picker.host.evaluate(async (element) => {
    element.remove();
    document.body.append(element);
    await element.ready;
  });
  await picker.waitForStep('choosing');
  const steps = (await fixture.events('oneflow-state-change')).map(({ detail }) => `${detail.from} ${detail.to}`);
  assert.deepEqual(steps, ['opening error', 'error opening', 'opening choosing']);
});

test('focusing and moving an element between its crash and its restart does not prevent the restart', async () => {
  fixture.expectErrors(/stopped at|provoked|unreachable|failed to/);
  const picker = await fixture.openFilling();
  await picker.name.fill('Comes back');
  await crashOnNextRender(picker);
  await picker.host.evaluate(async (element) => {
    const input = element.shadowRoot.querySelector('#name');
    input.value = 'n'.repeat(131);
    input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    [...element.shadowRoot.querySelectorAll('button')].find(({ textContent }) => textContent === 'Review').click();
    // Rendering happens in a microtask, in which the WebAssembly module panics.
    await null;
    element.focus();
    element.parentElement.append(element);
  });
  assert.equal((await fixture.waitForEvent('oneflow-error')).kind, 'render');
  await picker.waitForStep('filling');
  await picker.name.waitFor();
  fixture.violations.length = 0;
});

test('in another document it adopts the same styles, there and back', async () => {
  await openBlankPage(fixture.page);
  const [picker] = await mountPickers(fixture.page, ['picker']);
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  await picker.name.fill('Travels');
  const appearance = () =>
    fixture.page.evaluate(() => {
      const button = window.traveller.shadowRoot.querySelector('.btn.p');
      return [getComputedStyle(button).backgroundColor, window.traveller.shadowRoot.querySelector('#name').value];
    });
  await picker.host.evaluate((element) => {
    window.traveller = element;
  });
  const before = await appearance();
  await fixture.page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    frame.contentDocument.body.append(window.traveller);
  });
  assert.deepEqual(await appearance(), before);
  await fixture.page.evaluate(() => document.body.append(window.traveller));
  assert.deepEqual(await appearance(), before);
});

test('an element that is unavailable at once is not in the state loading', async () => {
  await openBlankPage(fixture.page);
  const [picker] = await mountPickers(fixture.page, ['picker'], { 'api-base': '' });
  await picker.waitForStep('unavailable');
  assert.equal(await picker.host.evaluate((element) => element.matches(':state(loading)')), false);
});
