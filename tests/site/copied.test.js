// The code that is copied from the playground, on another origin and with the sandbox's program.
import assert from 'node:assert/strict';

import { PROGRAM } from '../../site/assets/code/shared.js';
import { elsewhere } from './support/elsewhere.js';
import { PICKER, jump, open } from './support/playground.js';
import { pressMain, test, waitForStep } from './support/site.js';

test('the code that is copied creates a contract on another origin, with the program that it names', async () => {
  const { page, context, wrong } = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
  await jump(page, 'created');
  await waitForStep(page, PICKER, 'created');
  await page.locator('#copy').click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const code = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(code.includes(new URL(page.url()).host), false, 'the address of the site is not in it');
  assert.match(code, /npx oneflow-sandbox --cors /);
  const { api, address, received } = await elsewhere((api) => code.replaceAll(PROGRAM, api));
  const copied = await context.newPage();
  const said = copied.waitForEvent('console', (message) => message.text().includes('contractId'));
  await copied.goto(address);
  await waitForStep(copied, PICKER, 'filling');
  await pressMain(copied, PICKER);
  await waitForStep(copied, PICKER, 'reviewing');
  await pressMain(copied, PICKER);
  await waitForStep(copied, PICKER, 'created');
  await said;
  const created = (await received()).filter(({ path, status }) => path === '/v1/contracts/create' && status === 200);
  assert.equal(created.length, 1, api);
  assert.deepEqual(wrong, []);
});

test('the code follows width, colour scheme and direction', async () => {
  const { page } = await open();
  await page.locator('#width').fill('320');
  await page.locator('#scheme').selectOption('dark');
  await page.locator('#dir').selectOption('rtl');
  const code = await page.locator('#code').innerText();
  for (const part of ['max-inline-size: 320px;', 'color-scheme: dark;', 'dir="rtl"'])
    assert.ok(code.includes(part), part);
});
