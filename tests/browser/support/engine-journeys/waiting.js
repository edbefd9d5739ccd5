// Journeys of elements that wait: for the view, for a language, for a server that is silent.
import assert from 'node:assert/strict';

import { formOf, said } from '../language-files.js';
import { armFault, receivedRequests } from '../sandbox.js';
import { choose, hurry, mount, openFilling, openPage, prefill } from './mount.js';

const turn = (page, lang) =>
  page.evaluate((now) => {
    document.documentElement.lang = now;
  }, lang);

/** Gives the values of so many fields. */
const prefillFields = (page, count) =>
  page.evaluate(
    (id, fields) => {
      document.getElementById(id).prefill = { fields };
    },
    page.id,
    Object.fromEntries(Object.entries(prefill.fields).slice(0, count)),
  );

export async function languages(page) {
  await openPage(page);
  await turn(page, 'sv');
  await mount(page);
  await page.waitForText(said('sv', 'newContract'));
  await turn(page, 'en');
  await page.waitForText(said('en', 'newContract'));
  await choose(page);
  await page.fill('Name', 'Mitt namn');
  for (const [lang, count, form] of [['pl', 1, 'one'], ['pl', 2, 'few'], ['pl', 5, 'many'], ['sv', 1, 'one']]) {
    await prefillFields(page, count);
    await turn(page, lang);
    await page.waitForText(said(lang, formOf('filledFromHost', form), count));
  }
  assert.equal(await page.value('#name'), 'Mitt namn');
}

/** The files of the package that the page has asked for. */
const loaded = (page) =>
  page.evaluate(() => {
    const addresses = performance.getEntriesByType('resource').map(({ name }) => name);
    return addresses.filter((address) => /\.wasm$|\/\w\w-\w+\.js$/.test(address)).length;
  });

export async function lazyLoading(page) {
  await openPage(page);
  await page.evaluate(() => {
    document.body.style.paddingBlockStart = '9000px';
  });
  await mount(page, { loading: 'lazy' });
  // Longer than it takes to ask.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  assert.deepEqual([await loaded(page), (await receivedRequests()).length], [0, 0]);
  await page.evaluate(() => scrollTo(0, 9000));
  await page.waitForState('choosing');
  assert.deepEqual([await loaded(page), (await receivedRequests()).length], [2, 1]);
}

/** Whether a form leaves out what is not in view: it does where the engine leaves room for the focus rings. */
export async function drawInView(page) {
  await openFilling(page);
  return page.evaluate((id) => {
    const parts = [...document.getElementById(id).shadowRoot.querySelectorAll('.skip')];
    return parts.length > 0 && parts.every((part) => getComputedStyle(part).contentVisibility === 'auto');
  }, page.id);
}

/** A server that never answers: the waits are made short, and nothing else. */
export async function silentServer(page) {
  const kind = 'silence_before';
  for (const on of ['GET /helpers/contract_create_data', 'GET /templates']) await armFault({ on, kind });
  await openPage(page);
  await hurry(page, 30);
  await mount(page);
  await page.waitForState('unavailable');
  await hurry(page, 1);
  await page.activate('Try again');
  await page.waitForState('choosing');
}
