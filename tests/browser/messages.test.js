// The property `messages`: the page's own texts in place of the element's, and the nearest language.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { test, useFixture } from './support/fixture.js';
import { dist, site } from './support/environment.js';

const fixture = useFixture();

const on = (picker, does, given) => picker.host.evaluate(does, given);
const spoken = (picker) => picker.locator('.w').getAttribute('lang');

test('a page’s own texts replace the element’s in every step', async () => {
  const picker = await fixture.openFilling();
  await picker.name.fill('Typed');
  await on(picker, (element) => {
    element.messages = { review: 'Look it over', createDraft: 'Save', created: 'Saved', dataFields: 'Facts' };
  });
  await picker.button('Look it over').waitFor();
  assert.equal(await picker.name.inputValue(), 'Typed');
  await picker.waitForText('Facts');
  await picker.button('Look it over').click();
  await picker.waitForStep('reviewing');
  assert.equal(await picker.heading.innerText(), 'Look it over');
  await picker.button('Save').click();
  await picker.waitForStep('created');
  assert.equal(await picker.heading.innerText(), 'Saved');
  await picker.button('Create another').waitFor();
});

test('removing the page’s texts restores the element’s', async () => {
  const picker = await fixture.openChoosing();
  await picker.search.fill('supply');
  await on(picker, (element) => {
    element.messages = { continue: 'Go on' };
  });
  await picker.button('Go on').waitFor();
  await on(picker, (element) => {
    element.messages = undefined;
  });
  await picker.button('Continue').waitFor();
});

test('unknown names and texts that are not strings change nothing, and markup in a text is text', async () => {
  const picker = await fixture.openChoosing();
  await picker.search.fill('supply');
  await on(picker, (element) => {
    element.messages = {
      noSuchText: 'x',
      chooseTemplate: 7,
      continue: null,
      newContract: '<b>New</b>\u0000 one',
      tag: 'xx',
    };
  });
  await picker.waitForText('<b>New</b> one');
  assert.equal(await picker.heading.locator('b').count(), 0);
  await picker.waitForText('Choose a template');
  await picker.button('Continue').waitFor();
  assert.equal(await spoken(picker), 'en');
});

test('placeholders in a page’s text are filled in', async () => {
  const picker = await fixture.openChoosing();
  await on(picker, (element) => {
    element.messages = { hits: 'Of {1} there are {0}' };
  });
  await picker.waitForText('Of 18 there are 18');
});

test('texts that were set before the element starts are used from the start', async () => {
  const { page } = fixture;
  const go = await fixture.holdRequests('**/define.js');
  await page.goto(`${site}/`, { waitUntil: 'commit' });
  await page.locator('#picker').waitFor({ state: 'attached' });
  await page.evaluate(() => {
    document.getElementById('picker').messages = { newContract: 'Mine' };
  });
  await go();
  await fixture.picker.waitForStep('choosing');
  assert.equal(await fixture.picker.heading.innerText(), 'Mine');
});

test('every text has a name that a page can use', async () => {
  const types = readFileSync(path.join(dist, 'messages.d.ts'), 'utf8');
  const names = [...types.matchAll(/^ {2}\| '(\w+)'/gm)].map(([, name]) => name);
  assert.ok(names.length > 150, `${names.length}`);
  assert.equal(new Set(names).size, names.length, 'no name is there twice');
  for (const name of ['review', 'createDraft', 'hits', 'offline', 'leavingTitle'])
    assert.ok(names.includes(name), name);
});

test('for a language without texts the element uses English, marked as such', async () => {
  const picker = await fixture.openChoosing();
  await fixture.page.evaluate(() => {
    document.documentElement.lang = 'tlh';
  });
  await on(picker, (element) => element.ready);
  await picker.waitForText('Choose a template');
  assert.equal(await spoken(picker), 'en');
  await fixture.page.evaluate(() => {
    document.documentElement.lang = 'not a language!';
  });
  await picker.waitForText('Choose a template');
  assert.deepEqual(
    fixture.consoleMessages.filter(({ type }) => type === 'warning'),
    [],
  );
});

test('the nearest lang decides, with its region, whenever it changes', async () => {
  const picker = await fixture.openChoosing();
  const waitFor = (lang) => picker.locator(`.w[lang="${lang}"]`).waitFor();
  await fixture.page.evaluate(() => {
    document.documentElement.lang = 'en-GB';
  });
  await waitFor('en-GB');
  await on(picker, (element) => {
    element.parentElement.lang = 'en-ZA';
  });
  await waitFor('en-ZA');
  await on(picker, (element) => {
    element.lang = 'en-IN';
  });
  await waitFor('en-IN');
  await on(picker, (element) => element.removeAttribute('lang'));
  await waitFor('en-ZA');
});

test('country names follow the language', async () => {
  const picker = await fixture.openFilling();
  await fixture.page.evaluate(() => {
    document.documentElement.lang = 'en-GB';
  });
  await picker.locator('.w[lang="en-GB"]').waitFor();
  await picker.button('Edit Acme AB').click();
  assert.ok((await picker.label('Country').locator('option').allInnerTexts()).includes('Sweden'));
});
