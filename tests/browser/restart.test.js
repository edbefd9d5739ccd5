// Beginning again: after a start that failed, after a core that stopped, in another document.
import assert from 'node:assert/strict';

import { crashOnNextRender } from './support/picker.js';
import { mountPickers, openBlankPage } from './support/mount.js';
import { test, useFixture } from './support/fixture.js';

const fixture = useFixture();
const wasm = '**/*.wasm';

/** Lets no wasm through until the returned function is called; gives how often it was asked for, too. */
async function without() {
  fixture.expectErrors(/ERR_FAILED/, /cannot start/);
  let asked = 0;
  await fixture.page.route(wasm, (route) => {
    asked += 1;
    return route.abort();
  });
  return { asked: () => asked, heal: () => fixture.page.unroute(wasm) };
}

test('focusing an element that failed does not start it again', async () => {
  const core = await without();
  try {
    await openBlankPage(fixture.page);
    await fixture.page.evaluate(() => window.addEventListener('oneflow-error', ({ target }) => target.focus()));
    const [picker] = await mountPickers(fixture.page, ['picker']);
    await picker.waitForStep('error');
    await picker.button('Try again').focus();
    await picker.host.evaluate((element) => element.focus());
    await fixture.waitForIdle();
    assert.deepEqual([core.asked(), (await fixture.events('oneflow-error')).length], [1, 1]);
    assert.equal(
      await fixture.page.evaluate(() => document.activeElement.shadowRoot.activeElement.textContent),
      'Try again',
    );
  } finally {
    await core.heal();
  }
});

test('an element that failed starts afresh when it is reinserted, and reports each step', async () => {
  const core = await without();
  await openBlankPage(fixture.page);
  const [picker] = await mountPickers(fixture.page, ['picker']);
  await picker.waitForStep('error');
  await core.heal();
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
    // The scheduler draws in a microtask, in which the core stops.
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
  const dressed = () =>
    fixture.page.evaluate(() => {
      const button = window.traveller.shadowRoot.querySelector('.btn.p');
      return [getComputedStyle(button).backgroundColor, window.traveller.shadowRoot.querySelector('#name').value];
    });
  await picker.host.evaluate((element) => {
    window.traveller = element;
  });
  const before = await dressed();
  await fixture.page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    frame.contentDocument.body.append(window.traveller);
  });
  assert.deepEqual(await dressed(), before);
  await fixture.page.evaluate(() => document.body.append(window.traveller));
  assert.deepEqual(await dressed(), before);
});

test('an element that is unavailable at once is not in the state loading', async () => {
  await openBlankPage(fixture.page);
  const [picker] = await mountPickers(fixture.page, ['picker'], { 'api-base': '' });
  await picker.waitForStep('unavailable');
  assert.equal(await picker.host.evaluate((element) => element.matches(':state(loading)')), false);
});
