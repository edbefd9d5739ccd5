// The list of a record's contracts: shown, kept up to date, opened, and left for a new contract.
import assert from 'node:assert/strict';
import path from 'node:path';

import { violations } from './support/axe.js';
import { post, signatories } from './support/contracts.js';
import { api, artifacts, siri, site, token } from './support/environment.js';
import { test, useFixture } from './support/fixture.js';
import { Picker } from './support/picker.js';
import { armFault, receivedRequests } from './support/sandbox.js';

const fixture = useFixture({ width: 700, height: 800 });
const RECORD = { 'record-field': 'customer_ref', 'external-id': 'deal 17' };

/** Creates a contract of the record, and sends it if asked to; returns its id. */
async function create(name, sent = false) {
  const ada = { name: 'Ada Berg', email: 'ada.berg@acme.example', delivery_channel: 'email', signatory: true };
  const parties = [{ type: 'company', name: 'Acme AB', participants: [{ ...ada, sign_method: 'standard_esign' }] }];
  const fields = [{ custom_id: 'customer_ref', value: 'deal 17' }];
  const where = { workspace_id: 7001, template_id: 8101, data_fields: fields };
  const { id } = await post('/contracts/create', { ...where, name, parties });
  if (sent) await post(`/contracts/${id}/publish`, { subject: 'Sign', message: 'Please.' });
  return id;
}

async function mount({ width = 460, before = () => {}, ...attributes } = {}) {
  const { page } = fixture;
  await page.goto(`${site}/demo/blank.html`);
  await page.evaluate(before);
  await page.evaluate(
    ([base, pairs, more, size]) => {
      const element = document.createElement('oneflow-contract-list');
      Object.assign(element, { id: 'picker', authorize: () => pairs });
      element.style.maxInlineSize = `${size}px`;
      const all = { 'api-base': base, 'extension-type': 'demo_crm', ...more };
      for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
      document.body.append(element);
    },
    [api, { 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri }, { ...RECORD, ...attributes }, width],
  );
  return new Picker(page, '#picker');
}

const rows = (list) => list.host.getByRole('listitem');
const names = (list) => list.host.locator('[role=listitem] b').allInnerTexts();
const applyEvent = (list, id) =>
  list.host.evaluate((element, contractId) => element.applyEvent({ contract: { id: contractId } }), id);
const lists = async () => (await receivedRequests('GET /contracts?')).length;

/** Runs in the page: puts lists before the element that leave out the people, and counts the reads of contracts. */
function leaveOutPeople() {
  const { fetch } = window;
  window.out = window.most = window.reads = 0;
  window.fetch = async (address, options) => {
    const { pathname, search } = new URL(address.url ?? address);
    const isDetail = /\/contracts\/\d+$/.test(pathname);
    window.out += isDetail;
    window.reads += isDetail;
    window.most = Math.max(window.most, window.out);
    const response = await fetch(address, options);
    if (isDetail) await new Promise((resolve) => setTimeout(resolve, 20));
    window.out -= isDetail;
    if (!search.includes('data_field_match')) return response;
    const answer = await response.json();
    for (const contract of answer.data) delete contract.parties;
    return Response.json(answer);
  };
}

test('it lists the newest first, and a row opens its contract and is focused on the way back', async () => {
  await create('First', true);
  await create('Second');
  const list = await mount();
  await list.waitForStep('listing');
  await list.waitForText('2 contracts');
  assert.deepEqual(await names(list), ['Second', 'First']);
  await list.waitForText('Acme AB · 0 of 2 have signed');
  assert.deepEqual(await violations(list.host), []);
  await list.button('New contract').focus();
  for (const key of ['Tab', 'Tab', 'Tab']) await fixture.page.keyboard.press(key);
  const row = await list.focusedElement();
  assert.match(row, /^contract-\d+$/);
  await fixture.page.keyboard.press('Enter');
  await list.waitForStep('showing');
  await list.waitForText('Has not signed yet');
  assert.deepEqual(await violations(list.host), []);
  assert.equal((await list.host.evaluate(({ contract }) => contract)).name, 'First');
  await list.button('← Back to the list').click();
  await list.waitForStep('listing');
  await list.waitForFocus(row);
  assert.equal(await list.host.evaluate(({ contract }) => contract), null);
});

test('a new contract is made in the place of the list, which then has it', async () => {
  const list = await mount({ actions: 'draft' });
  await list.waitForText('No contracts that you may see are linked to this record yet.');
  assert.deepEqual(await violations(list.host), []);
  await list.button('New contract').click();
  await list.waitForStep('choosing');
  await list.choose('Supply agreement');
  await list.create();
  await list.waitForStep('created');
  await list.button('← Back to the list').click();
  await list.waitForText('1 contract');
  const told = await fixture.page.evaluate(() => window.events.map(({ name }) => name));
  assert.ok(told.includes('oneflow-created') && !told.includes('oneflow-cancel'), told.join());
});

