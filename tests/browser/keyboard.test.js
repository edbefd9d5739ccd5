// Use by keyboard alone, and where the focus is.
import assert from 'node:assert/strict';

import { test, useFixture } from './support/fixture.js';
import { api } from './support/environment.js';
import { readContract } from './support/sandbox.js';

const fixture = useFixture();

const press = (...keys) =>
  keys.reduce((before, key) => before.then(() => fixture.page.keyboard.press(key)), Promise.resolve());
const type = (text) => fixture.page.keyboard.type(text);

/** What has the focus, by its accessible name or id. */
const here = () =>
  fixture.page.evaluate(() => {
    let { activeElement: active } = document;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return (
      active?.labels?.[0]?.textContent ||
      active?.getAttribute('aria-label') ||
      active?.id ||
      active?.textContent.trim() ||
      active?.tagName
    );
  });

/** Presses Tab until the focus is on the element with this name or id, up to a limit. */
async function tabTo(name, key = 'Tab') {
  const passed = [];
  for (let steps = 0; steps < 40; steps += 1) {
    await press(key);
    const at = await here();
    if (at === name) return;
    passed.push(at);
  }
  assert.fail(`${name} cannot be reached; passed ${passed.join(', ')}`);
}

/** The option that the search box points to. */
async function active(picker) {
  const id = await picker.search.getAttribute('aria-activedescendant');
  if (id === null) return null;
  const option = picker.locator(`#${id}`);
  assert.equal(await option.count(), 1, `${id} is not in the list`);
  assert.equal(await option.getAttribute('role'), 'option');
  assert.equal(await option.getAttribute('aria-selected'), 'true');
  assert.equal(await picker.locator('[aria-selected=true]').count(), 1);
  return Number(id.replace('option-', ''));
}

test('creating a contract needs no mouse', async () => {
  const { page } = fixture;
  const picker = await fixture.openChoosing();
  await page.locator('#controls summary').focus();
  await tabTo('Search templates');
  await type('reseller');
  await press('Enter');
  await picker.waitForStep('filling');
  await picker.waitForFocus('heading');
  await tabTo('Name');
  await press('Control+a');
  await type('Made by hand');
  await tabTo('Contract value');
  await press('Control+a');
  await type('99');
  await tabTo('Add individual');
  await press('Enter');
  await picker.waitForFocus('party-1-0-name');
  await type('Kim Key');
  await tabTo('Email');
  await type('kim@key.example');
  await tabTo('Done', 'Shift+Tab');
  await press('Space');
  await picker.waitForFocus('party-1-edit');
  await tabTo('Review');
  await press('Enter');
  await picker.waitForStep('reviewing');
  await picker.waitForFocus('heading');
  await tabTo('Create draft');
  await press('Enter');
  await picker.waitForStep('created');
  await picker.waitForFocus('heading');
  await tabTo('Open in Oneflow');
  await tabTo('Create another');

  const made = await readContract((await fixture.waitForEvent('oneflow-created')).contractId);
  assert.equal(made._private.name, 'Made by hand');
  assert.deepEqual(
    made.parties.filter(({ my_party: ours }) => !ours).map(({ name, participant }) => name ?? participant.name),
    ['Acme AB', 'Kim Key'],
  );
  await press('Enter');
  await picker.waitForStep('choosing');
  await picker.waitForFocus('heading');
});

test('the arrows, pages and ends move the highlight, and the search box points to it', async () => {
  const picker = await fixture.openChoosing();
  await picker.search.focus();
  const at = async (key) => {
    await press(key);
    // The box keeps the focus: only its active descendant moves.
    assert.equal(await picker.focusedElement(), 'search');
    return active(picker);
  };
  assert.equal(await active(picker), null);
  assert.equal(await at('ArrowDown'), 0);
  assert.equal(await at('ArrowDown'), 1);
  assert.equal(await at('ArrowUp'), 0);
  assert.equal(await at('ArrowUp'), 17, 'it goes round');
  assert.equal(await at('ArrowDown'), 0);
  assert.equal(await at('PageDown'), 8);
  assert.equal(await at('PageDown'), 16);
  assert.equal(await at('PageDown'), 17);
  assert.equal(await at('PageUp'), 9);
  assert.equal(await at('Control+End'), 17);
  assert.equal(await at('Control+Home'), 0);
  await type('zz');
  assert.equal(await active(picker), null, 'nothing to point to');
  assert.equal(await picker.search.getAttribute('aria-controls'), 'list');
  assert.equal(await picker.locator('#list').getAttribute('role'), 'listbox');
});

