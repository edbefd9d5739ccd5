// A customer with 5,000 templates in 40 workspaces: searched, scrolled and filtered, with few of them rendered.
import assert from 'node:assert/strict';
import { after } from 'node:test';

import { startSandbox } from './support/own-sandbox.js';

after(await startSandbox('large'));
const { test, useFixture } = await import('./support/fixture.js');
const { openAlone, takeScreenshots } = await import('./support/screenshots.js');
const { armFault } = await import('./support/sandbox.js');

const fixture = useFixture();

/** More rows than this are never rendered. */
const MOST = 90;
const list = (picker) => picker.locator('#list');
const press = (...keys) =>
  keys.reduce((before, key) => before.then(() => fixture.page.keyboard.press(key)), Promise.resolve());
const scroll = (picker, to) =>
  list(picker).evaluate((element, top) => {
    element.scrollTop = top < 0 ? element.scrollHeight : top;
  }, to);
const rows = (picker) =>
  picker.options.evaluateAll((options) => options.map(({ id }) => Number(id.replace('option-', ''))));

test('all templates are offered, and some of them are rendered', async () => {
  const picker = await fixture.openChoosing();
  await picker.waitForText(/^4,9\d\d of 4,9\d\d templates$/);
  assert.equal(await picker.options.count(), 30);
  await picker.waitForText(/^4,9\d\d more\. Type to narrow them down\.$/);
});

test('scrolling reaches the last template, and few are rendered at a time', async () => {
  const picker = await fixture.openChoosing();
  await picker.search.fill('lease');
  await picker.waitForText(/^\d\d\d of /);
  const total = Number((await picker.status.textContent()).split(' ')[0]);
  let last = -1;
  for (let times = 0; last < total - 1 && times < 200; times += 1) {
    await scroll(picker, -1);
    await fixture.page.waitForFunction(
      ([element, before, all]) => {
        const drawn = [...element.shadowRoot.querySelectorAll('[role=option]')];
        const at = Number(drawn.at(-1).id.replace('option-', ''));
        return at > before || at === all - 1;
      },
      [await picker.host.elementHandle(), last, total],
    );
    const drawn = await rows(picker);
    assert.ok(drawn.length <= MOST, `${drawn.length} rows are drawn`);
    assert.deepEqual(
      drawn,
      drawn.map((_, index) => drawn[0] + index),
      'no row is missing or twice',
    );
    last = drawn.at(-1);
  }
  assert.equal(last, total - 1);
  assert.equal(await picker.locator('.more').count(), 0);
  // And all the way back.
  let first = last;
  for (let times = 0; first > 0 && times < 200; times += 1) {
    const [drawn] = await rows(picker);
    await scroll(picker, 0);
    await fixture.page.waitForFunction(
      ([element, before]) => {
        const at = Number(element.shadowRoot.querySelector('[role=option]').id.replace('option-', ''));
        return at < before || at === 0;
      },
      [await picker.host.elementHandle(), drawn],
    );
    [first] = await rows(picker);
  }
  assert.equal(first, 0);
});

test('what is in view stays where it is when more is rendered around it', async () => {
  const picker = await fixture.openChoosing();
  for (let times = 0; times < 6; times += 1) {
    await scroll(picker, -1);
    await fixture.page.waitForFunction(
      ([element, at]) => element.shadowRoot.querySelector(`#option-${at}`),
      [await picker.host.elementHandle(), times * 30 + 45],
    );
  }
  // In the middle of the rendered rows; a little further up, rows are added at the top and removed at the end.
  const seen = async () =>
    list(picker).evaluate((element) => {
      const { top, left } = element.getBoundingClientRect();
      return element
        .getRootNode()
        .elementFromPoint(left + 40, top + 90)
        ?.closest('.opt')?.id;
    });
  await scroll(picker, 700);
  const before = await seen();
  const [first] = await rows(picker);
  await scroll(picker, 590);
  await fixture.page.waitForFunction(
    ([element, at]) => Number(element.shadowRoot.querySelector('[role=option]').id.replace('option-', '')) < at,
    [await picker.host.elementHandle(), first],
  );
  const [from, to] = [before, await seen()].map((id) => Number(id?.replace('option-', '')));
  assert.ok(Math.abs(from - to) <= 4, `from row ${from} it jumped to row ${to}`);
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
