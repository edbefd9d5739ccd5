// Removed from the page in the middle of a step: what continues, what is reported, and what must not stay behind.
import assert from 'node:assert/strict';

import { mountPickers, openBlankPage } from './support/mount.js';
import { test, useFixture } from './support/fixture.js';
import { api } from './support/environment.js';
import { armFault, createRequests, waitForRequests } from './support/sandbox.js';

const fixture = useFixture();

/** Whether the browser asks before the user leaves the page. */
const asksBeforeLeaving = () =>
  fixture.page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
const remove = () => fixture.page.evaluate(() => document.getElementById('picker').remove());

/** Mounts a picker and brings it to a step. */
async function mountAt(step) {
  await openBlankPage(fixture.page);
  const [picker] = await mountPickers(fixture.page, ['picker'], { 'contract-name': 'Left alone' });
  if (step === 'opening') return picker;
  await picker.waitForStep('choosing');
  if (step === 'choosing') return picker;
  await picker.choose('Supply agreement');
  if (step === 'filling') return picker;
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  if (step === 'reviewing') return picker;
  await picker.button('Create draft').click();
  await picker.waitForStep('creating');
  return picker;
}

/** Removes the picker; the page keeps it and records its events. */
const removeAndKeep = () =>
  fixture.page.evaluate(() => {
    const element = document.getElementById('picker');
    window.removed = element;
    window.reported = [];
    for (const name of ['oneflow-created', 'oneflow-error'])
      element.addEventListener(name, ({ type, target }) => window.reported.push([type, target === element]));
    element.remove();
  });

test('removed during a creation, it creates one contract, reports it once, and shows it when reinserted', async () => {
  const go = await fixture.holdRequests(`${api}/contracts/create`);
  const picker = await mountAt('creating');
  assert.equal(await asksBeforeLeaving(), true);
  await removeAndKeep();
  await go();
  await fixture.page.waitForFunction(() => window.removed.state === 'created');
  assert.deepEqual(await fixture.page.evaluate(() => window.reported), [['oneflow-created', true]]);
  assert.deepEqual(
    await fixture.events('oneflow-created'),
    [],
    'the page gets no event of an element that is no longer in it',
  );
  assert.equal(await asksBeforeLeaving(), false);
  await fixture.page.evaluate(() => document.body.append(window.removed));
  await picker.waitForText('Contract created');
  assert.equal(await picker.state(), 'created');
  assert.equal(await fixture.page.evaluate(() => window.reported.length), 1);
  assert.equal((await createRequests()).length, 1);
});

test('removed while the page delays a creation, it lets users leave, and continues when reinserted', async () => {
  const picker = await mountAt('reviewing');
  await fixture.page.evaluate(() => {
    const agreed = new Promise((resolve) => {
      window.agree = resolve;
    });
    window.addEventListener('oneflow-before-create', (event) => event.waitUntil(agreed));
  });
  await picker.button('Create draft').click();
  await picker.waitForStep('creating');
  assert.equal(await asksBeforeLeaving(), true);
  await removeAndKeep();
  assert.equal(await asksBeforeLeaving(), false, 'a removed element does not ask');
  await fixture.page.evaluate(() => document.body.append(window.removed));
  assert.equal(await asksBeforeLeaving(), true);
  await fixture.page.evaluate(() => window.agree());
  await picker.waitForStep('created');
  assert.equal(await asksBeforeLeaving(), false);
  assert.equal((await createRequests()).length, 1);
});

for (const step of ['opening', 'choosing', 'filling', 'reviewing', 'creating', 'waiting']) {
  test(`removed for good while ${step}, it throws nothing and logs nothing`, async () => {
    const session = await fixture.context.newCDPSession(fixture.page);
    const wasm = await fixture.holdRequests('**/*.wasm');
    if (step !== 'opening') await wasm();
    if (step === 'waiting') {
      fixture.expectErrors(/429/);
      await armFault({ on: 'POST /contracts/create', kind: 'busy', retry_after: '1' });
    }
    const go = await fixture.holdRequests(`${api}/contracts/create`);
    const picker = await mountAt(step === 'waiting' ? 'creating' : step);
    if (step === 'waiting') {
      await go();
      await picker.waitForText(/goes on by itself/);
    }
    await remove();
    await session.send('HeapProfiler.collectGarbage');
    await wasm();
    await go();
    const expected = { creating: 1, waiting: 2 }[step] ?? 0;
    await waitForRequests('POST /contracts/create', expected);
    await session.send('HeapProfiler.collectGarbage');
    await fixture.waitForIdle();
    assert.equal((await createRequests()).length, expected);
    assert.deepEqual(
      fixture.consoleMessages.filter(({ text }) => !/429/.test(text)),
      [],
    );
    assert.equal(await asksBeforeLeaving(), false);
  });
}
