// Line items: the template's product tables in the form, from the page's record to the contract, by mouse and keyboard.
import assert from 'node:assert/strict';

import { violations } from './support/axe.js';
import { test, useFixture } from './support/fixture.js';
import { armFault, createRequests, readContract } from './support/sandbox.js';
import { openAlone, overflowing, takeScreenshots } from './support/screenshots.js';

const fixture = useFixture();

const ITEMS = [
  { name: 'Licence', quantity: '12', unitPrice: '1200.50', discount: { percent: '10' }, customId: 'li-1' },
  { name: 'Hours', description: 'On site', quantity: '2.5', unitPrice: '950', discount: { amount: '50.00' } },
];

const show = (picker, items) =>
  picker.host.evaluate((element, given) => {
    element.prefill = { items: given };
  }, items);

const bodies = async () => (await createRequests()).map(({ body }) => body);

async function created(picker) {
  await picker.create();
  await picker.waitForStep('created');
  return readContract((await fixture.waitForEvent('oneflow-created')).contractId);
}

test('the page’s rows are edited in place and sent in place of the template’s', async () => {
  const picker = await fixture.openFilling('Quotation', { prefill: 'none' });
  await picker.waitForText('These are the template’s rows.');
  assert.equal(await picker.label('Product, row 1').inputValue(), 'Installation');
  await show(picker, ITEMS);
  await picker.waitForText('These rows take the place of the template’s.');
  await picker.waitForText('Sum: about 15,215.40 SEK');
  await picker.fill(picker.label('Price, row 2'), '1,000.50');
  await picker.waitForText('Sum: about 15,341.65 SEK');
  await picker.button('Review').click();
  await picker.waitForText('about 12,965.40 SEK');
  const request = picker.host.evaluate(
    (element) =>
      new Promise((resolve) => {
        element.addEventListener('oneflow-before-create', () => resolve(element.request.product_groups));
      }),
  );
  await picker.button('Create draft').click();
  await picker.waitForStep('created');
  const [{ product_groups: groups }] = await bodies();
  assert.deepEqual(await request, groups, 'the page sees what is sent');
  assert.deepEqual(groups[0].products[1].price_1.base_amount, { amount: '1000.50' });
  await picker.waitForText('15,341.65 SEK');
  assert.equal(await picker.text(/about/).count(), 0, 'Oneflow has answered');
});

test('rows that nobody touched are not sent, and a way leads back to them', async () => {
  const picker = await fixture.openFilling('Quotation', { prefill: 'none' });
  await picker.button('Remove Row 1').click();
  await picker.waitForText('Removed: Installation.');
  await picker.button('Undo').click();
  await picker.waitForFocus('item-0-0-name');
  await picker.button('Use the template’s rows · Goods and services').click();
  await picker.waitForText('These are the template’s rows.');
  const { product_groups: groups } = await created(picker);
  assert.deepEqual(groups[0].products.map(({ name }) => name), ['Installation', 'Freight']);
  assert.equal((await bodies())[0].product_groups, undefined);
});

test('keys move through the rows like a grid, and move a row', async () => {
  const picker = await fixture.openFilling('Quotation', { prefill: 'none' });
  const { keyboard } = picker.page;
  await picker.label('Price, row 1').focus();
  await keyboard.press('ArrowDown');
  await picker.waitForFocus('item-0-1-price');
  await keyboard.press('ArrowUp');
  await picker.waitForFocus('item-0-0-price');
  await keyboard.press('Tab');
  await picker.waitForFocus('item-0-0-discount');
  await picker.label('Product, row 2').focus();
  await keyboard.press('Enter');
  await picker.waitForFocus('item-0-2-name');
  await keyboard.type('Training');
  await picker.button('Move up: Row 3').focus();
  await keyboard.press('Enter');
  await picker.waitForFocus('item-0-2-raise');
  assert.equal(await picker.label('Product, row 2').inputValue(), 'Training');
  await picker.label('Description, row 1').focus();
  await keyboard.press('ArrowDown');
  await picker.waitForFocus('item-0-0-description');
});

