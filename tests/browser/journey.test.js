// From the deal to the contract, as most users do it; each test reads the result from the sandbox.
import assert from 'node:assert/strict';

import { test, useFixture } from './support/fixture.js';
import { api } from './support/environment.js';
import { createRequests, readContract, receivedRequests } from './support/sandbox.js';
import { press } from './support/press.js';

const fixture = useFixture();

const app = new URL('/_sandbox/app', api).href;
const values = ({ data_fields: fields }) =>
  Object.fromEntries(fields.map(({ _private_ownerside: { custom_id: id }, value }) => [id, value]));
/** The counterparties, without what Oneflow adds to them. */
const others = ({ parties }) => parties.filter(({ my_party: ours }) => !ours);

const individual = async (picker, { name, email, phone, title }) => {
  await picker.button('Add individual').click();
  const card = picker.locator('.card').last();
  await card.getByLabel('Name', { exact: true }).fill(name);
  await card.getByLabel('Email', { exact: true }).fill(email);
  await press(card.locator('.set button'));
  await card.getByLabel('Title', { exact: true }).fill(title);
  await card.getByLabel('Mobile', { exact: true }).fill(phone);
};

test('a company’s contract is created from the deal’s values and what the user changed in them', async () => {
  const { page } = fixture;
  const picker = await fixture.openChoosing();
  assert.match(await picker.locator('.chips').innerText(), /All workspaces\s+Sales Nordics\s+Partners\s+Legal/);
  assert.doesNotMatch(
    await picker.locator('#list').innerText(),
    /Faults|Employment|Job offer|2019/,
    'what the filter and the rights hide',
  );

  await picker.search.fill('supply fram');
  await picker.waitForText('2 of 18 templates');
  assert.deepEqual(await picker.options.first().locator('mark').allInnerTexts(), ['Supply', 'fram']);
  await picker.button('Continue').click();
  await picker.waitForStep('filling');
  assert.equal(await picker.heading.innerText(), 'Supply agreement, framework');
  assert.equal(await picker.name.inputValue(), 'Supply agreement, Acme AB');
  assert.equal(await picker.locator('#field-2-origin').innerText(), 'from Deal · Amount');
  assert.equal(await picker.locator('#field-11-origin').innerText(), 'template default');
  assert.equal(await picker.locator('#unused').innerText(), 'One value has no field in this template');
  await picker.locator('#unused summary').click();
  assert.match(await picker.locator('#unused li').innerText(), /\S/);

  await picker.name.fill('Supply 2027 – “Acme” & <b>');
  await picker.label('Contract value').fill('130 000,50');
  await picker.label('Kundens önskemål').fill('Leverans före 07:00 🎉');
  // Cleared on purpose: an empty value must win over both the deal and the template's default.
  await picker.label('Payment terms').fill('');
  await picker.button('Edit Acme AB').click();
  await picker.label('Registration number').fill('556000-0002');
  await picker.label('Country').selectOption('Finland');
  await picker.showDetails();
  await picker.label('Mobile').fill('+46 70-000 00 09');
  await picker.label('Sign with').selectOption('Standard e-signature');
  await picker.button('Add person').click();
  const second = picker.locator('.who').nth(1);
  await second.getByLabel('Name', { exact: true }).fill('Bo Ek');
  await second.getByLabel('Email', { exact: true }).fill('bo.ek@acme.example');
  await second.getByLabel('Role').selectOption('May read');
  await picker.button('Done').click();
  await picker.create();
  await picker.waitForStep('created');

  const [{ detail }] = await fixture.events('oneflow-created');
  const made = await readContract(detail.contractId);
  assert.equal(made._private.name, 'Supply 2027 – “Acme” & <b>');
  assert.equal(made.state, 'draft');
  assert.equal(made._private_ownerside.template_id, 8102);
  assert.equal(made._private.workspace_id, 7001);
  assert.deepEqual(values(made), {
    order_no: 'A-1017',
    deal_id: 'deal-1017',
    amount: '130 000,50',
    currency: 'SEK',
    delivery_date: '2027-01-15',
    delivery_terms: 'DAP Malmö, Incoterms 2020',
    payment_terms: '',
    customer_ref: 'Supply 2027',
    contact_person: 'Ada Berg',
    billing_address: 'Acme AB\nHamngatan 12\n211 22 Malmö',
    'Kundens önskemål': 'Leverans före 07:00 🎉',
    discount_percent: '0',
  });
  const [party, ...more] = others(made);
  assert.deepEqual(more, []);
  assert.equal(party.type, 'company');
  assert.equal(party.name, 'Acme AB');
  assert.equal(party.identification_number, '556000-0002');
  assert.equal(party.country_code, 'FI');
  const [ada, bo, ...nobody] = party.participants;
  assert.deepEqual(nobody, []);
  assert.deepEqual(
    [ada.name, ada.email, ada.phone_number, ada.title, ada.signatory, ada.delivery_channel, ada.sign_method],
    ['Ada Berg', 'ada.berg@acme.example', '+46700000009', 'Head of Purchasing', true, 'email', 'standard_esign'],
  );
  assert.deepEqual(
    [bo.name, bo.email, bo.signatory, bo._permissions['contract:update']],
    ['Bo Ek', 'bo.ek@acme.example', false, false],
  );

  assert.equal((await createRequests()).length, 1);
  assert.equal(
    await page.locator('#picker').evaluate((element) => element.contract.name),
    'Supply 2027 – “Acme” & <b>',
  );
});

