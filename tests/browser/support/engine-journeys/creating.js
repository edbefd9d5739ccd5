// Journeys that create a contract.
import assert from 'node:assert/strict';

import { armFault, createRequests, readContract } from '../sandbox.js';
import { choose, contractOf, create, mount, openFilling, openPage } from './mount.js';

/** The main journey, with mouse and keys. */
export async function createAndSend(page) {
  await openPage(page);
  await mount(page, { actions: 'draft send' });
  await choose(page, 'supply fram');
  assert.match(await page.text(), /Supply agreement, framework/);
  await page.fill('Name', 'Åsa’s “Supply” & <b>');
  await page.fill('Contract value', '130 000,50');
  await page.click('Review');
  await page.waitForState('reviewing');
  assert.match(await page.text(), /130 000,50/);
  await page.click('Create and send');
  await page.waitForState('published');
  const { id } = await contractOf(page);
  const made = await readContract(id);
  assert.deepEqual([made.state, made._private.name], ['pending', 'Åsa’s “Supply” & <b>']);
  const value = made.data_fields.find(({ _private_ownerside: { custom_id: name } }) => name === 'amount');
  assert.equal(value.value, '130 000,50');
}

export async function unconfirmed(page) {
  await openFilling(page);
  await armFault({ on: 'POST /contracts/create', kind: 'cut_after' });
  await create(page);
  await page.waitForState('unconfirmed');
  await page.waitForText('This draft could be it:');
  assert.equal(await contractOf(page), null, 'nothing is certain yet');
  await page.activate('This is it');
  await page.waitForState('created');
  assert.equal((await createRequests()).length, 1);
  assert.equal((await readContract((await contractOf(page)).id)).state, 'draft');
}

/** The page keeps the draft, as a host does. */
const keep = (page) =>
  page.evaluate((id) => {
    const element = document.getElementById(id);
    const { kept } = sessionStorage;
    if (kept) element.draft = JSON.parse(kept);
    element.addEventListener('oneflow-draft-change', () => {
      sessionStorage.kept = JSON.stringify(element.draft);
    });
  }, page.id);

export async function restoreDraft(page) {
  const record = { 'external-id': 'deal-1017' };
  await openPage(page);
  await mount(page, record);
  await keep(page);
  await choose(page);
  await page.fill('Name', 'Typed before the reload');
  await page.fill('Delivery terms', 'Tÿped too 🎉');
  await page.until(() => sessionStorage.kept?.includes('🎉'));
  await openPage(page);
  await mount(page, record);
  await keep(page);
  await page.waitForState('filling');
  assert.equal(await page.value('Name'), 'Typed before the reload');
  assert.equal(await page.value('Delivery terms'), 'Tÿped too 🎉');
  await create(page);
  await page.waitForState('created');
  const [{ body }, ...more] = await createRequests();
  assert.deepEqual([body.name, more.length], ['Typed before the reload', 0]);
  await page.evaluate(() => sessionStorage.clear());
}

/** No journey violates the policy. This one does so on purpose: what the others would miss proves nothing. */
export async function strictPolicy(page) {
  await openFilling(page);
  await create(page);
  await page.waitForState('created');
  assert.deepEqual(await page.faults(), []);
  await page.evaluate(() => {
    document.body.append(Object.assign(new Image(), { src: 'https://elsewhere.example/pixel.png' }));
    try {
      document.createElement('p').innerHTML = '<b>';
    } catch {
      // The event counts.
    }
  });
  await page.until(() => window.faults.length === 2);
  const [first, second] = await page.evaluate(() => window.faults.splice(0).sort());
  assert.match(first, /^policy violated: img-src /);
  assert.match(second, /^policy violated: require-trusted-types-for /);
}
