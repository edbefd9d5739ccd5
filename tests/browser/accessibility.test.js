// What axe-core finds at every step and in every failure, in both themes: WCAG 2.2 AA and best practice.
import assert from 'node:assert/strict';

import { violations } from './support/axe.js';
import { test, useFixture } from './support/fixture.js';
import { armFault, readContract, setExtensionActive } from './support/sandbox.js';

const fixture = useFixture({ width: 1280, height: 900 });

/** Checks what the element shows now, in both themes. */
async function isAccessible(picker, step) {
  for (const theme of ['light', 'dark']) {
    await picker.host.evaluate((element, value) => element.setAttribute('theme', value), theme);
    assert.deepEqual(await violations(picker.host), [], `${step}, ${theme}`);
  }
}

test('choosing, searching and finding nothing are accessible', async () => {
  const picker = await fixture.openChoosing();
  await isAccessible(picker, 'choosing');
  await picker.search.fill('supply ag');
  await isAccessible(picker, 'searching');
  await picker.search.fill('zzzz');
  await isAccessible(picker, 'nothing found');
});

test('filling, the parties’ inputs, errors and the review are accessible', async () => {
  const picker = await fixture.openFilling();
  await isAccessible(picker, 'filling');
  await picker.button('Edit Acme AB').click();
  await picker.button('Edit Your side').click();
  await picker.button('Add colleague').click();
  await picker.button('Add individual').click();
  await isAccessible(picker, 'parties');
  await picker.button('Review').click();
  await picker.waitForFocus('summary');
  await isAccessible(picker, 'problems');
  await picker.button('Cancel').click();
  await picker.waitForText('Discard what you typed?');
  await isAccessible(picker, 'leaving');
});

test('the review, created, sent and the card are accessible', async () => {
  const picker = await fixture.openFilling('Supply agreement', { card: 'shown' });
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  await isAccessible(picker, 'reviewing');
  await picker.button('Create draft').click();
  await picker.waitForStep('created');
  await picker.text('Send it for signing').click();
  await isAccessible(picker, 'created');
  await picker.button('Send').click();
  await picker.waitForStep('published');
  await isAccessible(picker, 'published');
  const card = { host: fixture.page.locator('oneflow-contract-card') };
  await card.host.getByText('have signed').first().waitFor();
  await isAccessible(card, 'card');
  assert.equal((await readContract((await fixture.waitForEvent('oneflow-created')).contractId)).state, 'pending');
});

test('a contract that was not sent is accessible', async () => {
  fixture.expectErrors(/402/);
  const picker = await fixture.openFilling();
  await picker.create();
  await picker.waitForStep('created');
  await armFault({ on: 'POST /contracts/{}/publish', kind: 'status', status: 402 });
  await picker.text('Send it for signing').click();
  await picker.button('Send').click();
  await picker.waitForStep('publish-failed');
  await isAccessible(picker, 'publish-failed');
});

test('an unconfirmed creation is accessible', async () => {
  fixture.expectErrors(/ERR_/);
  const picker = await fixture.openFilling();
  await armFault({ on: 'POST /contracts/create', kind: 'cut_after' });
  await picker.create();
  await picker.waitForStep('unconfirmed');
  await picker.waitForText('could be it');
  await isAccessible(picker, 'unconfirmed');
});

test('a rejection and a countdown are accessible', async () => {
  fixture.expectErrors(/403|429/);
  const picker = await fixture.openFilling();
  await armFault({ on: 'POST /contracts/create', kind: 'status', status: 403 });
  await picker.create();
  await picker.waitForFocus('summary');
  await isAccessible(picker, 'refused');
  await armFault({ on: 'POST /contracts/create', kind: 'busy', retry_after: '30' });
  await picker.create();
  await picker.waitForText('too many requests');
  await isAccessible(picker, 'countdown');
});

test('being unavailable and being offline are accessible', async () => {
  await setExtensionActive('demo_crm', false);
  const picker = await fixture.open({ 'setup-url': 'https://partner.example/setup' });
  await picker.waitForStep('unavailable');
  await picker.text('A message for your administrator').click();
  await isAccessible(picker, 'extension off');
  await setExtensionActive('demo_crm', true);
  await picker.button('Try again').click();
  await picker.waitForStep('choosing');
  await fixture.page.context().setOffline(true);
  await picker.waitForText('You are offline');
  await isAccessible(picker, 'offline');
  await fixture.page.context().setOffline(false);
});

