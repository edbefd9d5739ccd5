// Nothing that was typed is lost, whatever fails: each failure happens to the same form, which is compared afterwards.
import assert from 'node:assert/strict';

import { test, useFixture } from './support/fixture.js';
import { armFault, createRequests } from './support/sandbox.js';
import { press } from './support/press.js';

const fixture = useFixture();
const creating = 'POST /contracts/create';

/** Types into every kind of input, and reviews. */
async function typed() {
  const picker = await fixture.openFilling();
  await picker.name.fill('Typed name');
  await picker.label('Delivery terms').fill('Typed terms');
  await picker.label('Billing address').fill('Typed street 1\nTyped city');
  await picker.label('Payment terms').fill('');
  await picker.button('Edit Acme AB').click();
  await picker.showDetails();
  await picker.locator('#party-0-0-phone').fill('+46 8 123 45 67');
  await picker.label('Role').selectOption('May read');
  await picker.button('Add individual').click();
  await picker.locator('#party-1-0-name').fill('Typed Person');
  await picker.locator('#party-1-0-email').fill('typed@person.example');
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  await picker.label('Message').fill('Typed message');
  return picker;
}

/** Whether everything is still in the form. The parties may be folded by now. */
async function kept(picker) {
  assert.equal(await picker.state(), 'filling');
  assert.equal(await picker.name.inputValue(), 'Typed name');
  assert.equal(await picker.label('Delivery terms').inputValue(), 'Typed terms');
  assert.equal(await picker.label('Billing address').inputValue(), 'Typed street 1\nTyped city');
  assert.equal(await picker.label('Payment terms').inputValue(), '');
  for (const name of ['Acme AB', 'Typed Person'])
    if (await picker.button(`Edit ${name}`).count()) await picker.button(`Edit ${name}`).click();
  if (!(await picker.locator('#party-0-0-phone').count())) await picker.showDetails();
  assert.equal(await picker.locator('#party-0-0-phone').inputValue(), '+46 8 123 45 67');
  assert.equal(await picker.locator('#party-0-0-role').inputValue(), 'viewer');
  assert.equal(await picker.locator('#party-1-0-email').inputValue(), 'typed@person.example');
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  assert.equal(await picker.label('Message').inputValue(), 'Typed message');
}

/** Goes back to the form from wherever a failure leads. */
async function back(picker, step) {
  if (step === 'choosing') await picker.choose('Supply agreement');
  if (step === 'reviewing') await picker.button('Back').click();
  await picker.waitForStep('filling');
}

for (const [what, fault, step] of [
  ['a 400 about an input', { kind: 'problems', problems: { name: ['No.'] } }, 'filling'],
  ['a 400 about nothing that it names', { kind: 'status', status: 400 }, 'filling'],
  ['a session that has ended', { kind: 'status', status: 401, times: 2 }, 'reviewing'],
  ['a plan that does not allow it', { kind: 'status', status: 402 }, 'reviewing'],
  ['a missing right', { kind: 'status', status: 403 }, 'filling'],
  ['a template that is gone', { kind: 'status', status: 404 }, 'choosing'],
  ['a conflict', { kind: 'status', status: 409 }, 'filling'],
]) {
  test(`nothing typed is lost by ${what}`, async () => {
    fixture.expectErrors(/40\d/);
    const picker = await typed();
    await armFault({ on: creating, ...fault });
    await picker.button('Create draft').click();
    await picker.locator('#summary').waitFor();
    await picker.waitForStep(step);
    await back(picker, step);
    await kept(picker);
    await picker.button('Create draft').click();
    await picker.waitForStep('created');
  });
}

for (const [what, fault] of [
  ['a connection that is cut', { kind: 'cut_before' }],
  ['a server’s problem', { kind: 'status', status: 500 }],
  ['a page of something in between', { kind: 'html', status: 403 }],
  ['an answer that is no JSON', { kind: 'garbage' }],
  ['a redirect', { kind: 'redirect', location: '/elsewhere' }],
]) {
  test(`nothing typed is lost by ${what}: sent again, it is the very same`, async () => {
    fixture.expectErrors(/ERR_|500|403|Failed/);
    const picker = await typed();
    await armFault({ on: creating, ...fault });
    await picker.button('Create and send').click();
    await picker.waitForStep('unconfirmed');
    await picker.waitForFocus('heading');
    await press(picker.host.getByRole('button', { name: /: create it$/ }));
    await picker.waitForStep('published');
    const [first, second, ...more] = await createRequests();
    assert.deepEqual([second.body, more], [first.body, []]);
    assert.equal(second.body.name, 'Typed name');
  });
}

test('nothing typed is lost by a rate limit', async () => {
  fixture.expectErrors(/429/);
  const picker = await typed();
  await armFault({ on: creating, kind: 'busy', retry_after: '1' });
  await picker.button('Create draft').click();
  await picker.waitForStep('created');
  const [first, second] = await createRequests();
  assert.deepEqual(second.body, first.body);
});

test('nothing typed is lost by choosing a template with fewer fields and back, nor by refresh()', async () => {
  const picker = await typed();
  await picker.button('Back').click();
  await picker.button('Back').click();
  await picker.choose('Delivery note');
  await picker.waitForText(/: Typed terms/);
  await picker.host.evaluate((element) => element.refresh());
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  await kept(picker);
});
