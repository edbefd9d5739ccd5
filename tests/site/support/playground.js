// What the tests of the playground do in it.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { folder, visit, waitForStep } from './site.js';

export const PICKER = 'oneflow-contract-picker';
export const CARD = 'oneflow-contract-card';
export const LIST = 'oneflow-contract-list';

export const json = async (name) => JSON.parse(await readFile(path.join(folder, 'assets', name), 'utf8'));

export async function open(options) {
  const visitor = await visit('playground.html', options);
  await waitForStep(visitor.page, PICKER, 'choosing');
  return visitor;
}

/** Presses the button of a step. */
export const jump = (page, step) => page.locator('#jump').getByRole('button', { name: step, exact: true }).click();
export const unfold = (page, group) => page.locator('.group > summary', { hasText: group }).click();
