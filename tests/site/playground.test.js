// The playground: its controls, faults and log.
import assert from 'node:assert/strict';

import { violationsOnPage } from '../browser/support/axe.js';
import { PICKER, jump, json, open, unfold } from './support/playground.js';
import { pressMain, test, visit, waitForStep } from './support/site.js';

test('each attribute and each custom property of the public surface is a control', async () => {
  const { page, wrong } = await open();
  const { attributes, customProperties } = await json('surface.json');
  for (const key of ['picker', 'card']) {
    await page.locator('#element').selectOption(key);
    const names = attributes.filter(({ element }) => !element || element === key).map(({ name }) => name);
    const controls = page.locator('#controls');
    for (const name of names) assert.ok(await controls.getByText(name, { exact: true }).count(), `${key}: ${name}`);
  }
  for (const { name } of customProperties) assert.equal(await page.locator(`[id="token${name}"]`).count(), 1, name);
  assert.deepEqual(wrong, []);
});

test('a fault that is armed happens, and requests and events are shown as they happen', async () => {
  const { page, wrong } = await open();
  await jump(page, 'reviewing');
  await waitForStep(page, PICKER, 'reviewing');
  await unfold(page, 'Faults');
  await page.locator('#fault-kind').selectOption('problems');
  await page.locator('#arm').click();
  await page.getByText('Armed: problems for the next POST /contracts/create.').waitFor();
  await pressMain(page, PICKER);
  const log = page.locator('#log');
  await log.getByText('POST /contracts/create').first().waitFor();
  await log.locator('.failed .outcome', { hasText: '400' }).waitFor();
  await log.getByText('oneflow-error').waitFor();
  await page.locator(PICKER).getByText('This name is taken.').first().waitFor();
  assert.deepEqual(wrong, []);
});

test('each kind of fault that is offered is one of the sandbox’s', async () => {
  const { page } = await open();
  const answers = await page.evaluate(async () => {
    const { KINDS, REQUESTS, faultOf } = await import('./assets/playground/faults.js');
    const { control } = await import('./assets/lib/sandbox.js');
    const faults = Object.entries(KINDS).map(([kind, option]) => ({
      on: REQUESTS[0],
      kind,
      times: 1,
      option: option?.[1],
    }));
    return Promise.all(
      faults.map((fault) =>
        control('faults', faultOf(fault)).then(
          () => '',
          (error) => error.message,
        ),
      ),
    );
  });
  assert.deepEqual(answers.filter(Boolean), []);
  assert.equal(answers.length, 13);
});

test('controls change the element, and a prefill that is no JSON says why', async () => {
  const { page, wrong } = await open();
  await page.locator('#attribute-lang').selectOption('sv');
  await page.locator('#attribute-theme').selectOption('dark');
  await unfold(page, 'Tokens');
  await page.locator('[id="token--oneflow-radius"]').fill('3px');
  await unfold(page, 'Prefill');
  await page.locator('#prefill').fill('{"name": ');
  await page.getByText(/^No JSON:/).waitFor();
  await page.locator('#prefill').fill('{"name": "From the playground"}');
  const shown = await page
    .locator(PICKER)
    .evaluate((element) => [
      element.lang,
      element.theme,
      element.prefill.name,
      element.style.getPropertyValue('--oneflow-radius'),
    ]);
  assert.deepEqual(shown, ['sv', 'dark', 'From the playground', '3px']);
  const code = await page.locator('#code').innerText();
  for (const part of ['lang="sv"', 'theme="dark"', 'From the playground', '--oneflow-radius: 3px;'])
    assert.ok(code.includes(part), part);
  assert.deepEqual(wrong, []);
});

test('the last of the actions stays ticked, because none would be all of them', async () => {
  const { page } = await open();
  const ticks = page.locator('fieldset', { hasText: 'actions' }).getByRole('checkbox');
  for (const tick of await ticks.all()) await tick.click();
  const values = await ticks.evaluateAll((all) => all.filter(({ checked }) => checked).map(({ value }) => value));
  assert.equal(values.length, 1);
  assert.equal(await page.locator(PICKER).getAttribute('actions'), values[0]);
});

test('after a reset elsewhere the log shows what the sandbox has', async () => {
  const { page } = await open();
  const rows = page.locator('#log .request');
  const paths = () => rows.locator('code').allInnerTexts();
  const ask = (all) =>
    page.evaluate(async (all) => {
      const { call, control } = await import('./assets/lib/sandbox.js');
      if (all === 'reset') return control('reset', {});
      for (const name of all) await call(`/users?${name}`);
    }, all);
  await ask(['limit=51', 'limit=52', 'limit=53']);
  await rows.getByText('GET /users?limit=53').waitFor();
  await ask('reset');
  await ask(['limit=51', 'limit=52']);
  await page.waitForFunction(() => document.querySelectorAll('#log .request').length === 2);
  assert.deepEqual(await paths(), ['GET /users?limit=52', 'GET /users?limit=51']);
});

test('axe finds nothing on the pages, in either theme and at any width', async () => {
  for (const [name, width, colorScheme] of [
    ['playground.html', 1440, 'light'],
    ['playground.html', 320, 'dark'],
    ['index.html', 900, 'dark'],
    ['reference.html', 320, 'light'],
  ]) {
    const { page, context } = await visit(name, { viewport: { width, height: 900 }, colorScheme });
    if (await page.locator('script[src]').count()) await page.locator(PICKER).first().waitFor();
    // While they start, elements look the same.
    await page.waitForFunction(() => [...document.querySelectorAll('*')].every(({ state }) => state !== 'opening'));
    assert.deepEqual(await violationsOnPage(page), [], `${name}, ${width}, ${colorScheme}`);
    const [scrolls, shows] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(scrolls <= shows, `${name} is ${scrolls} wide at ${shows}`);
    await context.close();
  }
});
