// The parties: colleagues in the own one, suggested people, their order, countries and calling codes.
import assert from 'node:assert/strict';

import { test, useFixture } from './support/fixture.js';
import { armFault, createRequests, readContract, receivedRequests } from './support/sandbox.js';
import { press, waitForMouse } from './support/press.js';

const fixture = useFixture();

const on = (picker, does, given) => picker.host.evaluate(does, given);
const chip = (picker, name) => picker.button(name);
const pressed = (picker, name) => chip(picker, name).getAttribute('aria-pressed');
const people = (party) => (party.participant ? [party.participant] : party.participants).map(({ name }) => name);

async function made(picker) {
  await picker.create();
  await picker.waitForStep('created');
  return readContract((await fixture.waitForEvent('oneflow-created')).contractId);
}

test('colleagues are offered for the own party once it is opened, and become participants', async () => {
  const picker = await fixture.openFilling();
  assert.equal((await receivedRequests('GET /users')).length, 0, 'nobody is asked before somebody wants to know');
  await picker.button('Edit Your side').click();
  await picker.waitForFocus('party-4294967295-add');
  await chip(picker, 'Ola Nordin').waitFor();
  assert.equal(await chip(picker, 'Nils Gone').count(), 0, 'who has left is not offered');
  await chip(picker, 'Ola Nordin').click();
  assert.equal(await pressed(picker, 'Ola Nordin'), 'true');
  const ola = picker.host.getByRole('group', { name: 'Ola Nordin', exact: true });
  assert.equal(await ola.getByLabel('Email', { exact: true }).inputValue(), 'ola.nordin@example.com');
  assert.equal(await ola.getByLabel('Delivery', { exact: true }).count(), 0, 'Oneflow knows how to reach its users');
  await ola.getByLabel('Role').selectOption('Organises, does not sign');
  await picker.button('Done').click();
  await picker.waitForFocus('party-4294967295-edit');
  await picker.waitForText(/ola\.nordin@example\.com · Organises, does not sign/);

  const { parties } = await made(picker);
  const ours = parties.find(({ my_party: mine }) => mine);
  const colleague = ours.participants.find(({ name }) => name === 'Ola Nordin');
  assert.deepEqual([colleague.organizer, colleague.signatory], [true, false]);
  assert.equal((await receivedRequests('GET /users')).length, 1);
});

test('the acting user’s own part is one choice, and who they are is asked only where they decide it', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Edit Your side').click();
  await chip(picker, 'Siri Lund').waitFor();
  const part = picker.host.getByRole('radiogroup', { name: 'Your own part' });
  assert.equal(await part.getByRole('radio', { name: 'As in the template' }).isChecked(), true);
  assert.equal(await picker.label('You are').count(), 0);
  await part.getByRole('radio', { name: 'I don’t sign' }).check();
  await picker.create();
  await picker.waitForFocus('summary');
  await press(picker.summary.getByRole('button'));
  assert.equal(await picker.focusedElement(), await picker.label('You are').getAttribute('id'));
  await picker.label('You are').selectOption('Siri Lund');
  assert.equal(await chip(picker, 'Siri Lund').count(), 0, 'who is there already is not offered as a colleague');
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  await picker.waitForText('You don’t sign');
  await picker.button('Create draft').click();
  await picker.waitForStep('created');
  const { parties } = await readContract((await fixture.waitForEvent('oneflow-created')).contractId);
  assert.equal((await createRequests())[0].body.my_party.creator_inherit_settings_from_template, false);
  const [siri, ...more] = parties.find(({ my_party: mine }) => mine).participants;
  assert.deepEqual([siri.name, siri.signatory, more.length], ['Siri Lund', false, 0]);
});

test('suggested people are one press away on the folded party and under Add', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Add person: Bo Ek').click();
  await picker.waitForFocus('party-0-edit');
  await picker.waitForText(/bo\.ek@acme\.example · Signs · Email/);
  assert.equal(await picker.button('Add person: Bo Ek').count(), 0);
  assert.equal(await picker.button('Add individual: Bo Ek').count(), 0, 'nobody is offered twice');
  await picker.button('Edit Acme AB').click();
  await chip(picker, 'Bo Ek').click();
  await picker.button('Done').click();
  await picker.button('Add individual: Bo Ek').click();
  await picker.waitForFocus('party-1-edit');
  const { parties } = await made(picker);
  assert.deepEqual(parties.filter(({ my_party: mine }) => !mine).map(people), [['Ada Berg'], ['Bo Ek']]);
});

test('a person is name, email and role; what else is set stands in one line that opens the rest', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Edit Acme AB').click();
  const ada = picker.locator('.who');
  assert.deepEqual(await ada.locator('label').allInnerTexts(), ['Name', 'Email', 'Role']);
  assert.match(await ada.locator('.set').innerText(), /^Email · .* · Change$/);
  const change = picker.button('Change · Ada Berg');
  assert.equal(await change.getAttribute('aria-expanded'), 'false');
  await change.press('Enter');
  assert.equal(await picker.button('Done · Ada Berg').getAttribute('aria-expanded'), 'true');
  await picker.label('Delivery').selectOption('SMS');
  await picker.button('Done · Ada Berg').press('Enter');
  assert.equal(await picker.label('Delivery').count(), 0);
  assert.equal(await picker.label('Mobile').count(), 1, 'whatever reaches them stays in sight');
  assert.match(await ada.locator('.set').innerText(), /^SMS · /);
});

