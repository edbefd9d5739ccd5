// Beginning again: after a start that failed, after a core that stopped, in another document.
import assert from 'node:assert/strict';

import { breaks } from './support/picker.js';
import { blank, put } from './support/put.js';
import { test, useStage } from './support/stage.js';

const stage = useStage();
const wasm = '**/*.wasm';

/** Lets no wasm through until the returned function is called; gives how often it was asked for, too. */
async function without() {
  stage.provokes(/ERR_FAILED/, /cannot start/);
  let asked = 0;
  await stage.page.route(wasm, (route) => {
    asked += 1;
    return route.abort();
  });
  return { asked: () => asked, heal: () => stage.page.unroute(wasm) };
}

test('a page that gives the focus to an element that failed does not set it off again and again', async () => {
  const core = await without();
  try {
    await blank(stage.page);
    await stage.page.evaluate(() => window.addEventListener('oneflow-error', ({ target }) => target.focus()));
    const [picker] = await put(stage.page, ['picker']);
    await picker.in('error');
    await picker.button('Try again').focus();
    await picker.host.evaluate((element) => element.focus());
    await stage.page.waitForTimeout(200);
    assert.deepEqual([core.asked(), (await stage.events('oneflow-error')).length], [1, 1]);
    assert.equal(await stage.page.evaluate(() => document.activeElement.shadowRoot.activeElement.textContent), 'Try again');
  } finally {
    await core.heal();
  }
});

test('one that failed and is put in again begins anew, and tells each step', async () => {
  const core = await without();
  await blank(stage.page);
  const [picker] = await put(stage.page, ['picker']);
  await picker.in('error');
  await core.heal();
  await picker.host.evaluate(async (element) => {
    element.remove();
    document.body.append(element);
    await element.ready;
  });
  await picker.in('choosing');
  const steps = (await stage.events('oneflow-state-change')).map(({ detail }) => `${detail.from} ${detail.to}`);
  assert.deepEqual(steps, ['opening error', 'error opening', 'opening choosing']);
});

test('what happens to an element between a stop and its new beginning does not keep it from coming back', async () => {
  stage.provokes(/stopped at|provoked|unreachable|failed to/);
  const picker = await stage.filling();
  await picker.name.fill('Comes back');
  await breaks(picker);
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
  assert.equal((await stage.heard('oneflow-error')).kind, 'render');
  await picker.in('filling');
  await picker.name.waitFor();
  stage.faults.length = 0;
});

test('in another document it is dressed as in its own, there and back', async () => {
  await blank(stage.page);
  const [picker] = await put(stage.page, ['picker']);
  await picker.in('choosing');
  await picker.choose('Supply agreement');
  await picker.name.fill('Travels');
  const dressed = () => stage.page.evaluate(() => {
    const button = window.traveller.shadowRoot.querySelector('.btn.p');
    return [getComputedStyle(button).backgroundColor, window.traveller.shadowRoot.querySelector('#name').value];
  });
  await picker.host.evaluate((element) => { window.traveller = element; });
  const before = await dressed();
  await stage.page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    frame.contentDocument.body.append(window.traveller);
  });
  assert.deepEqual(await dressed(), before);
  await stage.page.evaluate(() => document.body.append(window.traveller));
  assert.deepEqual(await dressed(), before);
});

test('an element whose first step is a closed door is not loading', async () => {
  await blank(stage.page);
  const [picker] = await put(stage.page, ['picker'], { 'api-base': '' });
  await picker.in('closed');
  assert.equal(await picker.host.evaluate((element) => element.matches(':state(loading)')), false);
});
