// The parties by keyboard alone: added, filled in, judged, removed, brought back.
import assert from 'node:assert/strict';

import { readContract } from '../sandbox.js';
import { contractOf, openFilling } from './mount.js';

export async function partiesByKeyboard(page) {
  await openFilling(page);
  await page.tabTo('Add individual');
  await page.press('Enter');
  await page.until(() => active().id === 'party-1-0-name');
  await page.type('Kim Key');
  await page.tabTo('Email');
  await page.type('kim@home');
  await page.tabTo('Role');
  await page.waitForText('This is not an email address.');
  await page.type('May');
  await page.tabTo('Email', 'Shift+Tab');
  await page.press('Control+a');
  await page.type('kim@home.example');
  await page.tabTo('Remove Kim Key', 'Shift+Tab');
  await page.press('Enter');
  await page.waitForText('Removed: Kim Key.');
  await page.tabTo('Undo', 'Shift+Tab');
  await page.press('Space');
  await page.waitForText('kim@home.example · May edit, does not sign');
  await page.tabTo('Review');
  await page.press('Enter');
  await page.waitForState('reviewing');
  await page.tabTo('Create draft');
  await page.press('Enter');
  await page.waitForState('created');
  const { parties } = await readContract((await contractOf(page)).id);
  const [kim] = parties.flatMap(({ participant }) => participant ?? []);
  assert.deepEqual([kim.name, kim.email, kim.signatory], ['Kim Key', 'kim@home.example', false]);
}