test('a removed party and a removed person come back by one press', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Edit Acme AB').click();
  await picker.button('Add person').click();
  await picker.locator('#party-0-1-name').fill('Typed Person');
  await picker.button('Remove Typed Person').click();
  await picker.waitForText('Removed: Typed Person.');
  await picker.button('Remove Acme AB').click();
  await picker.waitForText('Removed: Acme AB.');
  await picker.button('Undo').click();
  await picker.waitForFocus('party-0-edit');
  await picker.button('Undo').click();
  await picker.button('Edit Acme AB').click();
  assert.equal(await picker.locator('#party-0-1-name').inputValue(), 'Typed Person');
  assert.equal(await picker.button('Undo').count(), 0);
});

test('without the list of colleagues they can be typed in', async () => {
  fixture.expectErrors(/403/);
  await armFault({ on: 'GET /users', kind: 'status', status: 403 });
  const picker = await fixture.openFilling();
  await picker.name.fill('Typed before');
  await picker.button('Edit Your side').click();
  await picker.button('Add colleague').click();
  const card = picker.host.getByRole('group', { name: 'Your side', exact: true });
  await card.getByLabel('Name', { exact: true }).fill('Ola Nordin');
  await card.getByLabel('Email', { exact: true }).fill('ola.nordin@example.com');
  assert.equal(await picker.state(), 'filling');
  const {
    parties,
    _private: { name },
  } = await made(picker);
  assert.equal(name, 'Typed before');
  assert.ok(people(parties.find(({ my_party: mine }) => mine)).includes('Ola Nordin'));
});

test('a colleague without an email is an error, and an empty own party is none', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Edit Your side').click();
  await picker.button('Add colleague').click();
  await picker.waitForFocus('party-4294967295-0-name');
  await fixture.page.keyboard.type('Nameless');
  await picker.create();
  await picker.waitForFocus('summary');
  await press(picker.summary.getByRole('button').first());
  await picker.waitForFocus('party-4294967295-0-email');
  await picker.label('Name').last().fill('');
  await chip(picker, 'Mira Holm').click();
  await chip(picker, 'Mira Holm').click();
  await made(picker);
  assert.equal((await createRequests())[0].body.my_party, undefined);
});

test('people whom the page suggests can be added to a party and removed', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Edit Acme AB').click();
  assert.deepEqual([await pressed(picker, 'Ada Berg'), await pressed(picker, 'Bo Ek')], ['true', 'false']);
  await chip(picker, 'Bo Ek').click();
  assert.equal(await picker.locator('#party-0-1-email').inputValue(), 'bo.ek@acme.example');
  await chip(picker, 'Ada Berg').click();
  assert.equal(await picker.locator('.who').count(), 1);
  const { parties } = await made(picker);
  assert.deepEqual(people(parties.at(-1)), ['Bo Ek']);
});

test('a suggested person fills an empty row first, and replaces nobody who was typed in', async () => {
  const picker = await fixture.openFilling('Supply agreement', { prefill: 'none' });
  await on(picker, (element) => {
    element.prefill = {
      people: [
        { name: 'Ada Berg', email: 'ada@acme.example' },
        { name: 'Bo Ek', email: 'bo@acme.example' },
      ],
    };
  });
  await picker.button('Add individual').click();
  await chip(picker, 'Ada Berg').click();
  assert.equal(await picker.locator('#party-0-0-name').inputValue(), 'Ada Berg');
  await chip(picker, 'Bo Ek').click();
  assert.equal(await picker.locator('#party-0-0-name').inputValue(), 'Bo Ek', 'an individual is one person');
  await chip(picker, 'Bo Ek').click();
  await picker.locator('#party-0-0-name').fill('Cleo Dahl');
  await picker.locator('#party-0-0-email').fill('cleo@acme.example');
  assert.equal(await chip(picker, 'Ada Berg').count(), 0, 'whoever was typed in is left alone');
});

test('adding people by keyboard leaves the focus where it is', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Edit Acme AB').click();
  const name = () => picker.host.evaluate(({ shadowRoot }) => shadowRoot.activeElement?.textContent);
  await chip(picker, 'Bo Ek').focus();
  await fixture.page.keyboard.press('Space');
  assert.equal(await pressed(picker, 'Bo Ek'), 'true');
  assert.equal(await name(), 'Bo Ek');
  await fixture.page.keyboard.press('Space');
  assert.equal(await pressed(picker, 'Bo Ek'), 'false');
  assert.equal(await name(), 'Bo Ek');
});

