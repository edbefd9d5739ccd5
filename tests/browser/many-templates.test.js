// A customer with 5,000 templates in 40 workspaces: searched, scrolled and filtered, with few of them rendered.
import assert from 'node:assert/strict';

import { startSandbox } from './support/own-sandbox.js';

await startSandbox('large');
const { test, useFixture } = await import('./support/fixture.js');
const { openAlone, takeScreenshots } = await import('./support/screenshots.js');
const { workOfKeys } = await import('./support/work.js');
const { armFault } = await import('./support/sandbox.js');

const fixture = useFixture();

/** More rows than this are never rendered in this window. */
const MOST = 36;
const list = (picker) => picker.locator('#list');
const press = (...keys) =>
  keys.reduce((before, key) => before.then(() => fixture.page.keyboard.press(key)), Promise.resolve());
const scroll = (picker, to) =>
  list(picker).evaluate((element, top) => {
    element.scrollTop = top < 0 ? element.scrollHeight : top;
  }, to);
/** What is drawn, and which rows are in view: at the top, in the middle and at the bottom of the list. */
const look = (picker) =>
  list(picker).evaluate(async (element) => {
    // What a scroll event leads to is drawn before the next frame.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const { top, left, height } = element.getBoundingClientRect();
    const root = element.getRootNode();
    const number = (option) => (option ? Number(option.id.replace('option-', '')) : null);
    const under = (y) => root.elementFromPoint(left + 40, top + y)?.closest('.opt');
    // A heading is lower than this.
    const at = (y) => number(under(y) ?? under(y - 34) ?? under(y + 34));
    const drawn = [...root.querySelectorAll('[role=option]')].map(number);
    return { drawn, seen: [40, height / 2, height - 6].map(at), top: element.scrollTop, all: element.scrollHeight };
  });
/** Fails when a row is missing, when too many are drawn, or when nothing is where a row should be. */
function assertFilled({ drawn, seen }) {
  assert.deepEqual(
    drawn,
    drawn.map((_, index) => drawn[0] + index),
    'no row is missing or twice',
  );
  assert.ok(drawn.length <= MOST, `${drawn.length} rows are drawn`);
  assert.ok(
    seen.every((row) => row !== null),
    `blank: ${seen}`,
  );
}

test('all templates are offered, and a screenful of them is rendered', async () => {
  const picker = await fixture.openChoosing();
  await picker.waitForText(/^4,9\d\d of 4,9\d\d templates$/);
  assert.equal(await picker.options.count(), 20);
  const last = picker.options.last();
  assert.deepEqual(
    [await last.getAttribute('aria-posinset'), await last.getAttribute('aria-setsize')],
    ['20', (await picker.status.textContent()).split(' ')[0].replace(',', '')],
  );
});

test('a key in the search draws what it changes, and keeps the rows that it had', async () => {
  const picker = await fixture.openChoosing();
  await picker.search.focus();
  const mark = (rows) => rows.forEach((row) => (row.before = true));
  await picker.options.evaluateAll(mark);
  const work = await workOfKeys(fixture, 'lease');
  assert.deepEqual(work, [
    { bytes: 1162, create: 76, insert: 75, remove: 3, attribute: 33 },
    { bytes: 1436, create: 63, insert: 63, remove: 24, attribute: 90 },
    { bytes: 591, create: 0, insert: 0, remove: 1, attribute: 21 },
    { bytes: 211, create: 0, insert: 0, remove: 0, attribute: 0 },
    { bytes: 211, create: 0, insert: 0, remove: 0, attribute: 0 },
  ]);
  const kept = await picker.options.evaluateAll((rows) => rows.filter((row) => row.before).length);
  assert.equal(kept, 20, 'the rows are the same elements');
});

test('scrolling shows every row in turn, without a jump and without a blank', async () => {
  const picker = await fixture.openChoosing();
  await picker.search.fill('lease 40');
  await picker.waitForText(/^\d\d of /);
  const total = Number((await picker.status.textContent()).split(' ')[0]);
  let before = await look(picker);
  assertFilled(before);
  for (let times = 0; before.seen[2] < total - 1 && times < 200; times += 1) {
    await scroll(picker, before.top + 170);
    const now = await look(picker);
    assertFilled(now);
    // A row has some forty pixels and more, a heading less.
    assert.ok(now.seen[0] > before.seen[0] || now.seen[2] === total - 1, `${before.seen} and then ${now.seen}`);
    assert.ok(now.seen[0] - before.seen[0] <= 5, `${before.seen} and then ${now.seen}`);
    before = now;
  }
  assert.equal(before.seen[2], total - 1);
  for (let times = 0; before.top > 0 && times < 200; times += 1) {
    await scroll(picker, Math.max(0, before.top - 170));
    const now = await look(picker);
    assertFilled(now);
    assert.ok(before.seen[0] - now.seen[0] <= 5, `${before.seen} and then ${now.seen}`);
    before = now;
  }
  assert.equal(before.drawn[0], 0);
});

test('dragging the scroll bar reaches every part of the list at once', async () => {
  const picker = await fixture.openChoosing();
  const total = await picker.options.first().evaluate((row) => Number(row.ariaSetSize));
  const { all } = await look(picker);
  for (const tenth of [10, 3, 7, 1, 9, 5, 0]) {
    await scroll(picker, tenth === 10 ? -1 : (all / 10) * tenth);
    const now = await look(picker);
    assertFilled(now);
    if (tenth === 10) assert.equal(now.seen[2], total - 1);
    else assert.ok(Math.abs(now.seen[0] - (total / 10) * tenth) < total / 20, `${now.seen} at ${tenth} tenths`);
  }
});