test('the highlighted option is in view, under no heading', async () => {
  const picker = await fixture.openChoosing();
  await picker.search.focus();
  for (const key of [
    'Control+End',
    'ArrowUp',
    'PageUp',
    'PageUp',
    'Control+Home',
    'ArrowDown',
    'PageDown',
    'ArrowUp',
    'ArrowUp',
  ]) {
    await press(key);
    const seen = await picker.locator('.opt.sel').evaluate((option) => {
      const list = option.closest('#list').getBoundingClientRect();
      const { top, bottom, left, width } = option.getBoundingClientRect();
      const first = option.getRootNode().elementFromPoint(left + width / 2, top + 4);
      return { inside: top >= list.top - 1 && bottom <= list.bottom + 1, covered: !option.contains(first) };
    });
    assert.deepEqual(seen, { inside: true, covered: false }, key);
  }
});

test('Escape clears the search, and Enter with nothing highlighted does nothing', async () => {
  const picker = await fixture.openChoosing();
  await picker.search.focus();
  await press('Enter');
  assert.equal(await picker.state(), 'choosing');
  await type('order');
  assert.equal(await active(picker), 0, 'the first hit is what Enter chooses');
  await press('Escape');
  assert.equal(await picker.search.inputValue(), '');
  assert.equal(await active(picker), null);
  await picker.waitForText('18 of 18 templates');
  await type('nda');
  await press('Escape');
  await type('Delivery n');
  await press('Enter');
  await picker.waitForStep('filling');
  assert.equal(await picker.heading.innerText(), 'Delivery note');
});

test('Home and End alone move within the text', async () => {
  const picker = await fixture.openChoosing();
  await picker.search.focus();
  await type('ly');
  await press('Home');
  await type('supp');
  assert.equal(await picker.search.inputValue(), 'supply');
});

test('the focus moves to the heading of the new step, forwards and backwards', async () => {
  const picker = await fixture.openChoosing();
  await picker.search.focus();
  await type('reseller');
  await press('Enter');
  await picker.waitForStep('filling');
  await picker.waitForFocus('heading');
  await tabTo('Change template');
  await press('Enter');
  await picker.waitForStep('choosing');
  await picker.waitForFocus('heading');
});

test('neither loading nor a step that the page caused takes the focus from the page', async () => {
  const { page } = fixture;
  const picker = await fixture.open();
  await page.locator('#find').focus();
  await type('still ty');
  await picker.waitForStep('choosing');
  await type('ping');
  assert.equal(await page.locator('#find').inputValue(), 'still typing');
  await picker.host.evaluate((element) => element.refresh());
  await page.waitForFunction(() => window.events.filter(({ detail }) => detail.to === 'choosing').length === 2);
  assert.equal(await picker.focusedElement(), 'find');
});

test('a user who left the form during the creation keeps their focus', async () => {
  const { page } = fixture;
  const picker = await fixture.openFilling();
  let go;
  const released = new Promise((resolve) => {
    go = resolve;
  });
  await page.route(`${api}/contracts/create`, async (route) => {
    await released;
    await route.continue();
  });
  await picker.create();
  await picker.waitForStep('creating');
  await page.locator('#find').focus();
  go();
  await picker.waitForStep('created');
  await page.unroute(`${api}/contracts/create`);
  assert.equal(await picker.focusedElement(), 'find');
});

test('resetting, folding or removing a focused field never loses the focus', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Edit Acme AB').press('Enter');
  await picker.waitForFocus('party-0-name');
  await picker.button('Add person').press('Enter');
  await picker.waitForFocus('party-0-1-name');
  await picker.button('Remove Person 2').press('Enter');
  await picker.waitForFocus('party-0-name');
  await picker.button('Done').press('Enter');
  await picker.waitForFocus('party-0-edit');
  await picker.button('Edit Acme AB').press('Enter');
  await picker.button('Remove Acme AB').press('Enter');
  await picker.waitForFocus('parties');
  await picker.label('Currency').fill('EUR');
  await picker.button('Undo the change to Currency').press('Enter');
  // The button is gone: the focus moves to the input that it belonged to.
  await picker.waitForFocus('field-3');
});

