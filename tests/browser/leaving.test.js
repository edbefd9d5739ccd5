// Taken out of the page in the middle of something: what goes on, who hears of it, and what must not stay behind.
import assert from 'node:assert/strict';

import { blank, put } from './support/put.js';
import { test, useStage } from './support/stage.js';
import { api, arm, creations } from './support/world.js';

const stage = useStage();

/** Whether the page asks before it is left. */
const asks = () => stage.page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
const remove = () => stage.page.evaluate(() => document.getElementById('picker').remove());

/** One that has come to a step. */
async function at(step) {
  await blank(stage.page);
  const [picker] = await put(stage.page, ['picker'], { 'contract-name': 'Left alone' });
  if (step === 'opening') return picker;
  await picker.in('choosing');
  if (step === 'choosing') return picker;
  await picker.choose('Supply agreement');
  if (step === 'filling') return picker;
  await picker.button('Review').click();
  await picker.in('reviewing');
  if (step === 'reviewing') return picker;
  await picker.button('Create draft').click();
  await picker.in('creating');
  return picker;
}

/** Takes it out, and has the page keep it and count what it hears on it. */
const keep = () => stage.page.evaluate(() => {
  const element = document.getElementById('picker');
  window.kept = element;
  window.heard = [];
  for (const name of ['oneflow-created', 'oneflow-error']) element.addEventListener(name, ({ type, target }) => window.heard.push([type, target === element]));
  element.remove();
});

test('taken out while its contract is made, it makes one, tells it once on itself, and shows it when it is put back', async () => {
  const go = await stage.hold(`${api}/contracts/create`);
  const picker = await at('creating');
  assert.equal(await asks(), true);
  await keep();
  await go();
  await stage.page.waitForFunction(() => window.kept.state === 'created');
  assert.deepEqual(await stage.page.evaluate(() => window.heard), [['oneflow-created', true]]);
  assert.deepEqual(await stage.events('oneflow-created'), [], 'the page around it is not told by what is no longer in it');
  assert.equal(await asks(), false);
  await stage.page.evaluate(() => document.body.append(window.kept));
  await picker.shows('Contract created');
  assert.equal(await picker.state(), 'created');
  assert.equal(await stage.page.evaluate(() => window.heard.length), 1);
  assert.equal((await creations()).length, 1);
});

test('taken out while the page thinks about it, it does not keep the page from being left, and goes on when it is put back', async () => {
  const picker = await at('reviewing');
  await stage.page.evaluate(() => {
    const agreed = new Promise((resolve) => { window.agree = resolve; });
    window.addEventListener('oneflow-before-create', (event) => event.waitUntil(agreed));
  });
  await picker.button('Create draft').click();
  await picker.in('creating');
  assert.equal(await asks(), true);
  await keep();
  assert.equal(await asks(), false, 'nobody is there who could decide');
  await stage.page.evaluate(() => document.body.append(window.kept));
  assert.equal(await asks(), true);
  await stage.page.evaluate(() => window.agree());
  await picker.in('created');
  assert.equal(await asks(), false);
  assert.equal((await creations()).length, 1);
});

for (const step of ['opening', 'choosing', 'filling', 'reviewing', 'creating', 'waiting']) {
  test(`taken out and dropped while ${step}, it throws nothing and says nothing`, async () => {
    const session = await stage.context.newCDPSession(stage.page);
    const wasm = await stage.hold('**/*.wasm');
    if (step !== 'opening') await wasm();
    if (step === 'waiting') {
      stage.provokes(/429/);
      await arm({ on: 'POST /contracts/create', kind: 'busy', retry_after: '1' });
    }
    const go = await stage.hold(`${api}/contracts/create`);
    const picker = await at(step === 'waiting' ? 'creating' : step);
    if (step === 'waiting') {
      await go();
      await picker.shows(/goes on by itself/);
    }
    await remove();
    await session.send('HeapProfiler.collectGarbage');
    await wasm();
    await go();
    const expected = { creating: 1, waiting: 2 }[step] ?? 0;
    for (let tries = 0; tries < 30 && (await creations()).length < expected; tries += 1) await stage.page.waitForTimeout(100);
    await session.send('HeapProfiler.collectGarbage');
    await stage.page.waitForTimeout(200);
    assert.equal((await creations()).length, expected);
    assert.deepEqual(stage.said.filter(({ text }) => !/429/.test(text)), []);
    assert.equal(await asks(), false);
  });
}
