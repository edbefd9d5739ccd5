// The playground: a contract, a fault, a jump to each step, and the code that is copied.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { violations } from './support/axe.js';
import { add, address, folder, pressMain, test, visit, waitForStep } from './support/site.js';

const PICKER = 'oneflow-contract-picker';
const CARD = 'oneflow-contract-card';
const json = async (name) => JSON.parse(await readFile(path.join(folder, 'assets', name), 'utf8'));

async function open(options) {
  const visitor = await visit('playground.html', options);
  await waitForStep(visitor.page, PICKER, 'choosing');
  return visitor;
}

const jump = (page, step) => page.locator('#jump').getByRole('button', { name: step, exact: true }).click();
const unfold = (page, group) => page.locator('.group > summary', { hasText: group }).click();

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

test('every step of both elements can be jumped to', async () => {
  const { page } = await open();
  for (const [key, tag] of [
    ['picker', PICKER],
    ['card', CARD],
  ]) {
    await page.locator('#element').selectOption(key);
    for (const { name } of (await json('steps.json')).filter(({ element }) => [key, 'both'].includes(element))) {
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
    const listed = steps.filter(({ element }) => [key, 'both'].includes(element)).map((step) => step.name);
    const declared = new RegExp(`export type ${name} =([^;]*);`).exec(types)[1].match(/[a-z-]+/g);
    assert.deepEqual(listed.sort(), declared.sort(), name);
  }
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

test('the code that is copied runs: a page of its own creates a contract', async () => {
  const { page, context, wrong } = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
  await jump(page, 'created');
  await waitForStep(page, PICKER, 'created');
  await page.locator('#copy').click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  add('copied.html', await page.evaluate(() => navigator.clipboard.readText()));
  const copied = await context.newPage();
  const said = copied.waitForEvent('console', (message) => message.text().includes('contractId'));
  await copied.goto(address('copied.html'));
  await waitForStep(copied, PICKER, 'filling');
  await pressMain(copied, PICKER);
  await waitForStep(copied, PICKER, 'reviewing');
  await pressMain(copied, PICKER);
  await waitForStep(copied, PICKER, 'created');
  await said;
  assert.deepEqual(wrong, []);
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
    assert.deepEqual(await violations(page), [], `${name}, ${width}, ${colorScheme}`);
    const [scrolls, shows] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(scrolls <= shows, `${name} is ${scrolls} wide at ${shows}`);
    await context.close();
  }
});