test('a message, a counter or an undo button that appears beside an input does not disturb typing', async () => {
  const picker = await fixture.openFilling();
  for (const [id, limit] of [
    ['name', 130],
    ['field-2', 1_024],
  ]) {
    const input = picker.locator(`#${id}`);
    await input.fill('n'.repeat(limit + 1));
    await picker.create();
    await picker.waitForFocus('summary');
    await input.focus();
    await press('End', 'Backspace');
    await picker.locator(`#${id}-error`).waitFor({ state: 'detached' });
    await type('!');
    assert.equal(await picker.focusedElement(), id);
    await press('Control+a');
    await type('short');
    assert.equal(await input.inputValue(), 'short');
    await press('Control+a', 'Backspace');
    await type('again');
    assert.equal(await input.inputValue(), 'again');
  }
  // An undo button appears at the first letter.
  await picker.locator('#field-0').focus();
  await press('End');
  await type('-23');
  assert.equal(await picker.locator('#field-0').inputValue(), 'A-1017-23');
});

test('the kind of party is one radio group, moved by the arrows', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Edit Acme AB').press('Enter');
  await picker.host.getByRole('radio', { name: 'Company' }).focus();
  await press('ArrowRight');
  assert.equal(await picker.host.getByRole('radio', { name: 'Individual' }).isChecked(), true);
  assert.equal(await picker.locator('#party-0-name').count(), 0);
  assert.equal(
    await picker.host
      .getByRole('radio', { name: 'Individual' })
      .evaluate((radio) => radio.getRootNode().activeElement === radio),
    true,
    'the focus stays on the choice',
  );
  await press('ArrowLeft');
  assert.equal(await picker.locator('#party-0-name').inputValue(), 'Acme AB', 'what was typed is kept');
});

test('there is one polite live region, and it announces changes', async () => {
  const { page } = fixture;
  const picker = await fixture.openChoosing();
  assert.equal(await picker.locator('[aria-live], [role=status], [role=alert]').count(), 1);
  assert.equal(await picker.status.getAttribute('aria-live'), 'polite');
  await page.evaluate(() => {
    const region = document.getElementById('picker').shadowRoot.querySelector('[role=status]');
    window.spoken = [];
    // Screen readers miss a region that is replaced, and so does this observer.
    new MutationObserver(() => window.spoken.push(region.textContent)).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  await picker.search.fill('supply');
  await picker.search.fill('xyz');
  await picker.search.fill('reseller');
  await picker.choose('Reseller supply agreement');
  await picker.name.fill('n'.repeat(131));
  await picker.create();
  await picker.waitForFocus('summary');
  await picker.name.fill('fine');
  await picker.create();
  await picker.waitForStep('created');
  const spoken = await page.evaluate(() => window.spoken.filter((text) => text !== ''));
  assert.deepEqual(spoken, [
    '5 of 18 templates',
    '0 of 18 templates',
    '1 of 18 templates',
    'Loading Reseller supply agreement…',
    'One thing to correct',
    'Creating the contract in Oneflow. Keep this page open.',
    'Contract created',
  ]);
});

test('Escape keeps what was typed, and closes nothing of the page', async () => {
  const { page } = fixture;
  const picker = await fixture.openFilling();
  await picker.name.fill('Typed');
  await page.evaluate(() => {
    window.escapes = 0;
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented) window.escapes += 1;
    });
  });
  const question = picker.text('Discard what you typed?');
  for (const focus of [() => picker.waitForFocus('keep'), () => picker.name.focus()]) {
    await picker.button('Cancel').click();
    await question.waitFor();
    await focus();
    await press('Escape');
    await question.waitFor({ state: 'detached' });
  }
  assert.equal(await picker.name.inputValue(), 'Typed');
  assert.equal(await page.evaluate(() => window.escapes), 0);
  await press('Escape');
  assert.equal(await page.evaluate(() => window.escapes), 1, 'without a question it is the page’s');
  await picker.button('Cancel').click();
  await picker.waitForFocus('keep');
  await press('Enter');
  await question.waitFor({ state: 'detached' });
  assert.equal(await picker.name.inputValue(), 'Typed', 'keeping is the default');
});
