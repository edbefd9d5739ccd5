// The whole journey in a second engine, through WebDriver BiDi.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import puppeteer from 'puppeteer-core';

import { site } from './support/environment.js';
import { readContract, resetSandbox } from './support/sandbox.js';

const { FIREFOX } = process.env;
const skip = FIREFOX ? false : 'no Firefox could be had';

let browser;
let page;

before(async () => {
  if (skip) return;
  browser = await puppeteer.launch({ browser: 'firefox', executablePath: FIREFOX, headless: true });
  page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await resetSandbox();
});

after(() => browser?.close());

/** Runs a function in the element's shadow root until it returns something. */
const shown = (look, ...values) => page.waitForFunction(look, { timeout: 20_000 }, ...values);

const press = (label) =>
  shown((wanted) => {
    const buttons = [...document.getElementById('picker').shadowRoot.querySelectorAll('button')];
    const button = buttons.find(({ textContent, disabled }) => textContent.trim() === wanted && !disabled);
    button?.click();
    return Boolean(button);
  }, label);

const inState = (wanted) => shown((state) => document.getElementById('picker')?.state === state, wanted);

test('in Firefox a contract is searched, filled in, reviewed, created and sent', { skip }, async () => {
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(site);
  await inState('choosing');
  await page
    .click('::-p-xpath(//body) >>> #search')
    .catch(() => page.evaluate(() => document.getElementById('picker').focus()));
  await page.keyboard.type('supply fram');
  await page.keyboard.press('Enter');
  await inState('filling');
  await page.evaluate(() => document.getElementById('picker').shadowRoot.getElementById('name').focus());
  await page.keyboard.type('Firefox ');
  await press('Review');
  await inState('reviewing');
  await press('Create and send');
  await inState('published');
  const { id, name } = await page.evaluate(() => document.getElementById('picker').contract);
  const made = await readContract(id);
  assert.equal(made.state, 'pending');
  assert.equal(made._private.name, name);
  assert.ok(name.includes('Firefox'), name);
  await shown(() =>
    document
      .querySelector('oneflow-contract-card')
      ?.shadowRoot.querySelector('.pill')
      ?.textContent.includes('Out for signing'),
  );
  assert.deepEqual(errors, []);
});