test('an individual’s contract is created without any value of the deal', async () => {
  const picker = await fixture.openFilling('Order confirmation', { prefill: 'none' });
  await picker.label('Order number').fill('A-77');
  await individual(picker, { name: 'Åsa Öst', email: 'asa@ost.example', phone: '0046 (70) 000 00 07', title: 'Owner' });
  await picker.button('Done').click();
  assert.match(await picker.locator('.card').nth(1).innerText(), /Åsa Öst\s+asa@ost\.example · Signs · Email/);
  await picker.create();
  await picker.waitForStep('created');

  const made = await readContract((await fixture.waitForEvent('oneflow-created')).contractId);
  assert.equal(made._private.name, 'Supply agreement, Acme AB');
  assert.equal(values(made).order_no, 'A-77');
  const [party, ...more] = others(made);
  assert.deepEqual(more, []);
  assert.equal(party.type, 'individual');
  const person = party.participant;
  assert.deepEqual(
    [person.name, person.email, person.phone_number, person.title],
    ['Åsa Öst', 'asa@ost.example', '+46700000007', 'Owner'],
  );
  // Untouched and without a default: nothing is sent for it.
  const [{ body }] = await createRequests();
  assert.deepEqual(body.data_fields, [{ custom_id: 'order_no', value: 'A-77' }]);
});

test('each step is reported once and in order, with ids and nothing that was typed', async () => {
  const picker = await fixture.openFilling('Supply agreement');
  await picker.label('Delivery terms').fill('Secret terms 4711');
  await picker.create();
  await picker.waitForStep('created');

  const events = (await fixture.events()).filter(({ name }) => name !== 'oneflow-draft-change');
  const told = events.map(({ name, detail }) =>
    name === 'oneflow-state-change' ? `${detail.from} > ${detail.to}` : name,
  );
  assert.deepEqual(told, [
    'oneflow-ready',
    'opening > choosing',
    'oneflow-selection-change',
    'choosing > filling',
    'filling > reviewing',
    'oneflow-before-create',
    'reviewing > creating',
    'oneflow-created',
    'creating > created',
  ]);
  const [ready] = events;
  assert.equal(ready.detail.lang, 'en');
  assert.match(ready.detail.version, /^\d+\.\d+\.\d+/);
  assert.deepEqual((await fixture.events('oneflow-selection-change'))[0].detail, {
    externalId: 'deal-1017',
    workspaceId: 7001,
    templateId: 8101,
    templateTypeId: 9001,
  });
  const { contractId, ...created } = await fixture.waitForEvent('oneflow-created');
  assert.ok(Number.isInteger(contractId));
  assert.deepEqual(created, {
    externalId: 'deal-1017',
    workspaceId: 7001,
    templateId: 8101,
    state: 'draft',
    url: `${app}/contracts/${contractId}`,
  });
  const everything = JSON.stringify(events);
  for (const secret of ['@', '+46', 'Secret', 'Berg', 'Hamngatan', '125000', '556000']) {
    assert.ok(!everything.includes(secret), `an event contains ${secret}: ${everything}`);
  }
});

test('the page shows the new contract among the deal’s facts and in its activity', async () => {
  const { page } = fixture;
  const picker = await fixture.openFilling();
  assert.equal(await page.locator('#fact-contract').innerText(), 'Contract\nNone yet');
  await picker.create();
  await picker.waitForStep('created');
  const { contractId, url } = await fixture.waitForEvent('oneflow-created');
  const fact = page.locator('#fact-contract');
  assert.match(await fact.innerText(), new RegExp(`${contractId}\\s*Draft`));
  assert.equal(await fact.getByRole('link').getAttribute('href'), url);
  assert.match(await page.locator('#timeline li').first().innerText(), new RegExp(`Contract ${contractId} created`));
  const listed = page.locator('#events .event-list li[data-name=oneflow-created]');
  assert.equal(await listed.count(), 1);
  assert.match(await listed.innerText(), new RegExp(`"contractId": ${contractId}`));
});

