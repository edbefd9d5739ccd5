// The playground's jumps: to each step, over one another, and by keyboard.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { CARD, LIST, PICKER, jump, json, open } from './support/playground.js';
import { folder, test, waitForStep } from './support/site.js';

/** Of a list, the steps that no other element has. */
const stepsOf = (steps, key) =>
  steps.filter(({ element }) => element === key || (element === 'all' && key !== 'list'));

test('every step of the elements can be jumped to', async () => {
  const { page } = await open();
  for (const [key, tag] of [
    ['picker', PICKER],
    ['card', CARD],
    ['list', LIST],
  ]) {
    await page.locator('#element').selectOption(key);
    for (const { name } of stepsOf(await json('steps.json'), key)) {
      await jump(page, name);
      await waitForStep(page, tag, name);
      assert.equal(await page.locator('#jump [aria-current="step"]').innerText(), name);
    }
  }
});

test('the steps that the reference lists are those of the types', async () => {
  const types = await readFile(path.join(folder, 'oneflow-contract-picker/element.d.ts'), 'utf8');
  const steps = await json('steps.json');
  for (const [key, name] of [
    ['picker', 'PickerState'],
    ['card', 'CardState'],
  ]) {
    const listed = stepsOf(steps, key).map((step) => step.name);
    const declared = new RegExp(`export type ${name} =([^;]*);`).exec(types)[1].match(/[a-z-]+/g);
    assert.deepEqual(listed.sort(), declared.sort(), name);
  }
});

test('of two jumps in quick succession the second counts, also after one to the other element', async () => {
  const { page, wrong } = await open();
  const press = (steps) =>
    page.evaluate((steps) => {
      const buttons = () => [...document.querySelectorAll('#jump button')];
      for (const step of steps) buttons().find(({ textContent }) => textContent === step).click();
    }, steps);
  const published = () => page.locator('#log .request', { hasText: /POST .*publish/ });
  await page.locator('#element').selectOption('card');
  await waitForStep(page, CARD, 'showing');
  const before = await published().count();
  // The first makes a contract and sends it, which takes time.
  await press(['showing', 'unavailable']);
  await published().nth(before).waitFor();
  await waitForStep(page, CARD, 'unavailable');
  await page.waitForTimeout(200);
  assert.equal(await page.locator(CARD).evaluate(({ state }) => state), 'unavailable');
  assert.equal(await page.locator(CARD).getAttribute('contract-id'), '1');
  await press(['showing']);
  await page.locator('#element').selectOption('picker');
  await published().nth(before + 1).waitFor();
  await page.waitForTimeout(200);
  await waitForStep(page, PICKER, 'choosing');
  assert.equal(await page.locator(PICKER).getAttribute('contract-id'), null);
  assert.deepEqual(wrong, []);
});

test('a jump leaves the focus on its button', async () => {
  const { page } = await open();
  const focused = () => page.evaluate(() => document.activeElement.closest('#jump button')?.textContent);
  await page.locator('#jump').getByRole('button', { name: 'filling', exact: true }).press('Enter');
  await waitForStep(page, PICKER, 'filling');
  assert.equal(await focused(), 'filling');
  await page.keyboard.press('Shift+Tab');
  assert.equal(await focused(), 'choosing');
});