test('parties can be reordered, and Oneflow gets them in that order', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Add individual').click();
  await picker.locator('#party-1-0-name').fill('Kim Key');
  await picker.locator('#party-1-0-email').fill('kim@key.example');
  await picker.button('Edit Acme AB').click();
  assert.equal(await picker.button('Move up: Acme AB').count(), 0, 'the first stays where it is');
  await picker.button('Move up: Kim Key').press('Enter');
  assert.deepEqual(await picker.locator('.card').evaluateAll((cards) => cards.map((card) => card.ariaLabel)), [
    'Your side',
    'Kim Key',
    'Acme AB',
  ]);
  assert.equal(await picker.locator('#party-1-0-name').inputValue(), 'Kim Key', 'what was typed moves along');
  const { parties } = await made(picker);
  assert.deepEqual(parties.filter(({ my_party: mine }) => !mine).flatMap(people), ['Kim Key', 'Ada Berg']);
});

test('moving a party up leaves the focus on it', async () => {
  const picker = await fixture.openFilling();
  for (const _ of [1, 2]) await picker.button('Add company').click();
  await picker.button('Move up: Party 3').press('Enter');
  await picker.waitForFocus('party-2-raise');
  await fixture.page.keyboard.press('Enter');
  // At the top that button is gone: the focus moves to the party's first input.
  await picker.waitForFocus('party-2-name');
  assert.equal(await picker.locator('.card').nth(1).locator('#party-2-name').count(), 1);
});

test('every country is offered by its name in the page’s language, and sent by its code', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Edit Acme AB').click();
  const country = picker.label('Country');
  const names = await country.locator('option').allInnerTexts();
  assert.ok(names.length > 235, `${names.length}`);
  assert.deepEqual(names.filter((name) => ['Sweden', 'Japan', 'Brazil', 'Côte d’Ivoire'].includes(name)).sort(), [
    'Brazil',
    'Côte d’Ivoire',
    'Japan',
    'Sweden',
  ]);
  assert.deepEqual(
    [...names.slice(1)].sort((a, b) => a.localeCompare(b, 'en')),
    names.slice(1),
    'they are in the order of the alphabet',
  );
  assert.equal(await country.inputValue(), 'SE');
  await country.selectOption('Japan');
  await picker.button('Done').click();
  await picker.waitForText(/Company · 556000-0001 · Japan/);
  assert.equal((await made(picker)).parties.at(-1).country_code, 'JP');
});

test('a phone number without a country is offered the calling code of the party’s country', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Edit Acme AB').click();
  await picker.showDetails();
  const mobile = picker.label('Mobile');
  assert.equal(await picker.button('Add +46').count(), 0, 'this number has one');
  await mobile.fill('070-000 00 09');
  await picker.button('Add +46').click();
  assert.equal(await mobile.inputValue(), '+46 70-000 00 09');
  await mobile.fill('040 123 4567');
  await picker.label('Country').selectOption('Finland');
  await picker.button('Add +358').click();
  const { parties } = await made(picker);
  assert.equal(parties.at(-1).participants[0].phone_number, '+358401234567');
});

test('the offered calling code does not disturb typing', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Edit Acme AB').click();
  await picker.showDetails();
  await picker.label('Mobile').fill('');
  await picker.label('Mobile').focus();
  await fixture.page.keyboard.type('070');
  await picker.button('Add +46').waitFor();
  await fixture.page.keyboard.type('1234567');
  assert.equal(await picker.label('Mobile').inputValue(), '0701234567');
  await picker.waitForFocus('party-0-0-phone');
});

test('email and phone are judged when they are left, and what is wrong stays on the folded party', async () => {
  const picker = await fixture.openFilling('Supply agreement', { prefill: 'none' });
  await picker.button('Add individual').click();
  const email = picker.label('Email');
  await email.fill('kim@home');
  assert.equal(await email.getAttribute('aria-invalid'), null, 'not while it is typed');
  await fixture.page.keyboard.press('Tab');
  await picker.waitForText('This is not an email address.');
  assert.equal(await email.getAttribute('aria-invalid'), 'true');
  assert.equal(await picker.summary.count(), 0, 'nothing above it moves');
  await picker.showDetails();
  await picker.label('Mobile').fill('070-1');
  await picker.label('Mobile').blur();
  await picker.waitForText('This is not a phone number');
  await picker.button('Done').click();
  const folded = picker.host.getByRole('group', { name: 'Party 1' });
  assert.match(await folded.innerText(), /Email: This is not an email address\.\s+Mobile: This is not a phone number/);
  await picker.button('Edit Party 1').click();
  await email.fill('kim@home.example');
  await picker.label('Mobile').fill('');
  await picker.button('Done').click();
  assert.doesNotMatch(await folded.innerText(), /not an? /);
});

test('a press on a button is not lost to what is said about the input that it leaves', async () => {
  const picker = await fixture.openFilling('Supply agreement', { prefill: 'none' });
  await picker.button('Add company').click();
  await picker.label('Email').fill('kim@home');
  await waitForMouse();
  await picker.host.getByRole('button', { name: 'Add person' }).click();
  assert.equal(await picker.label('Email').count(), 2);
});
