// Where a page may put the element: moved, in shadow roots and dialogs, out of view, and configured in any order.
import assert from 'node:assert/strict';

import { mountPickers, openBlankPage } from './support/mount.js';
import { test, useFixture } from './support/fixture.js';
import { site } from './support/environment.js';
import { createRequests, readContract, receivedRequests } from './support/sandbox.js';

const fixture = useFixture();
const press = (...keys) =>
  keys.reduce((before, key) => before.then(() => fixture.page.keyboard.press(key)), Promise.resolve());
const loads = async () => (await receivedRequests('GET /helpers/')).length;

/** Opens an empty page with an element of this tag, `#place`, and an input of the page after it. */
async function withPlace(tag, attributes = {}) {
  await openBlankPage(fixture.page);
  await fixture.page.evaluate(
    ([name, given]) => {
      const place = Object.assign(document.createElement(name), { id: 'place' });
      for (const [attribute, value] of Object.entries(given)) place.setAttribute(attribute, value);
      document.body.append(place, Object.assign(document.createElement('input'), { id: 'outside' }));
    },
    [tag, attributes],
  );
}

/** Types where a move would show: into a field, an unfolded party and a new person. */
async function typed(picker) {
  await picker.choose('Supply agreement');
  await picker.name.fill('Typed before the move');
  await picker.label('Delivery terms').fill('Typed terms');
  await picker.button('Add individual').click();
  await picker.locator('#party-0-0-name').fill('Kim Key');
  return async () => {
    assert.equal(await picker.state(), 'filling');
    const values = [picker.name, picker.label('Delivery terms'), picker.locator('#party-0-0-name')].map((input) =>
      input.inputValue(),
    );
    assert.deepEqual(await Promise.all(values), ['Typed before the move', 'Typed terms', 'Kim Key']);
  };
}

const ways = {
  append: (element) => document.getElementById('place').append(element),
  moveBefore: (element) => document.getElementById('place').moveBefore(element, null),
};

for (const [way, move] of Object.entries(ways)) {
  test(`moved within the page by ${way}(), it loads nothing, loses nothing and takes no focus`, async (t) => {
    await withPlace('div', { lang: 'sv' });
    if (!(await fixture.page.evaluate((method) => method in Element.prototype, way)))
      return t.skip(`this browser has no ${way}()`);
    const [picker] = await mountPickers(fixture.page, ['picker']);
    await picker.waitForStep('choosing');
    const kept = await typed(picker);
    const before = [await loads(), (await fixture.events()).length];
    await fixture.page.locator('#outside').focus();
    await picker.host.evaluate(move);
    // It takes the language of its new place, and follows changes there.
    for (const lang of ['sv', 'da', 'en']) {
      await fixture.page.locator('#place').evaluate((place, now) => {
        place.lang = now;
      }, lang);
      await picker.locator(`.w[lang=${lang}]`).waitFor();
    }
    await kept();
    assert.equal(await picker.focusedElement(), 'outside');
    assert.deepEqual([await loads(), (await fixture.events()).length], before, 'nothing was loaded or told');
    await picker.button('Remove Kim Key').click();
    await picker.create();
    await picker.waitForStep('created');
    assert.equal(
      (await readContract((await fixture.waitForEvent('oneflow-created')).contractId))._private.name,
      'Typed before the move',
    );
  });
}

test('in another element’s shadow root a contract is created, and the window sees that element’s events', async () => {
  await withPlace('section', { lang: 'en-GB' });
  await fixture.page.evaluate(() => {
    document.documentElement.lang = 'sv';
    document.getElementById('place').attachShadow({ mode: 'open' });
  });
  const [picker] = await mountPickers(fixture.page, ['picker'], {}, '#place');
  await picker.waitForStep('choosing');
  assert.equal((await fixture.waitForEvent('oneflow-ready')).lang, 'en-GB', 'the language around the root counts');
  await picker.search.focus();
  await fixture.page.keyboard.type('supply agree');
  await press('Enter');
  await picker.waitForStep('filling');
  await picker.waitForFocus('heading');
  await picker.name.fill('Made in a shadow root');
  await picker.create();
  await picker.waitForStep('created');
  await picker.waitForFocus('heading');
  const { contractId } = await fixture.waitForEvent('oneflow-created');
  assert.equal((await readContract(contractId))._private.name, 'Made in a shadow root');
  assert.deepEqual([...new Set((await fixture.events()).map(({ id }) => id))], ['place']);
});

/** A picker in a modal dialog, and whether that is still open. */
async function inDialog() {
  await withPlace('dialog');
  const [picker] = await mountPickers(fixture.page, ['picker'], {}, '#place');
  await picker.waitForStep('choosing');
  await picker.host.evaluate((element) => {
    element.style.inlineSize = '400px';
  });
  const dialog = fixture.page.locator('#place');
  const show = () => dialog.evaluate((element) => element.showModal());
  await show();
  return { picker, show, isOpen: () => dialog.evaluate(({ open }) => open) };
}

