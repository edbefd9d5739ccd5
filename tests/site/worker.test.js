// The sandbox behind the pages: it is there from the first visit, after a hard reload, and after the worker has ended.
import assert from 'node:assert/strict';

import { address, pressMain, test, visit, waitForStep } from './support/site.js';

const PICKER = 'oneflow-contract-picker';
const CARD = 'oneflow-contract-card';

/** Creates a draft with the picker of the first page. */
async function create(page) {
  await waitForStep(page, PICKER, 'choosing');
  await page
    .locator(`${PICKER} [role=option]`)
    .filter({ hasText: 'Supply agreement' })
    .first()
    .evaluate((row) => row.click());
  await waitForStep(page, PICKER, 'filling');
  await page.evaluate((tag) => document.querySelector(tag).setAttribute('actions', 'draft'), PICKER);
  await pressMain(page, PICKER);
  await waitForStep(page, PICKER, 'reviewing');
  await pressMain(page, PICKER);
  await waitForStep(page, PICKER, 'created');
}

test('on the first visit a contract is created, and the worker may end before it is signed', async () => {
  const { page, context, wrong } = await visit('');
  await create(page);
  const id = await page.evaluate((tag) => document.querySelector(tag).contract.id, PICKER);
  const developer = await context.newCDPSession(page);
  await developer.send('ServiceWorker.enable');
  await developer.send('ServiceWorker.stopAllWorkers');
  const state = await page.evaluate(async (id) => {
    const { call } = await import('./assets/lib/sandbox.js');
    const { sign } = await import('./assets/lib/contracts.js');
    await call(`/contracts/${id}/publish`, { body: { subject: 'Sign', message: 'Please.' } });
    await sign(id);
    return (await call(`/contracts/${id}`)).state;
  }, id);
  assert.equal(state, 'signed');
  assert.deepEqual(wrong, []);
});

test('after a reload past the worker, the page asks for it and works', async () => {
  const { page, context, wrong } = await visit('');
  await waitForStep(page, PICKER, 'choosing');
  const developer = await context.newCDPSession(page);
  const loaded = page.waitForEvent('load');
  await developer.send('Page.reload', { ignoreCache: true });
  await loaded;
  const [{ workerStart }] = await page.evaluate(() =>
    performance.getEntriesByType('navigation').map((entry) => entry.toJSON()),
  );
  assert.equal(workerStart, 0, 'the page did not come through the worker');
  await waitForStep(page, PICKER, 'choosing');
  await waitForStep(page, CARD, 'showing');
  assert.deepEqual(wrong, []);
});

test('the card on the first page follows the contract until it is signed', async () => {
  const { page, wrong } = await visit('');
  await waitForStep(page, CARD, 'showing');
  await page.getByRole('button', { name: 'Sign it as all parties' }).click();
  await page.waitForFunction((tag) => document.querySelector(tag).contract?.state === 'signed', CARD);
  assert.deepEqual(wrong, []);
});

test('the one policy accepts the worker of this site and no other script', async () => {
  const { page } = await visit('');
  await waitForStep(page, PICKER, 'choosing');
  const outcomes = await page.evaluate(async () => {
    const { policy, site } = await import('./assets/lib/worker.js');
    const attempts = [
      () => policy.createScriptURL(new URL('service-worker.js?api=v1', site).href),
      () => policy.createScriptURL('https://elsewhere.example/service-worker.js?api=v1'),
      () => policy.createScriptURL(new URL('service-worker.js', site).href),
      () => policy.createHTML('<b>x</b>'),
      () => document.createElement('script').setAttribute('src', 'https://elsewhere.example/x.js'),
      () => Object.assign(document.createElement('script'), { src: './assets/home.js' }),
      () => navigator.serviceWorker.register('./service-worker.js?api=v1'),
      () => trustedTypes.createPolicy('another', {}),
      () => trustedTypes.createPolicy('oneflow-site-worker', { createScriptURL: (url) => url }),
      () => Object.assign(document.createElement('div'), { innerHTML: '<b>x</b>' }),
    ];
    return Promise.all(
      attempts.map(async (attempt) => {
        try {
          return String(await attempt());
        } catch (error) {
          return error.name;
        }
      }),
    );
  });
  assert.deepEqual(outcomes, [address('service-worker.js?api=v1'), ...Array(9).fill('TypeError')]);
});

test('the pages of the sandbox lie in the folder of the site, with their links and forms', async () => {
  const { page, wrong } = await visit('');
  await waitForStep(page, CARD, 'showing');
  await page.getByRole('link', { name: 'Look into the sandbox' }).click();
  await page.waitForURL(address('_sandbox/app'));
  await page.getByRole('link', { name: 'Contracts', exact: true }).click();
  await page
    .getByRole('link', { name: /Supply agreement/ })
    .first()
    .click();
  await page.getByRole('button', { name: /^Sign/ }).first().click();
  await page.waitForLoadState();
  assert.ok(page.url().startsWith(address('_sandbox/app/contracts/')), page.url());
  await page.getByText('participant:sign').first().waitFor();
  assert.deepEqual(wrong, []);
});
