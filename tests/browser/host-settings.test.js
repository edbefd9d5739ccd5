// What the page configures: locks, kinds of inputs, slots, and a prefill that changes while the user types.
import assert from 'node:assert/strict';

import { test, useFixture } from './support/fixture.js';
import { api } from './support/environment.js';
import { armFault, createRequests, readContract } from './support/sandbox.js';

const fixture = useFixture();

const on = (picker, does, given) => picker.host.evaluate(does, given);
const sent = async () =>
  Object.fromEntries((await createRequests()).at(-1).body.data_fields.map(({ custom_id: id, value }) => [id, value]));
const prefilled = (picker, prefill) =>
  on(
    picker,
    (element, value) => {
      element.prefill = value;
    },
    prefill,
  );
/** Clicks Review and Create draft and waits for the contract. */
async function made(picker) {
  await picker.create();
  await picker.waitForStep('created');
  return readContract((await fixture.waitForEvent('oneflow-created')).contractId);
}

test('a locked template opens by itself and cannot be changed', async () => {
  const picker = await fixture.open({ 'template-id': '8102', lock: 'template' });
  await picker.waitForStep('filling');
  for (const way of ['Back', 'Change template']) assert.equal(await picker.button(way).count(), 0, way);
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  await picker.button('Back').click();
  await picker.waitForStep('filling');
  assert.equal((await made(picker))._private_ownerside.template_id, 8102);
});

test('a locked workspace is the only one to choose from', async () => {
  const picker = await fixture.openChoosing({ 'workspace-id': '7002', lock: 'workspace' });
  assert.equal(await picker.locator('.chips').count(), 0);
  assert.deepEqual(
    await picker
      .locator('.group')
      .allInnerTexts()
      .then((all) => all.map((text) => text.split('\n')[0])),
    ['PARTNERS'],
  );
  await picker.search.fill('supply');
  await picker.waitForText('2 of 18 templates');
});

test('a locked name and locked fields are shown and sent, and cannot be edited', async () => {
  const picker = await fixture.openFilling('Supply agreement', { lock: 'name fields' });
  for (const input of [picker.name, picker.label('Contract value'), picker.label('Billing address')]) {
    assert.equal(await input.isEditable(), false);
  }
  await picker.name.focus();
  await fixture.page.keyboard.type('Mine');
  assert.equal(await picker.name.inputValue(), 'Supply agreement, Acme AB');
  assert.equal(await picker.locator('.undo').count(), 0);
  assert.equal((await made(picker))._private.name, 'Supply agreement, Acme AB');
  assert.equal((await sent()).amount, '125000');
});

test('locked parties are shown and sent, and cannot be edited', async () => {
  const picker = await fixture.openFilling('Supply agreement', { lock: 'parties' });
  await picker.waitForText('Acme AB');
  for (const way of ['Edit Acme AB', 'Edit Your side', 'Add company', 'Add individual'])
    assert.equal(await picker.button(way).count(), 0, way);
  const { parties } = await made(picker);
  assert.deepEqual(
    parties.filter(({ my_party: ours }) => !ours).map(({ name }) => name),
    ['Acme AB'],
  );
});

test('each kind of input is what the page says, and holds what it was given', async () => {
  const picker = await fixture.openChoosing({ prefill: 'none' });
  await prefilled(picker, {
    fields: {
      order_no: { value: 'A-1', input: 'text' },
      amount: { value: '125000', input: 'number' },
      delivery_date: { value: '2027-01-15', input: 'date' },
      delivery_terms: { value: 'One\nTwo', input: 'multiline' },
      customer_ref: { value: '1', input: 'checkbox' },
      contact_person: { value: 'Ada', input: 'hologram' },
    },
  });
  await picker.choose('Supply agreement');
  const kind = (label) => picker.label(label).evaluate((input) => [input.localName, input.type, input.inputMode]);
  assert.deepEqual(await kind('Order number'), ['input', 'text', 'text']);
  assert.deepEqual(await kind('Contract value'), ['input', 'text', 'decimal']);
  assert.deepEqual((await kind('Delivery date')).slice(0, 2), ['input', 'date']);
  assert.deepEqual((await kind('Delivery terms')).slice(0, 2), ['textarea', 'textarea']);
  assert.deepEqual((await kind('Your reference')).slice(0, 2), ['input', 'checkbox']);
  assert.deepEqual(await kind('Contact person'), ['input', 'text', 'text'], 'a kind that nobody knows is text');
  assert.equal(await picker.label('Your reference').isChecked(), true);

  await picker.label('Your reference').uncheck();
  await picker.label('Delivery date').fill('2027-02-28');
  await picker.label('Delivery terms').fill('One\nTwo\nThree');
  await made(picker);
  const { order_no: order, delivery_date: date, delivery_terms: terms, customer_ref: reference } = await sent();
  assert.deepEqual([order, date, terms, reference], ['A-1', '2027-02-28', 'One\nTwo\nThree', '0']);
});

test('a value that a date input or a checkbox cannot hold is shown as text, so that nothing is lost', async () => {
  const picker = await fixture.openChoosing({ prefill: 'none' });
  await prefilled(picker, {
    fields: {
      delivery_date: { value: 'end of May', input: 'date' },
      customer_ref: { value: 'perhaps', input: 'checkbox' },
    },
  });
  await picker.choose('Supply agreement');
  assert.equal(await picker.label('Delivery date').inputValue(), 'end of May');
  assert.equal(await picker.label('Your reference').inputValue(), 'perhaps');
  await made(picker);
  assert.equal((await sent()).delivery_date, 'end of May');
});

