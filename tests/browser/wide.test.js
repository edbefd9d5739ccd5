// A template with 500 data fields: typed into, reviewed and created.
import assert from 'node:assert/strict';
import { after } from 'node:test';

import { seeded } from './support/sandbox.js';

after(await seeded('wide'));
const { test, useStage } = await import('./support/stage.js');
const { alone, look } = await import('./support/looks.js');
const { arm, contract, creations } = await import('./support/world.js');

const stage = useStage({ width: 960, height: 760 });

test('the first, the last and one in the middle are typed, and all 500 are in the contract', async () => {
  const picker = await stage.filling('Technical specification', { prefill: 'none' });
  assert.equal(await picker.locator('[id^=field-]:is(input, textarea)').count(), 500);
  const typed = { 0: 'The first', 249: 'In the middle', 499: 'The last' };
  for (const [index, text] of Object.entries(typed)) {
    await picker.locator(`#field-${index}`).focus();
    await stage.page.keyboard.type(text);
    await picker.hasFocus(`field-${index}`);
  }
  await picker.button('Review').click();
  await picker.in('reviewing');
  assert.equal(await picker.locator('.pairs').last().locator('dt').count(), 500);
  await picker.button('Create draft').click();
  await picker.in('created');
  const made = await contract((await stage.heard('oneflow-created')).contractId);
  assert.equal(made.data_fields.length, 500);
  const values = Object.fromEntries(made.data_fields.map(({ name, value }) => [name, value]));
  assert.deepEqual([values['Field 1'], values['Field 250'], values['Field 500'], values['Field 2']], ['The first', 'In the middle', 'The last', '']);
  assert.equal((await creations())[0].body.data_fields.length, 3, 'what nobody touched is not sent');
});

test('all 500 are filled in by the page, and a refusal of the last lands there', async () => {
  stage.provokes(/400/);
  const picker = await stage.choosing({ prefill: 'none' });
  await picker.host.evaluate((element) => {
    const fields = Array.from({ length: 500 }, (_, index) => [`field_${String(index + 1).padStart(3, '0')}`, { value: `Value ${index + 1}`, origin: 'Specification' }]);
    element.prefill = { fields: Object.fromEntries(fields) };
  });
  await picker.choose('Technical specification');
  await picker.shows('500 filled in for you');
  await arm({ on: 'POST /contracts/create', kind: 'problems', problems: { 'data_fields[499].value': ['No.'] } });
  await picker.create();
  await picker.hasFocus('summary');
  await picker.summary.getByRole('button').click();
  await picker.hasFocus('field-499');
  await stage.page.keyboard.press('End');
  await stage.page.keyboard.type('!');
  await picker.create();
  await picker.in('created');
  const { body } = (await creations()).at(-1);
  assert.deepEqual([body.data_fields.length, body.data_fields.at(-1).value], [500, 'Value 500!']);
});

test('500 problems are all told', async () => {
  const picker = await stage.choosing({ prefill: 'none' });
  await picker.host.evaluate((element) => {
    const long = 'x'.repeat(1_025);
    const fields = Array.from({ length: 500 }, (_, index) => [`field_${String(index + 1).padStart(3, '0')}`, long]);
    element.prefill = { fields: Object.fromEntries(fields) };
  });
  await picker.choose('Technical specification');
  await picker.button('Review').click();
  await picker.hasFocus('summary');
  await picker.shows('500 things to correct');
});

test('the long form and its review look as they should', async () => {
  const picker = await alone(stage);
  await picker.in('choosing');
  await picker.choose('Technical specification');
  await picker.locator('#field-249').fill('In the middle');
  await look(picker, '32-wide');
  await picker.button('Review').click();
  await picker.in('reviewing');
  await look(picker, '33-wide-review');
});