test('in a modal dialog a contract is created, and the focus stays inside', async () => {
  const { picker, show, isOpen } = await inDialog();
  await picker.choose('Supply agreement');
  await picker.name.fill('Made in a dialog');
  const passed = new Set();
  for (let steps = 0; steps < 40; steps += 1) {
    await press('Tab');
    passed.add(await fixture.page.evaluate(() => document.activeElement.id || document.activeElement.localName));
  }
  assert.ok(passed.has('picker'));
  // Between the last and the first of the dialog the browser's own controls may come.
  assert.deepEqual(
    [...passed].filter((id) => !['picker', 'place', 'body'].includes(id)),
    [],
    'the focus left the dialog',
  );
  await picker.name.press('Escape');
  assert.equal(await isOpen(), false);
  await show();
  assert.deepEqual(
    [await picker.state(), await picker.name.inputValue()],
    ['filling', 'Made in a dialog'],
    'a dialog that was closed loses nothing',
  );
  await picker.button('Review').press('Enter');
  await picker.waitForStep('reviewing');
  await picker.waitForFocus('heading');
  await picker.button('Create draft').press('Enter');
  await picker.waitForStep('created');
  await picker.waitForFocus('heading');
  assert.equal((await createRequests())[0].body.name, 'Made in a dialog');
});

test('Escape clears the search first, and closes the dialog when there is nothing to clear', async () => {
  const { picker, isOpen } = await inDialog();
  await picker.search.focus();
  await fixture.page.keyboard.type('supply');
  await press('Escape');
  assert.deepEqual([await picker.search.inputValue(), await isOpen()], ['', true]);
  await press('Escape');
  assert.equal(await isOpen(), false);
});

test('in a box that shrinks to its content, it is wide enough to be used', async () => {
  await withPlace('dialog');
  const [picker] = await mountPickers(fixture.page, ['picker'], {}, '#place');
  await fixture.page.locator('#place').evaluate((dialog) => dialog.showModal());
  const width = () => picker.host.evaluate((element) => element.getBoundingClientRect().width);
  assert.ok((await width()) >= 288, `while it loads it is ${await width()} px wide`);
  await picker.waitForStep('choosing');
  assert.ok((await width()) >= 288, `it is ${await width()} px wide`);
  await picker.choose('Supply agreement');
});

test('a hidden element loads, and its list is complete once it is shown', async () => {
  const { page } = fixture;
  await page.route('**/helpers/contract_create_data*', async (route) => {
    const response = await route.fetch();
    const [first] = await response.json();
    const [template] = first.templates;
    const templates = Array.from({ length: 300 }, (_, index) => ({
      ...template,
      id: 90_000 + index,
      name: `Template ${index}`,
    }));
    await route.fulfill({ response, json: [{ ...first, templates }] });
  });
  try {
    await withPlace('div', { hidden: '' });
    const [picker] = await mountPickers(page, ['picker'], {}, '#place');
    await picker.waitForStep('choosing');
    assert.equal(await picker.host.isVisible(), false);
    await picker.host.evaluate((element) => {
      element.style.blockSize = '500px';
    });
    await page.locator('#place').evaluate((place) => place.removeAttribute('hidden'));
    const list = picker.locator('#list');
    const seen = await list.evaluate((element) => {
      const { top, left } = element.getBoundingClientRect();
      return [
        element
          .getRootNode()
          .elementFromPoint(left + 40, top + 60)
          ?.closest('.opt')
          ?.id.startsWith('option-'),
        element.scrollHeight > element.clientHeight,
      ];
    });
    assert.deepEqual(seen, [true, true]);
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
    await picker.locator('#option-150').waitFor();
    // Hidden once more, and searched by the user afterwards.
    await page.locator('#place').evaluate((place) => place.toggleAttribute('hidden', true));
    await page.locator('#place').evaluate((place) => place.toggleAttribute('hidden', false));
    await picker.search.focus();
    await press('Control+End');
    const row = picker.locator('#option-299');
    await row.waitFor();
    assert.equal(
      await row.evaluate((option) => {
        const [inner, outer] = [option, option.closest('#list')].map((element) => element.getBoundingClientRect());
        return inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
      }),
      true,
      'the last row is in view',
    );
    assert.equal(await loads(), 1);
  } finally {
    await page.unroute('**/helpers/contract_create_data*');
  }
});

test('what is set before the element is defined takes effect, and so does what is set after', async () => {
  const { page } = fixture;
  const define = await fixture.holdRequests('**/define.js');
  await page.goto(`${site}/demo/blank.html`, { waitUntil: 'commit' });
  await page.waitForFunction(() => document.body);
  const [picker] = await mountPickers(page, ['picker'], {
    'contract-name': 'In the markup',
    actions: 'draft',
    'external-id': 'a',
  });
  await picker.host.evaluate((element) => {
    element.setAttribute('contract-name', 'Before the definition');
    element.removeAttribute('external-id');
    element.externalId = 'b';
    element.prefill = { fields: { amount: '7' } };
  });
  await define();
  await picker.waitForStep('choosing');
  assert.equal((await fixture.events('oneflow-ready'))[0].detail.externalId, 'b');
  await picker.choose('Supply agreement');
  assert.deepEqual(
    [await picker.name.inputValue(), await picker.label('Contract value').inputValue()],
    ['Before the definition', '7'],
  );

  await picker.host.evaluate((element) => {
    element.contractName = 'After the definition';
    element.setAttribute('actions', 'draft send');
    element.prefill = { fields: { amount: '8' } };
    element.lang = 'en-GB';
  });
  await picker.locator('.w[lang=en-GB]').waitFor();
  assert.deepEqual(
    [await picker.name.inputValue(), await picker.label('Contract value').inputValue()],
    ['After the definition', '8'],
  );
  await picker.button('Review').click();
  await picker.button('Create and send').waitFor();
  await picker.host.evaluate((element) => element.removeAttribute('extension-type'));
  await fixture.page.waitForFunction(() => window.events.filter(({ detail }) => detail.to === 'choosing').length === 2);
  assert.ok(
    (await receivedRequests('GET /helpers/contract_create_data')).at(-1).path.includes('extension_type') === false,
    'another filter loads again',
  );
});