test('the page may show a contract, or make a new one, itself', async () => {
  const id = await create('First');
  const list = await mount();
  await list.waitForText('1 contract');
  await list.host.evaluate((element) => {
    const forbid = (event) => event.preventDefault();
    for (const name of ['oneflow-select', 'oneflow-new']) element.addEventListener(name, forbid, { once: true });
  });
  await rows(list).getByRole('button').press('Enter');
  assert.deepEqual(await fixture.waitForEvent('oneflow-select'), { externalId: 'deal 17', contractId: id });
  await list.button('New contract').press('Enter');
  assert.deepEqual(await fixture.waitForEvent('oneflow-new'), { externalId: 'deal 17' });
  await fixture.waitForIdle();
  assert.equal(await list.host.evaluate(({ state }) => state), 'listing');
  await rows(list).getByRole('button').press('Enter');
  await list.waitForStep('showing');
});

test('events of the server and of other elements show at once', async () => {
  const id = await create('First', true);
  const list = await mount();
  await list.waitForText('0 of 2 have signed');
  await signatories(id, 'sign');
  const before = await lists();
  await applyEvent(list, id);
  await list.waitForText('2 of 2 have signed');
  assert.equal(await lists(), before);
  await applyEvent(list, await create('Second'));
  await list.waitForText('2 contracts');
  const third = await create('Third');
  await fixture.page.evaluate(
    ([base, contractId]) => {
      const other = Object.assign(document.createElement('div'), { apiBase: base });
      document.body.append(other);
      const options = { detail: { contractId }, bubbles: true, composed: true };
      other.dispatchEvent(new CustomEvent('oneflow-created', options));
    },
    [api, third],
  );
  await list.waitForText('3 contracts');
});

test('of 200 contracts some are drawn, and those in view are read four at a time', async () => {
  for (let nth = 1; nth <= 200; nth++) await create(`Contract ${nth}`);
  const list = await mount({ before: leaveOutPeople });
  await list.waitForText('200 contracts');
  await list.waitForText('Acme AB');
  const inView = await list.locator('#list').evaluate((it) => Math.ceil(it.clientHeight / 60));
  await fixture.page.waitForFunction(() => window.out === 0 && window.reads > 0);
  const { reads, most } = await fixture.page.evaluate(() => ({ reads: window.reads, most: window.most }));
  assert.ok(reads <= inView + 2 && most <= 4, `${reads} of ${inView} in view, ${most} at once`);
  assert.ok((await rows(list).count()) <= 36);
  await list.locator('#list').evaluate((it) => (it.scrollTop = it.scrollHeight));
  await list.waitForText('Contract 1');
  const last = rows(list).last();
  assert.deepEqual(
    [await last.getAttribute('aria-posinset'), await last.locator('b').innerText()],
    ['200', 'Contract 1'],
  );
  // Rows grow when their people come, and push the last one out of view.
  await list.host.evaluate(async ({ shadowRoot }) => {
    const element = shadowRoot.querySelector('#list');
    while (!element.querySelector('[aria-posinset="200"]')?.textContent.includes('Acme AB')) {
      element.scrollTop = element.scrollHeight;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  assert.ok((await rows(list).count()) <= 36);
});

test('a list that cannot be read again keeps its rows, and one that cannot be read says why', async () => {
  fixture.expectErrors(/502|403/);
  await create('First');
  const list = await mount();
  await list.waitForText('1 contract');
  await armFault({ on: 'GET /contracts', kind: 'html', status: 502 });
  await list.button('Refresh').click();
  await list.waitForText('This list may be out of date.');
  assert.deepEqual(await names(list), ['First']);
  await armFault({ on: 'GET /contracts', kind: 'status', status: 403 });
  const other = await mount();
  await other.waitForText('You don’t have access');
});

test('it fits from narrow to wide, in the light and in the dark', async () => {
  await create('Supply agreement for the Nordic countries, Norway and Denmark included', true);
  await signatories(await create('Framework agreement', true), 'sign');
  await create('Amendment');
  for (const width of [320, 460, 900]) {
    for (const theme of ['light', 'dark']) {
      await fixture.page.setViewportSize({ width: Math.max(width + 16, 336), height: 700 });
      const list = await mount({ theme, width });
      await list.waitForText('3 contracts');
      await list.waitForText('2 of 2 have signed');
      const inner = await list.locator('#list').evaluate((it) => it.scrollWidth - it.clientWidth);
      assert.equal(inner, 0, `${width} ${theme}`);
      await list.host.screenshot({ path: path.join(artifacts, `list-${width}-${theme}.png`) });
    }
  }
});
