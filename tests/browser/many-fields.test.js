// A template with 500 data fields: typed into, reviewed and created.
import assert from 'node:assert/strict';

import { startSandbox } from './support/own-sandbox.js';

await startSandbox('wide');
const { test, useFixture } = await import('./support/fixture.js');
const { openAlone, takeScreenshots } = await import('./support/screenshots.js');
const { workOfKeys } = await import('./support/work.js');
const { armFault, createRequests, readContract } = await import('./support/sandbox.js');
const { press } = await import('./support/press.js');

const fixture = useFixture({ width: 960, height: 760 });

test('a key in one of 500 fields creates nothing, and hands over this field alone', async () => {
  const picker = await fixture.openFilling('Technical specification', { prefill: 'none' });
  await picker.locator('#field-250').focus();
  const work = await workOfKeys(fixture, 'text');
  // The field's id, its text and its base, and the event that says that the draft has changed: a byte more for each
  // letter.
  const calls = { create: 0, insert: 0, remove: 0, attribute: 0 };
  assert.deepEqual(work, [82, 83, 84, 85].map((bytes) => ({ bytes, ...calls })));
});

test('the browser finds text in fields that it has not drawn', async () => {
  const picker = await fixture.openFilling('Technical specification', { prefill: 'none' });
  assert.equal(await fixture.page.evaluate(() => window.find('Field 437')), true);
  const label = picker.locator('label[for=field-436]');
  const { y } = await label.boundingBox();
  assert.ok(y > 0 && y < 760, 'and brings it into view');
});

test('the first, the last and one in the middle are typed, and all 500 are in the contract', async () => {
  const picker = await fixture.openFilling('Technical specification', { prefill: 'none' });
  assert.equal(await picker.locator('[id^=field-]:is(input, textarea)').count(), 500);
  const typed = { 0: 'The first', 249: 'In the middle', 499: 'The last' };
  for (const [index, text] of Object.entries(typed)) {
    await picker.locator(`#field-${index}`).focus();
    await fixture.page.keyboard.type(text);
    await picker.waitForFocus(`field-${index}`);
  }
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  assert.equal(await picker.locator('[aria-labelledby=sect-fields] dt').count(), 500);
  await picker.waitForText('495 more fields');
  await picker.button('Create draft').click();
  await picker.waitForStep('created');
  const made = await readContract((await fixture.waitForEvent('oneflow-created')).contractId);
  assert.equal(made.data_fields.length, 500);
  const values = Object.fromEntries(made.data_fields.map(({ name, value }) => [name, value]));
  assert.deepEqual(
    [values['Field 1'], values['Field 250'], values['Field 500'], values['Field 2']],
    ['The first', 'In the middle', 'The last', ''],
  );
  assert.equal((await createRequests())[0].body.data_fields.length, 3, 'what nobody touched is not sent');
});

test('all 500 are prefilled, and an error of the last one is shown there', async () => {
  fixture.expectErrors(/400/);
  const picker = await fixture.openChoosing({ prefill: 'none' });
  await picker.host.evaluate((element) => {
    const fields = Array.from({ length: 500 }, (_, index) => [
      `field_${String(index + 1).padStart(3, '0')}`,
      { value: `Value ${index + 1}`, origin: 'Specification' },
    ]);
    element.prefill = { fields: Object.fromEntries(fields) };
  });
  await picker.choose('Technical specification');
  await picker.waitForText('500 filled in for you');
  await armFault({ on: 'POST /contracts/create', kind: 'problems', problems: { 'data_fields[499].value': ['No.'] } });
  await picker.create();
  await picker.waitForFocus('summary');
  await press(picker.summary.getByRole('button').first());
  await picker.waitForFocus('field-499');
  await fixture.page.keyboard.press('End');
  await fixture.page.keyboard.type('!');
  await picker.create();
  await picker.waitForStep('created');
  const { body } = (await createRequests()).at(-1);
  assert.deepEqual([body.data_fields.length, body.data_fields.at(-1).value], [500, 'Value 500!']);
});

test('500 errors are all shown', async () => {
  const picker = await fixture.openChoosing({ prefill: 'none' });
  await picker.host.evaluate((element) => {
    const long = 'x'.repeat(1_025);
    const fields = Array.from({ length: 500 }, (_, index) => [`field_${String(index + 1).padStart(3, '0')}`, long]);
    element.prefill = { fields: Object.fromEntries(fields) };
  });
  await picker.choose('Technical specification');
  await picker.button('Review').click();
  await picker.waitForFocus('summary');
  await picker.waitForText('500 things to correct');
});

test('screenshots: the long form and its review', async () => {
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  await picker.choose('Technical specification');
  await picker.locator('#field-249').fill('In the middle');
  await takeScreenshots(picker, '32-wide');
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  await takeScreenshots(picker, '33-wide-review');
});

test('only the empty fields are shown when that is asked for, and one that is typed into stays', async () => {
  const picker = await fixture.openChoosing({ prefill: 'none' });
  await picker.host.evaluate((element) => {
    const fields = Array.from({ length: 490 }, (_, index) => [`field_${String(index + 1).padStart(3, '0')}`, 'Given']);
    element.prefill = { fields: Object.fromEntries(fields) };
  });
  await picker.choose('Technical specification');
  const inputs = picker.locator('[id^=field-]:is(input, textarea)');
  assert.equal(await inputs.count(), 500);
  await picker.label('Only empty fields').check();
  await picker.locator('#field-0').waitFor({ state: 'detached' });
  assert.equal(await inputs.count(), 10);
  await picker.locator('#field-495').fill('Typed');
  await picker.waitForFocus('field-495');
  assert.equal(await inputs.count(), 10);
  await picker.label('Only empty fields').uncheck();
  await picker.locator('#field-0').waitFor();
  assert.equal(await inputs.count(), 500);
  assert.equal(await picker.locator('#field-495').inputValue(), 'Typed');
});

test('a long text grows with what is typed, also where the browser does not see to it', async () => {
  const picker = await fixture.openChoosing({ prefill: 'none' });
  await picker.host.evaluate((element) => {
    element.prefill = { fields: { field_001: { value: 'One line', input: 'multiline' } } };
  });
  await picker.choose('Technical specification');
  const input = picker.locator('#field-0');
  const height = async () => (await input.boundingBox()).height;
  const low = await height();
  await input.fill('A line\n'.repeat(11));
  assert.ok((await height()) > low * 2, `${low} and ${await height()}`);
  assert.equal(await input.getAttribute('rows'), '12');
});
