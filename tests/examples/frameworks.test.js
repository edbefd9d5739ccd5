// Vue, Svelte and Angular: what the picker tells is in the framework's state, also when the picker has gone meanwhile.
import assert from 'node:assert/strict';

import { serve } from '../../examples/serve.js';
import { armFault, createRequests } from '../browser/support/sandbox.js';
import { folder, sandbox, test, useApp } from './support/app.js';

const app = useApp();
const FRAMEWORKS = [
  ['Vue', 'vue/dist'],
  ['Svelte', 'svelte/dist'],
  ['Angular', 'angular/dist/browser'],
];

async function opened(below, body) {
  const { origin, close } = await serve({ folder: folder(below), api: sandbox });
  try {
    await app.page.goto(`${origin}/`);
    await app.picker.waitForStep('choosing');
    await body(app);
  } finally {
    await close();
  }
}

const contracts = async () => (await createRequests()).length;
const shown = (page) => page.locator('#created').textContent();

for (const [framework, below] of FRAMEWORKS) {
  test(`an app in ${framework} creates a contract, and another one when the picker has gone and come again`, () =>
    opened(below, async ({ page, picker }) => {
      assert.equal(await picker.host.evaluate(({ externalId }) => externalId), 'A-1017');
      const first = await app.creates();
      await page.getByRole('button', { name: 'Close' }).click();
      await picker.host.waitFor({ state: 'detached' });
      assert.equal(await shown(page), `Contract ${first}`);
      await page.getByRole('button', { name: 'Open' }).click();
      await picker.waitForStep('choosing');
      await picker.choose('Supply agreement');
      await picker.create();
      await picker.waitForStep('created');
      await page.waitForFunction((id) => document.getElementById('created').textContent !== `Contract ${id}`, first);
      assert.notEqual(await shown(page), `Contract ${first}`);
      assert.equal(await contracts(), 2);
      assert.equal(app.requested.filter((url) => url.endsWith('.wasm')).length, 1, 'the wasm is loaded once');
    }));

  test(`an app in ${framework} hears of the contract that was being created when it removed the picker`, () =>
    opened(below, async ({ page, picker }) => {
      await picker.choose('Supply agreement');
      await armFault({ on: 'POST /contracts/create', kind: 'slow', millis: 1_000 });
      await picker.create();
      await picker.waitForStep('creating');
      await page.getByRole('button', { name: 'Close' }).click();
      await picker.host.waitFor({ state: 'detached' });
      await page.waitForFunction(() => /^Contract \d+$/.test(document.getElementById('created').textContent));
      assert.equal(await contracts(), 1);
    }));
}
