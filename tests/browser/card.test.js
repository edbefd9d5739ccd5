// The contract card: an existing contract, shown and followed.
import assert from 'node:assert/strict';
import path from 'node:path';

import { createContract, signatories } from './support/contracts.js';
import { Picker } from './support/picker.js';
import { test, useFixture } from './support/fixture.js';
import { api, artifacts, siri, site, token } from './support/environment.js';
import { armFault, readContract, receivedRequests } from './support/sandbox.js';

const fixture = useFixture({ width: 700, height: 800 });

async function mountCard(id, attributes = {}) {
  const { page } = fixture;
  await page.goto(`${site}/demo/blank.html`);
  await page.evaluate(
    ([base, pairs, more]) => {
      const element = Object.assign(document.createElement('oneflow-contract-card'), {
        id: 'picker',
        authorize: () => pairs,
      });
      for (const [name, value] of Object.entries({ 'api-base': base, ...more })) element.setAttribute(name, value);
      document.body.append(element);
    },
    [api, { 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri }, { 'contract-id': String(id), ...attributes }],
  );
  return new Picker(page, '#picker');
}

const reads = async (id) => (await receivedRequests(`GET /contracts/${id}`)).length;
/** The interval at which a card in view reads its contract. */
const INTERVAL = 30_000;
/** Lets the interval pass and waits for the request that comes then. */
async function passInterval(id) {
  const response = fixture.page.waitForResponse(`${api}/contracts/${id}`);
  await fixture.page.clock.runFor(INTERVAL);
  await response;
}

test('it shows state, people and dates, and follows what happens', async () => {
  const id = await createContract({ name: 'Followed' });
  const shown = await mountCard(id);
  await shown.waitForStep('showing');
  await shown.waitForText('Out for signing');
  await shown.waitForText('0 of 2 have signed');
  await shown.waitForText('Can be signed until');
  await shown.host.screenshot({ path: path.join(artifacts, 'card-pending.png') });
  await signatories(id, 'sign');
  await fixture.page.evaluate(
    (contractId) =>
      document
        .getElementById('picker')
        .applyEvent({ contract: { id: contractId }, events: [{ type: 'contract:sign' }] }),
    id,
  );
  await shown.waitForText('2 of 2 have signed');
  await shown.host.screenshot({ path: path.join(artifacts, 'card-signed.png') });
  const { state } = await fixture.page.evaluate(() => document.getElementById('picker').contract);
  assert.equal(state, 'signed');
});

test('an event about another contract causes no request', async () => {
  const id = await createContract({ name: 'Followed' });
  const shown = await mountCard(id);
  await shown.waitForStep('showing');
  await shown.waitForText('Out for signing');
  await fixture.waitForIdle();
  const before = await reads(id);
  await shown.host.evaluate((element) => {
    element.applyEvent({ contract: { id: 1 } });
    element.applyEvent(undefined);
  });
  await fixture.waitForIdle();
  assert.equal(await reads(id), before);
  await shown.host.evaluate((element, contract) => element.applyEvent({ contract: { id: contract } }), id);
  await fixture.waitForIdle();
  assert.equal(await reads(id), before + 1);
});

test('out of view it sends no request, and back in view it reads the contract again', async () => {
  await fixture.page.clock.install();
  try {
    const id = await createContract({ name: 'Followed' });
    const shown = await mountCard(id);
    await shown.waitForStep('showing');
    await passInterval(id);
    await shown.host.evaluate((element) => {
      element.style.display = 'none';
    });
    await fixture.waitForIdle();
    const before = await reads(id);
    await fixture.page.clock.runFor(20 * INTERVAL);
    await fixture.waitForIdle();
    assert.equal(await reads(id), before);
    await shown.host.evaluate((element) => {
      element.style.display = '';
    });
    await fixture.waitForIdle();
    assert.equal(await reads(id), before + 1);
  } finally {
    await fixture.page.clock.resume();
  }
});

test('each state of the contract is reported once, with ids and nothing personal', async () => {
  const id = await createContract({ name: 'Followed' });
  const shown = await mountCard(id, { 'external-id': 'deal-7' });
  assert.deepEqual(await fixture.waitForEvent('oneflow-contract-change'), {
    externalId: 'deal-7',
    contractId: id,
    state: 'pending',
  });
  const readAgain = async () => {
    await shown.button('Refresh').click();
    await fixture.waitForIdle();
  };
  await readAgain();
  await signatories(id, 'sign');
  await readAgain();
  await shown.waitForText('2 of 2 have signed');
  const changes = await fixture.events('oneflow-contract-change');
  assert.deepEqual(
    changes.map(({ detail }) => detail.state),
    ['pending', 'signed'],
  );
  for (const { detail } of changes) assert.deepEqual(Object.keys(detail).sort(), ['contractId', 'externalId', 'state']);
  assert.deepEqual(await shown.host.evaluate(({ contract }) => contract), { id, state: 'signed', name: 'Followed' });
});

test('a participant’s link is copied and shown with its expiry, and no event contains it', async () => {
  await fixture.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const id = await createContract({ name: 'Followed' });
  const shown = await mountCard(id);
  await shown.button('Copy link for Ada Berg').click();
  const link = await shown.locator('input[readonly]').inputValue();
  await shown.waitForText('Opens the contract as Ada Berg, until');
  assert.equal(await fixture.page.evaluate(() => navigator.clipboard.readText()), link);
  assert.ok(!JSON.stringify(await fixture.events()).includes(link));
  await shown.host.screenshot({ path: path.join(artifacts, 'card-link.png') });
});