/** What Chromium exposes to assistive technology: role, name and description of everything with a name. */
async function told() {
  const session = await fixture.page.context().newCDPSession(fixture.page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const shown = nodes.filter(({ ignored, name }) => !ignored && name?.value);
  return shown.map(({ role, name, description, properties }) => ({
    role: role.value,
    name: name.value,
    description: description?.value ?? '',
    ...Object.fromEntries((properties ?? []).map(({ name: key, value }) => [key, value.value])),
  }));
}

test('Chromium exposes roles, names and descriptions of the list', async () => {
  const picker = await fixture.openChoosing();
  await picker.search.fill('supply ag');
  await picker.search.press('ArrowDown');
  const all = await told();
  const box = all.find(({ role, name }) => role === 'combobox' && name === 'Search templates');
  assert.ok(box && box.focused && box.expanded, JSON.stringify(box));
  assert.ok(all.some(({ role, name }) => role === 'listbox' && name === 'Templates'));
  assert.ok(all.some(({ role, name }) => role === 'group' && /^sales nordics/i.test(name)));
  const options = all.filter(({ role }) => role === 'option');
  assert.ok(
    options.some(({ name, selected }) => name.startsWith('Supply agreement') && selected),
    JSON.stringify(options),
  );
  assert.ok(all.some(({ role, name, level }) => role === 'heading' && name === 'New contract' && level === 2));
});

test('Chromium exposes roles, names and descriptions of the form, and its errors', async () => {
  const picker = await fixture.openFilling();
  await picker.name.fill('n'.repeat(131));
  await picker.button('Edit Acme AB').click();
  await picker.button('Change · Ada Berg').click();
  await picker.button('Review').click();
  await picker.waitForFocus('summary');
  const all = await told();
  const named = (role, name) => {
    const found = all.find((node) => node.role === role && node.name === name);
    assert.ok(found, `no ${role} ${name}`);
    return found;
  };
  assert.match(named('textbox', 'Name').description, /131 of 130 characters/);
  assert.equal(named('textbox', 'Name').invalid, 'true');
  assert.match(named('textbox', 'Contract value').description, /from Deal · Amount.*Total without value-added tax/);
  assert.match(named('textbox', 'Mobile').description, /With country code/);
  for (const [role, name] of [
    ['radio', 'Company'],
    ['radiogroup', 'Kind of party'],
    ['combobox', 'Role'],
    ['combobox', 'Country'],
    ['group', 'Acme AB'],
    ['group', 'Parties'],
    ['button', 'Remove Acme AB'],
  ])
    named(role, name);
  named('group', 'One thing to correct');
});

test('with forced colours the selected option is still distinguishable', async () => {
  const picker = await fixture.openChoosing();
  await fixture.page.emulateMedia({ forcedColors: 'active' });
  await picker.search.fill('supply ag');
  const outline = (selector) =>
    picker
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).outlineStyle);
  assert.deepEqual([await outline('.opt.sel'), await outline('.opt:not(.sel)')], ['solid', 'none']);
  await fixture.page.emulateMedia({ forcedColors: 'none' });
});

/** Runs in the page: what has the focus in the element, whether that shows, and what the element says and offers. */
const focused = (host) => {
  const active = host.shadowRoot.activeElement;
  if (!active) return null;
  const ring = ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  const name = active.labels?.[0]?.textContent || active.getAttribute('aria-label') || active.textContent;
  const words = host.shadowRoot.querySelector('.root').textContent;
  // A radio button is hidden, and what stands for it is beside it.
  const shown = active.type === 'radio' ? active.nextElementSibling : active;
  // The button for a calendar is a part of the browser, and so is its ring.
  const isOfBrowser = active.type === 'date' && !active.matches(':focus');
  return { name: name.trim(), shows: isOfBrowser || ring(getComputedStyle(shown)), words, state: host.state };
};

/** Goes through all controls with Tab; returns what had the focus. */
async function tabThrough(picker, limit = 60) {
  const passed = [];
  await fixture.page.locator('#controls summary').focus();
  for (let steps = 0; steps < limit; steps += 1) {
    await fixture.page.keyboard.press('Tab');
    const here = await picker.host.evaluate(focused);
    if (here) passed.push(here);
    else if (passed.length) return passed;
  }
  return assert.fail(`Tab does not leave the element after ${passed.map(({ name }) => name).join(', ')}`);
}

test('every control that has the focus shows it with a ring, and the focus alone changes nothing', async () => {
  const picker = await fixture.openChoosing();
  const list = await tabThrough(picker);
  await picker.choose('Supply agreement');
  await picker.button('Edit Acme AB').click();
  const form = await tabThrough(picker);
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  const review = await tabThrough(picker);
  for (const [passed, least] of [
    [list, 2],
    [form, 12],
    [review, 3],
  ]) {
    assert.ok(passed.length >= least, passed.map(({ name }) => name).join(', '));
    assert.deepEqual(passed.filter(({ shows }) => !shows).map(({ name }) => name), []);
    const [{ words, state }] = passed;
    for (const here of passed) assert.deepEqual([here.words, here.state], [words, state], here.name);
  }
  assert.equal(await picker.host.evaluate(({ state }) => state), 'reviewing');
});

/** Runs in the page: everything that is visible in the element, as its tags and texts. */
const visible = ({ shadowRoot }) =>
  [...shadowRoot.querySelectorAll('.root, .root *')]
    .filter((inner) => inner.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .map(({ localName, childElementCount, textContent }) => localName + (childElementCount ? '' : textContent));

test('nothing appears where the mouse rests', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Edit Acme AB').click();
  const before = await picker.host.evaluate(visible);
  const all = await picker.host.locator('button:visible, input:visible, label:visible, summary:visible').all();
  // Each third is enough to have some of each kind.
  const places = all.filter((_, index) => index % 3 === 0);
  assert.ok(places.length > 5, `${places.length} places`);
  for (const place of places) {
    await place.hover({ force: true });
    assert.deepEqual(await picker.host.evaluate(visible), before, await place.evaluate((inner) => inner.outerHTML));
  }
});
