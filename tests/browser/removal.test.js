// Taken out of the page in the middle of something: what goes on, who hears of it, and what must not stay behind.
import assert from 'node:assert/strict';

import { mountPickers, openBlankPage } from './support/mount.js';
import { test, useFixture } from './support/fixture.js';
import { api } from './support/environment.js';
import { armFault, createRequests, waitForRequests } from './support/sandbox.js';

const fixture = useFixture();

/** Whether the page asks before it is left. */
const asks = () => fixture.page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
const remove = () => fixture.page.evaluate(() => document.getElementById('picker').remove());

/** One that has come to a step. */
async function at(step) {
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

/** Takes it out, and has the page keep it and count what it hears on it. */
const keep = () =>
  fixture.page.evaluate(() => {
    const element = document.getElementById('picker');
    window.kept = element;
    window.heard = [];
    for (const name of ['oneflow-created', 'oneflow-error'])
      element.addEventListener(name, ({ type, target }) => window.heard.push([type, target === element]));
    element.remove();
  });

test('removed during a creation, it creates one contract, reports it once, and shows it when reinserted', async () => {
  const go = await fixture.holdRequests(`${api}/contracts/create`);
  const picker = await at('creating');
  assert.equal(await asks(), true);
  await keep();
  await go();
  await fixture.page.waitForFunction(() => window.kept.state === 'created');
  assert.deepEqual(await fixture.page.evaluate(() => window.heard), [['oneflow-created', true]]);
  assert.deepEqual(
    await fixture.events('oneflow-created'),
    [],
    'the page around it is not told by what is no longer in it',
  );
  assert.equal(await asks(), false);
  await fixture.page.evaluate(() => document.body.append(window.kept));
  await picker.waitForText('Contract created');
  assert.equal(await picker.state(), 'created');
  assert.equal(await fixture.page.evaluate(() => window.heard.length), 1);
  assert.equal((await createRequests()).length, 1);
});

test('removed while the page delays a creation, it lets users leave, and continues when reinserted', async () => {
  const picker = await at('reviewing');
  await fixture.page.evaluate(() => {
    const agreed = new Promise((resolve) => {
      window.agree = resolve;
    });
    window.addEventListener('oneflow-before-create', (event) => event.waitUntil(agreed));
  });
  await picker.button('Create draft').click();
  await picker.waitForStep('creating');
  assert.equal(await asks(), true);
  await keep();
  assert.equal(await asks(), false, 'nobody is there who could decide');
  await fixture.page.evaluate(() => document.body.append(window.kept));
  assert.equal(await asks(), true);
  await fixture.page.evaluate(() => window.agree());
  await picker.waitForStep('created');
  assert.equal(await asks(), false);
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
    const picker = await at(step === 'waiting' ? 'creating' : step);
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
    assert.equal(await asks(), false);
  });
}