test('a link answers where it was pressed, and is not offered to somebody who has signed', async () => {
  const id = await createContract({ name: 'Followed' });
  const shown = await mountCard(id);
  await shown.button('Copy link for Ada Berg').click();
  await shown.button('Copied').waitFor();
  await shown.host.screenshot({ path: path.join(artifacts, 'card-copied.png') });
  await signatories(id, 'sign');
  await shown.button('Refresh').click();
  await shown.waitForText('2 of 2 have signed');
  assert.equal(await shown.button('Copied').count(), 0);
  assert.equal(await shown.locator('input[readonly]').count(), 0);
});

test('declined: by whom and when; signed: with its date; a draft: nobody has not signed yet', async () => {
  let id = await createContract({ name: 'Followed' });
  await signatories(id, 'decline');
  let shown = await mountCard(id);
  await shown.waitForText(/^Declined by .+ · .*\d{4}/);
  await shown.host.screenshot({ path: path.join(artifacts, 'card-declined.png') });
  id = await createContract({ name: 'Followed' });
  await signatories(id, 'sign');
  shown = await mountCard(id);
  await shown.waitForText('2 of 2 have signed');
  assert.match(await shown.locator('dt:text-is("Signed") + dd').innerText(), /\d{4}/);
  assert.match(await shown.locator('.person small').first().innerText(), /^Signed · .*\d{4}/);
  shown = await mountCard(await createContract({ name: 'Followed', sent: false }));
  await shown.waitForText('Draft');
  assert.equal(await shown.text('Has not signed yet').count(), 0);
  await shown.host.screenshot({ path: path.join(artifacts, 'card-draft.png') });
});

test('a contract whose time is over says when it expired', async () => {
  const id = await createContract({ name: 'Followed' });
  await fetch(new URL(`/_sandbox/contracts/${id}/expire`, api), { method: 'POST' });
  const shown = await mountCard(id);
  await shown.waitForText('Overdue');
  assert.match(await shown.locator('dt:text-is("Expired on") + dd').innerText(), /\d{4}/);
  assert.equal(await shown.text('Can be signed until').count(), 0);
});

test('where it is the acting user’s turn, the way to Oneflow says so', async () => {
  const shown = await mountCard(await createContract({ name: 'Followed' }));
  const link = shown.host.getByRole('link', { name: 'Your turn: sign' });
  assert.match(await link.getAttribute('href'), /\/contracts\/\d+$/);
});

test('a draft is sent from the card', async () => {
  const id = await createContract({ name: 'Followed', sent: false });
  const shown = await mountCard(id);
  await shown.waitForText('Draft');
  await shown.text('Send it for signing').click();
  await shown.button('Send').click();
  await shown.waitForText('Out for signing');
  assert.equal((await readContract(id)).state, 'pending');
  assert.equal((await fixture.waitForEvent('oneflow-published')).contractId, id);
});

test('a card whose actions do not include send does not offer it', async () => {
  const id = await createContract({ name: 'Followed', sent: false });
  const shown = await mountCard(id, { actions: 'draft' });
  await shown.waitForText('Draft');
  assert.equal(await shown.text('Send it for signing').count(), 0);
});

test('a contract that does not exist is reported, and so is a missing contract-id', async () => {
  fixture.expectErrors(/404/);
  let shown = await mountCard(99);
  await shown.waitForStep('unavailable');
  await shown.waitForText('The contract is not there');
  assert.equal((await fixture.waitForEvent('oneflow-error')).kind, 'not-found');
  shown = await mountCard('');
  await shown.waitForStep('unavailable');
  await shown.waitForText('The attribute contract-id is missing.');
});

test('a failed refresh keeps what was shown', async () => {
  fixture.expectErrors(/502/);
  const id = await createContract({ name: 'Followed' });
  const shown = await mountCard(id);
  await shown.waitForStep('showing');
  await fixture.waitForIdle();
  await armFault({ on: 'GET /contracts/{id}', kind: 'html', status: 502 });
  await shown.button('Refresh').click();
  await shown.waitForText('could not be read just now');
  await shown.waitForText('Ada Berg');
});

test('a card that started only on the second attempt follows its contract', async () => {
  fixture.expectErrors(/ERR_FAILED/, /cannot start/);
  await fixture.page.clock.install();
  try {
    const id = await createContract({ name: 'Followed' });
    await fixture.page.route('**/*.wasm', (route) => route.abort());
    const shown = await mountCard(id);
    await shown.waitForStep('error');
    await fixture.page.unroute('**/*.wasm');
    await shown.button('Try again').click();
    await shown.waitForStep('showing');
    await passInterval(id);
    await fixture.waitForIdle();
    await passInterval(id);
  } finally {
    await fixture.page.clock.resume();
  }
});

test('copying without the clipboard API does not disturb typing elsewhere on the page', async () => {
  const id = await createContract({ name: 'Followed' });
  const shown = await mountCard(id);
  await shown.waitForStep('showing');
  await fixture.page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
    document.body.append(Object.assign(document.createElement('input'), { id: 'own' }));
  });
  const go = await fixture.holdRequests(`${api}/contracts/*/participants/*/access_link`);
  await shown.button('Copy link for Ada Berg').click();
  const own = fixture.page.locator('#own');
  await own.pressSequentially('abc');
  await go();
  await shown.host.getByRole('textbox').first().waitFor();
  await fixture.page.keyboard.type('def');
  assert.equal(await own.inputValue(), 'abcdef');
});