test('an invalid number is an error at its input', async () => {
  const picker = await fixture.openFilling();
  await picker.label('Contract value').fill('a lot');
  await picker.create();
  await picker.waitForFocus('summary');
  assert.equal(await picker.locator('#field-2-error').innerText(), 'This is not a number.');
  await picker.label('Contract value').fill('1 250,50');
  await made(picker);
  assert.equal((await sent()).amount, '1 250,50');
});

test('a prefill that changes while the user types is offered, and applied only on request', async () => {
  const picker = await fixture.openFilling();
  const value = picker.label('Contract value');
  await value.fill('130000');
  const prefill = await on(picker, (element) => element.prefill);
  prefill.fields.amount.value = '140000';
  prefill.fields.currency.value = 'EUR';
  await prefilled(picker, prefill);
  await picker.waitForText('This page now says “140000”.');
  assert.equal(await value.inputValue(), '130000', 'what was typed stays');
  assert.equal(await picker.label('Currency').inputValue(), 'EUR', 'what nobody touched follows');
  assert.equal(await picker.locator('.offer').count(), 1);
  await picker.button('Use it').click();
  await picker.waitForFocus('field-2');
  assert.equal(await value.inputValue(), '140000');
  assert.equal(await picker.locator('.offer').count(), 0);
});

test('an offered reset does not disturb typing', async () => {
  const { keyboard } = fixture.page;
  const picker = await fixture.openFilling();
  await picker.label('Contract value').focus();
  await keyboard.press('End');
  await keyboard.type('00');
  const prefill = await on(picker, (element) => element.prefill);
  prefill.fields.amount.value = '140000';
  await prefilled(picker, prefill);
  await picker.waitForText('This page now says “140000”.');
  await keyboard.type('.50');
  assert.equal(await picker.label('Contract value').inputValue(), '12500000.50');
  await picker.waitForFocus('field-2');
});

test('parties that the page changes after the user edited them are offered', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Edit Acme AB').click();
  await picker.label('Company name').fill('Acme Oy');
  const prefill = await on(picker, (element) => element.prefill);
  prefill.parties[0].name = 'Acme Group AB';
  await prefilled(picker, prefill);
  await picker.waitForText('The people on this page have changed.');
  assert.equal(await picker.label('Company name').inputValue(), 'Acme Oy');
  await picker.waitForText('On the page now: Acme Group AB (Ada Berg)');
  await picker.waitForText('They would replace: Acme Oy (Ada Berg)');
  await picker.button('Use them').click();
  await picker.waitForFocus('parties');
  assert.equal(await picker.label('Company name').inputValue(), 'Acme Group AB');
  await picker.button('Undo').click();
  assert.equal(await picker.label('Company name').inputValue(), 'Acme Oy', 'one press brings back what was typed');
  await picker.button('Use them').click();
  assert.equal(await picker.text('The people on this page have changed.').count(), 0);
});

test('a data field that is disabled while it is typed into: nothing is created, and the text is shown', async () => {
  fixture.expectErrors(/400/);
  const { page } = fixture;
  const picker = await fixture.openFilling();
  await picker.label('Delivery terms').fill('By mule');
  await picker.label('Currency').fill('NOK');
  // Oneflow rejects the value, and the type no longer has the field.
  await armFault({
    on: 'POST /contracts/create',
    kind: 'problems',
    problems: { 'data_fields[5].value': ['Not in use.'] },
  });
  const place = `${api}/helpers/template_types/9001/data_fields`;
  await page.route(place, async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    json.data_fields.find(({ custom_id: id }) => id === 'delivery_terms').active = false;
    return route.fulfill({ response, json });
  });
  await picker.create();
  await picker.waitForText('The data fields have changed in Oneflow');
  await page.unroute(place);
  assert.equal(await picker.state(), 'filling');
  assert.equal(await picker.label('Delivery terms').count(), 0);
  await picker.waitForText(/Delivery terms: By mule/);
  assert.equal(await picker.label('Currency').inputValue(), 'NOK');
  assert.equal((await createRequests()).length, 1);
  await made(picker);
  assert.equal('delivery_terms' in (await sent()), false);
});

test('what the page puts into the slots is shown, and its own setup replaces the steps', async () => {
  fixture.expectErrors(/404/);
  const picker = await fixture.openChoosing();
  const slotted = (name, text) =>
    on(
      picker,
      (element, [slot, said]) => {
        const own = Object.assign(document.createElement('p'), { slot, textContent: said });
        element.append(own);
      },
      [name, text],
    );
  for (const [name, text] of [
    ['header', 'Above all'],
    ['footer', 'Below all'],
    ['setup', 'Press the big switch'],
    ['empty', 'Ask for templates'],
  ])
    await slotted(name, text);
  const seen = (text) => fixture.page.getByText(text).isVisible();
  assert.deepEqual(
    [await seen('Above all'), await seen('Below all'), await seen('Press the big switch')],
    [true, true, false],
  );
  await on(picker, (element) => {
    element.extensionType = 'demo_ats';
  });
  await picker.waitForStep('unavailable');
  assert.equal(await seen('Press the big switch'), true);
  assert.equal(await picker.text('Click Enable and copy the token').isVisible(), false);
  await on(picker, (element) => {
    element.extensionType = 'nobody_knows';
  });
  await picker.waitForText('There are no templates yet');
  assert.equal(await seen('Ask for templates'), true);
});