test('a new search begins at the top of the list', async () => {
  const picker = await fixture.openChoosing();
  await scroll(picker, 90_000);
  assert.ok((await look(picker)).seen[0] > 1_000);
  await picker.search.fill('lease');
  const now = await look(picker);
  assertFilled(now);
  assert.deepEqual([now.seen[0], now.top], [0, 0]);
});

test('a list as tall as the screen is filled', async () => {
  await fixture.page.setViewportSize({ width: 1280, height: 3_000 });
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  await picker.host.evaluate((element) => {
    element.style.blockSize = '2900px';
  });
  await picker.search.fill('agreement');
  const { seen } = await look(picker);
  assert.ok(seen[2] > 30, `blank: ${seen}`);
  await fixture.page.setViewportSize({ width: 1280, height: 860 });
});

test('the keyboard reaches both ends, and the highlighted row is rendered and in view', async () => {
  const picker = await fixture.openChoosing();
  await picker.search.focus();
  for (const key of [
    'Control+End',
    'ArrowUp',
    'PageUp',
    'Control+Home',
    'PageDown',
    'ArrowUp',
    'Control+End',
    'ArrowDown',
    'ArrowUp',
  ]) {
    await press(key);
    const id = await picker.search.getAttribute('aria-activedescendant');
    const inside = await picker.locator(`#${id}`).evaluate((option) => {
      const around = option.closest('#list').getBoundingClientRect();
      const { top, bottom } = option.getBoundingClientRect();
      return option.ariaSelected === 'true' && top >= around.top - 1 && bottom <= around.bottom + 1;
    });
    assert.equal(inside, true, key);
    assert.ok((await picker.options.count()) <= MOST);
    assert.equal(await picker.focusedElement(), 'search');
  }
});

test('searching finds one among thousands, and Enter opens it', async () => {
  const picker = await fixture.openChoosing();
  await picker.search.fill('consulting 4816');
  await picker.waitForText(/^1 of /);
  await picker.search.press('Enter');
  await picker.waitForStep('filling');
  assert.equal(await picker.heading.innerText(), 'Consulting assignment 4816');
  await picker.button('Back').click();
  await picker.waitForStep('choosing');
  // Back in the whole list, with this one in the middle of it.
  assert.equal(await picker.locator('.opt.sel b').innerText(), 'Consulting assignment 4816');
});

test('hits in other workspaces are counted, and a press shows them', async () => {
  const picker = await fixture.openChoosing();
  const workspaces = picker.label('Workspaces');
  await workspaces.selectOption('Legal');
  await picker.search.fill('consulting 4816');
  const more = picker.button('Show 1 hit in another workspace');
  await more.click();
  await picker.waitForText(/^1 of /);
  assert.equal(await workspaces.locator('option:checked').innerText(), 'All workspaces');
  assert.equal(await picker.search.inputValue(), 'consulting 4816');
  assert.equal(await more.count(), 0);
});

test('a wrong letter finds what is similar, and what matches is marked', async () => {
  const picker = await fixture.openChoosing();
  await picker.search.fill('cnosulting 4816');
  await picker.waitForText(/^1 of /);
  assert.equal((await picker.locator('.group').innerText()).toUpperCase(), 'SIMILAR');
  assert.deepEqual(await picker.options.locator('b mark').allInnerTexts(), ['Consulting', '4816']);
});

test('many workspaces become one select, which filters the list', async () => {
  const picker = await fixture.openChoosing();
  const workspaces = picker.label('Workspaces');
  assert.equal(await picker.locator('.chips').count(), 0);
  const names = await workspaces.locator('option').allInnerTexts();
  assert.equal(names[0], 'All workspaces');
  assert.ok(names.length > 36, names.join());
  await workspaces.selectOption('Legal');
  assert.deepEqual(
    (await picker.locator('.group span:first-child').allInnerTexts()).map((name) => name.toUpperCase()),
    ['LEGAL'],
  );
  await picker.search.fill('order');
  assert.equal(await workspaces.locator('option:checked').innerText(), 'Legal', 'searching leaves it alone');
  await workspaces.selectOption('All workspaces');
  assert.equal(await picker.search.inputValue(), 'order');
});

test('recently used templates come first, the latest before the others', async () => {
  const picker = await fixture.openChoosing();
  for (const name of ['lease 4003', 'price 4009']) {
    await picker.search.fill(name);
    await picker.waitForText(/^1 of /);
    await picker.search.press('Enter');
    await picker.waitForStep('filling');
    await picker.create();
    await picker.waitForStep('created');
    await picker.button('Create another').click();
    await picker.waitForStep('choosing');
  }
  assert.equal((await picker.locator('.group').first().innerText()).toUpperCase(), 'USED EARLIER');
  assert.deepEqual(
    await picker.options.locator('b').evaluateAll((names) => names.slice(0, 2).map(({ textContent }) => textContent)),
    ['Price agreement 4009', 'Lease 4003'],
  );
  await picker.search.fill('lease');
  assert.equal(await picker.options.first().locator('b').innerText(), 'Lease 4003');
  assert.equal(await picker.options.filter({ hasText: /^Lease 4003/ }).count(), 1, 'it is not there twice');
  await picker.search.fill('');
  await takeScreenshots(picker, '31-used-earlier');
});

test('without the helper endpoint all pages of the list are read', async () => {
  fixture.expectErrors(/500/);
  await armFault({ on: 'GET /helpers/contract_create_data', kind: 'status', status: 500 });
  const picker = await fixture.open();
  await picker.waitForStep('choosing');
  await picker.waitForText(/^4,9\d\d of 4,9\d\d templates$/);
});

test('screenshots: the list', async () => {
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  await takeScreenshots(picker, '30-thousands');
  await picker.search.focus();
  await press('Control+End');
  await takeScreenshots(picker, '30-thousands-end');
});
