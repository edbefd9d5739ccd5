// Several elements on one page: users, languages, themes and crashes do not affect each other.
import assert from 'node:assert/strict';

import { Picker, crashOnNextRender } from './support/picker.js';
import { mountPickers, openBlankPage } from './support/mount.js';
import { test, useFixture } from './support/fixture.js';
import { createRequests } from './support/sandbox.js';

const fixture = useFixture();

/** What was typed into each element of the page. */
const typed = () =>
  fixture.page.evaluate(() =>
    [...document.querySelectorAll('oneflow-contract-picker')].map((element) => {
      const inputs = [...element.shadowRoot.querySelectorAll('input, textarea')].map(({ value }) => value);
      return [element.id, element.state, ...inputs];
    }),
  );

test('fifty elements on one page all start, and using one does not affect the others', async () => {
  await openBlankPage(fixture.page);
  const ids = Array.from({ length: 50 }, (_, index) => `picker-${index}`);
  const all = await mountPickers(fixture.page, ids);
  await fixture.page.waitForFunction(() =>
    [...document.querySelectorAll('oneflow-contract-picker')].every(({ state }) => state === 'choosing'),
  );
  const before = await typed();
  assert.deepEqual(
    before,
    ids.map((id) => [id, 'choosing', '']),
  );
  const [first, , third] = all;
  await first.search.fill('supply');
  await third.choose('Supply agreement');
  await third.name.fill('Of the third');
  await all[49].search.fill('order');
  await all[49].search.press('Enter');
  await all[49].waitForStep('filling');
  const after = await typed();
  assert.deepEqual(after[0], ['picker-0', 'choosing', 'supply']);
  assert.deepEqual(after[2].slice(0, 3), ['picker-2', 'filling', 'Of the third']);
  const untouched = (rows) => rows.filter((_, index) => ![0, 2, 49].includes(index));
  assert.deepEqual(untouched(after), untouched(before));
  assert.deepEqual(
    (await fixture.events('oneflow-selection-change')).map(({ id }) => id),
    ['picker-2', 'picker-49'],
  );
  await third.create();
  await third.waitForStep('created');
  assert.deepEqual(
    (await createRequests()).map(({ body }) => body.name),
    ['Of the third'],
  );
  assert.deepEqual(untouched(await typed()), untouched(before));
});

test('a crash does not affect other elements, which create their contracts', async () => {
  fixture.expectErrors(/stopped at|provoked|unreachable|failed to/);
  await openBlankPage(fixture.page);
  const ids = ['left', 'middle', 'right'];
  const pickers = await mountPickers(fixture.page, ids);
  for (const [index, picker] of pickers.entries()) {
    await picker.waitForStep('choosing');
    await picker.choose('Supply agreement');
    await picker.name.fill(`Of the ${ids[index]}`);
    await picker.label('Delivery terms').fill(`Terms of the ${ids[index]}`);
    await picker.button('Add individual').click();
    await picker.locator('#party-0-0-name').fill(`Kim ${ids[index]}`);
  }
  const [left, middle, right] = pickers;
  const before = await typed();
  await left.label('Delivery terms').focus();
  await crashOnNextRender(middle);
  fixture.violations.length = 0;
  // Something to render, without taking the focus from where the user types.
  await middle.host.evaluate((element) => {
    const input = element.shadowRoot.getElementById('name');
    input.value = 'n'.repeat(131);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    [...element.shadowRoot.querySelectorAll('button')].find(({ textContent }) => textContent === 'Review').click();
  });
  await fixture.page.keyboard.press('End');
  await fixture.page.keyboard.type(', and more');
  await fixture.waitForEvent('oneflow-error');
  assert.deepEqual(
    (await fixture.events('oneflow-error')).map(({ id, detail }) => [id, detail.kind]),
    [['middle', 'render']],
  );
  await middle.waitForStep('filling');
  fixture.violations.length = 0;
  assert.equal(await left.label('Delivery terms').inputValue(), 'Terms of the left, and more');
  await left.label('Delivery terms').fill('Terms of the left');
  const after = await typed();
  assert.deepEqual([after[0], after[2]], [before[0], before[2]], 'the others are as they were');
  assert.equal(await middle.label('Delivery terms').inputValue(), 'Terms of the middle');
  assert.deepEqual(
    (await fixture.events('oneflow-ready')).map(({ id }) => id).sort(),
    ['left', 'middle', 'middle', 'right'],
    'one of them started again',
  );
  for (const picker of [right, left]) {
    await picker.locator('#party-0-0-email').fill('kim@key.example');
    await picker.create();
    await picker.waitForStep('created');
  }
  assert.deepEqual(
    (await createRequests()).map(({ body }) => [body.name, body.parties[0].participant?.name ?? body.parties[0].name]),
    [
      ['Of the right', 'Kim right'],
      ['Of the left', 'Kim left'],
    ],
  );
  assert.equal(await middle.state(), 'filling');
});

test('two elements with different languages and themes do not mix them', async () => {
  await openBlankPage(fixture.page);
  const [left] = await mountPickers(fixture.page, ['left'], { lang: 'sv', theme: 'dark' });
  const [right] = await mountPickers(fixture.page, ['right'], { lang: 'fi', theme: 'light' });
  const look = async (picker) => [
    await picker.heading.innerText(),
    await picker.locator('.w').getAttribute('lang'),
    await picker.locator('.w').evaluate((element) => getComputedStyle(element).backgroundColor),
  ];
  for (const picker of [left, right]) await picker.waitForStep('choosing');
  const of = { left: await look(left), right: await look(right) };
  assert.deepEqual([of.left[1], of.right[1]], ['sv', 'fi']);
  assert.notEqual(of.left[0], of.right[0]);
  assert.deepEqual([of.left[2], of.right[2]], ['rgb(20, 26, 25)', 'rgb(255, 255, 255)']);
  await left.host.evaluate((element) => {
    element.lang = 'de';
    element.theme = 'light';
  });
  await left.locator('.w[lang=de]').waitFor();
  assert.deepEqual(await look(right), of.right);
  assert.equal((await look(left))[2], of.right[2]);
  await right.host.evaluate((element) => {
    element.theme = 'dark';
    element.messages = { newContract: 'Uusi' };
  });
  await right.waitForText('Uusi');
  assert.deepEqual([(await look(left))[1], (await look(left))[2]], ['de', 'rgb(255, 255, 255)']);
  assert.equal(await left.text('Uusi').count(), 0);
});

test('a picker and a card of one contract agree about what either has done', async () => {
  const picker = await fixture.openFilling();
  await picker.create();
  await picker.waitForStep('created');
  const { contractId } = await fixture.waitForEvent('oneflow-created');
  await picker.host.evaluate((element, id) => {
    const card = Object.assign(document.createElement('oneflow-contract-card'), { authorize: element.authorize });
    for (const [name, value] of Object.entries({ 'api-base': element.apiBase, 'contract-id': id, id: 'beside' }))
      card.setAttribute(name, value);
    document.body.append(card);
  }, contractId);
  const card = new Picker(fixture.page, '#beside');
  await card.waitForStep('showing');
  await card.text('Send it for signing').click();
  await card.button('Send').click();
  await picker.waitForStep('published');
  assert.equal(await picker.heading.innerText(), 'Contract sent');
  assert.equal(await picker.host.evaluate(({ contract }) => contract.state), 'pending');
  assert.equal((await fixture.events('oneflow-published')).length, 1, 'whoever sent it reports it');
});