test('numbers are typed and shown as the language writes them', async () => {
  const picker = await fixture.openFilling('Quotation', { prefill: 'none', lang: 'sv' });
  const price = picker.host.locator('#item-0-0-price');
  assert.equal(await price.inputValue(), '4500,00');
  await picker.fill(price, '12 345,5');
  await picker.waitForText(/cirka 12\s345,50 SEK/);
  await picker.fill(price, '12 345,505');
  await picker.button('Granska').click();
  await picker.waitForText('Antal decimaler: högst 2.');
  assert.equal(await price.getAttribute('aria-invalid'), 'true');
});

test('choices are ticked, and what Oneflow does not accept is marked at its row', async () => {
  const picker = await fixture.openFilling('Support plan', { prefill: 'none' });
  await picker.label('Chosen, row 3').first().check();
  assert.equal(await picker.label('Chosen, row 2').first().isChecked(), false, 'one of them is chosen');
  await picker.label('Chosen, row 3').first().uncheck();
  await picker.create();
  await picker.waitForText('Choose exactly one of these rows.');
  await picker.label('Chosen, row 1').first().check();
  const problems = { 'product_groups[0].products[1].name': ['Not this one.'] };
  await armFault({ on: 'POST /contracts/create', kind: 'problems', problems });
  fixture.expectErrors(/status of 400/);
  await picker.create();
  await picker.waitForText('Plan · Product, row 2: Oneflow does not accept this: “Not this one.”');
  assert.equal(await picker.host.locator('#item-0-1-name').getAttribute('aria-invalid'), 'true');
});

test('what was typed survives a reload, and tables that cannot be read are read again', async () => {
  const picker = await fixture.openFilling('Quotation', { prefill: 'none' });
  await picker.fill(picker.label('Product, row 1'), 'Delivery');
  const draft = await picker.host.evaluate((element) => element.draft);
  await armFault({ on: 'GET /templates/{id}', kind: 'status', status: 403 });
  fixture.expectErrors(/status of 403/);
  await fixture.open({ prefill: 'none' });
  await picker.host.evaluate((element, kept) => {
    element.draft = kept;
  }, draft);
  await picker.waitForStep('filling');
  await picker.waitForText('The template’s products could not be read.');
  await picker.button('Try again').click();
  await picker.label('Product, row 1').waitFor();
  assert.equal(await picker.label('Product, row 1').inputValue(), 'Delivery');
});

test('at every width a price is heard with what stands around it, and a row’s sum with its name', async () => {
  const picker = await openAlone(fixture, { 'extension-type': 'demo_crm' });
  await picker.waitForStep('choosing');
  await picker.choose('Quotation');
  await picker.host.locator('.items').waitFor();
  const session = await fixture.context.newCDPSession(fixture.page);
  for (const width of [400, 900]) {
    await fixture.page.setViewportSize({ width, height: 800 });
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const named = (value) => nodes.find(({ ignored, name }) => !ignored && name?.value === value);
    assert.equal(named('Price, row 1')?.description?.value, 'SEK', `at ${width}`);
    assert.ok(named('Sum, row 2'), `at ${width}`);
  }
  await session.detach();
});

test('two thousand rows of the page are shown, typed into and reviewed', async () => {
  const picker = await fixture.openFilling('Quotation', { prefill: 'none' });
  await show(picker, Array.from({ length: 2_000 }, (_, row) => ({ name: `Row ${row + 1}`, unitPrice: '10.00' })));
  await picker.waitForText('Sum: about 20,000.00 SEK');
  await picker.waitForText('More than 150 rows');
  await picker.fill(picker.label('Price, row 1999'), '10.50');
  await picker.waitForText('Sum: about 20,000.50 SEK');
  // By its class: to find it by its name, the test would lay out all rows.
  await picker.locator('footer .p').click();
  await picker.waitForStep('reviewing');
  assert.equal(await picker.host.locator('.sold').count(), 2_001, 'each row, and the sum');
});

test('the tables fit at every width, and axe-core finds nothing', async () => {
  const picker = await openAlone(fixture, { 'extension-type': 'demo_crm' });
  await picker.waitForStep('choosing');
  await show(picker, [...ITEMS, { name: 'Credit', unitPrice: '0', discount: { amount: '100' } }]);
  await picker.choose('Quotation');
  const rows = picker.host.locator('.items');
  await rows.waitFor();
  await takeScreenshots(picker, 'products', rows);
  assert.deepEqual(await violations(picker.host), []);
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  await takeScreenshots(picker, 'products-review', picker.host.locator('#sect-products'));
  assert.deepEqual(await overflowing(picker), []);
});