test('the link opens the contract in Oneflow, in a tab without access to this one', async () => {
  const { page } = fixture;
  const picker = await fixture.openFilling();
  await picker.name.fill('To be opened');
  await picker.create();
  await picker.waitForStep('created');
  const { contractId } = await fixture.waitForEvent('oneflow-created');
  const link = picker.host.getByRole('link', { name: 'Open in Oneflow' });
  assert.equal(await link.getAttribute('href'), `${app}/contracts/${contractId}`);
  assert.equal(await link.getAttribute('rel'), 'noopener noreferrer');
  assert.equal(await link.getAttribute('target'), '_blank');
  assert.match(await picker.locator('.pill').innerText(), new RegExp(`Draft · ${contractId}`));

  const [tab] = await Promise.all([page.context().waitForEvent('page'), press(link)]);
  await tab.waitForLoadState();
  assert.equal(await tab.title(), 'To be opened · Oneflow sandbox');
  assert.equal(await tab.evaluate(() => window.opener), null);
  await tab.close();
});

test('without app-base the link leads to Oneflow’s own address', async () => {
  const picker = await fixture.openFilling('Supply agreement', { 'app-base': '' });
  await picker.create();
  await picker.waitForStep('created');
  const { contractId, url } = await fixture.waitForEvent('oneflow-created');
  assert.equal(url, `https://app.oneflow.com/contracts/${contractId}`);
});

test('another contract starts with nothing but the values of the deal', async () => {
  const { page } = fixture;
  const picker = await fixture.openFilling();
  await picker.name.fill('The first');
  await picker.create();
  await picker.waitForStep('created');
  const first = await fixture.waitForEvent('oneflow-created');
  await picker.button('Create another').click();
  await picker.waitForStep('choosing');
  assert.equal(await page.locator('#picker').evaluate((element) => element.contract), null);
  await picker.choose('Supply agreement');
  assert.equal(await picker.name.inputValue(), 'Supply agreement, Acme AB');
  await picker.create();
  await picker.waitForStep('created');
  const all = (await fixture.events('oneflow-created')).map(({ detail }) => detail.contractId);
  assert.equal(all.length, 2);
  assert.equal(all[0], first.contractId);
  assert.notEqual(all[1], first.contractId);
});

test('a changed value can be reset, and going back keeps what was typed', async () => {
  const picker = await fixture.openFilling();
  const value = picker.label('Contract value');
  await value.fill('1');
  await picker.label('Currency').fill('EUR');
  await picker.button('Undo the change to Contract value').click();
  assert.equal(await value.inputValue(), '125000');
  await picker.button('Back').click();
  await picker.waitForStep('choosing');
  assert.equal(await picker.locator('.opt.sel b').innerText(), 'Supply agreement', 'the list stands where it was left');
  await picker.choose('Reseller supply agreement');
  assert.equal(await picker.label('Currency').inputValue(), 'EUR');
  assert.equal(await picker.label('Contract value').inputValue(), '125000');
});

test('creating a contract sends no needless request, and each request carries the acting user', async () => {
  const picker = await fixture.openFilling();
  await picker.create();
  await picker.waitForStep('created');
  await fixture.waitForIdle();
  const asked = await receivedRequests();
  assert.deepEqual(
    asked.map(({ method, path }) => `${method} ${path}`),
    [
      'GET /v1/helpers/contract_create_data?extension_type=demo_crm',
      'GET /v1/helpers/template_types/9001/data_fields',
      // Whether sending it may need an approval.
      'GET /v1/templates/8101',
      'POST /v1/contracts/create',
      // The browser may have sent it twice.
      'GET /v1/contracts?filter%5Bstates%5D=draft&sort=-state_updated_time&limit=100',
    ],
  );
  for (const { headers } of asked) {
    assert.ok(headers.includes('x-oneflow-api-token') && headers.includes('x-oneflow-user-email'), headers.join(' '));
    assert.ok(!headers.includes('cookie') && !headers.includes('referer'), headers.join(' '));
  }
});

test('two clicks on Create draft create one contract', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  // Both clicks are in one task, so that nothing is rendered in between.
  await picker.button('Create draft').evaluate((button) => {
    button.click();
    button.click();
  });
  await picker.waitForStep('created');
  assert.equal((await createRequests()).length, 1);
  assert.equal((await fixture.events('oneflow-created')).length, 1);
});
