// Pictures of every step up to the contract, for people to look at, and that nothing sticks out of them.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { alone, look, sticksOut } from './support/looks.js';
import { test, useStage } from './support/stage.js';
import { arm, artifacts, mira, ola, root } from './support/world.js';

const stage = useStage({ width: 960, height: 760 });

test('choosing, searching, nothing found', async () => {
  const picker = await alone(stage);
  await picker.in('choosing');
  await look(picker, '02-choosing');
  await picker.search.fill('agree');
  await look(picker, '03-searching');
  await picker.search.fill('Leasing of unicorns, with all appendices and the general conditions of 2025');
  await look(picker, '04-no-hits');
});

test('filling, the parties unfolded, problems, creating, created', async () => {
  const picker = await alone(stage);
  await picker.in('choosing');
  await picker.choose('Supply agreement');
  await look(picker, '05-filling');
  await picker.label('Contract value').fill('130000');
  await picker.button('Edit Acme AB').click();
  await picker.button('Add person').click();
  await look(picker, '06-parties');
  await picker.button('Add individual').click();
  await picker.locator('#party-0-0-email').fill('ada@acme');
  await picker.name.fill('A name that is much too long. '.repeat(6));
  await picker.create();
  await picker.hasFocus('summary');
  await look(picker, '07-problems');

  await picker.button('Remove Party 2').click();
  await picker.button('Remove Person 2').click();
  await picker.locator('#party-0-0-email').fill('ada.berg@acme.example');
  await picker.name.fill('Supply agreement, Acme AB');
  await arm({ on: 'POST /contracts/create', kind: 'silence_after' });
  await picker.create();
  await picker.in('creating');
  await look(picker, '08-creating');
});

test('created', async () => {
  const picker = await alone(stage);
  await picker.in('choosing');
  await picker.choose('Supply agreement');
  await picker.create();
  await picker.in('created');
  await look(picker, '09-created');
});

test('unconfirmed, with and without a draft', async () => {
  stage.provokes(/ERR_/);
  const picker = await alone(stage, { user: mira, 'workspace-id': '7004' });
  await picker.in('choosing');
  await picker.choose('Answer lost after creation');
  await picker.create();
  await picker.in('unconfirmed');
  await picker.shows('This draft could be it:');
  await look(picker, '10-unconfirmed');
  await picker.host.evaluate((element) => element.reset());
  await picker.in('choosing');
  await picker.choose('Connection lost before creation');
  await picker.create();
  await picker.in('unconfirmed');
  await picker.shows('Looking for it');
  await look(picker, '11-looking');
});

test('waiting for fewer requests', async () => {
  stage.provokes(/429/);
  await arm({ on: 'POST /contracts/create', kind: 'busy', retry_after: '240' });
  const picker = await alone(stage);
  await picker.in('choosing');
  await picker.choose('Supply agreement');
  await picker.create();
  await picker.shows('This goes on by itself');
  await look(picker, '12-waiting');
});

test('closed: nobody may create, switched off, not set up, out of reach', async () => {
  stage.provokes(/404|ERR_/);
  const nowhere = await alone(stage, { user: ola });
  await nowhere.in('closed');
  await look(nowhere, '13-closed-nowhere');
  const off = await alone(stage, { 'extension-type': 'demo_ats' });
  await off.in('closed');
  await look(off, '14-closed-off');
  const unset = await alone(stage, { 'api-base': 'https://api.example/v2' });
  await unset.in('closed');
  await look(unset, '15-closed-not-set-up');
  await arm({ on: 'GET /helpers/contract_create_data', kind: 'cut_before' });
  const away = await alone(stage);
  await away.in('closed');
  await look(away, '16-closed-unreachable');
});

test('opening: the skeleton', async () => {
  await arm({ on: 'GET /helpers/contract_create_data', kind: 'silence_before' });
  const picker = await alone(stage);
  await picker.host.evaluate((element) => element.ready);
  await picker.locator('.skeleton').waitFor();
  await look(picker, '01-opening');
});

test('another record, asked about above the form', async () => {
  const picker = await alone(stage);
  await picker.in('choosing');
  await picker.choose('Supply agreement');
  await picker.name.fill('Typed');
  await picker.host.evaluate((element) => { element.externalId = 'another'; });
  await picker.shows('This page has moved on');
  await look(picker, '17-another-record');
});

test('the demo page does not scroll sideways at 320 px, in either direction of writing', async () => {
  const { page } = stage;
  await page.setViewportSize({ width: 320, height: 760 });
  try {
    for (const dir of ['ltr', 'rtl']) {
      const picker = await stage.choosing({ dir, width: '320' });
      await picker.choose('Supply agreement');
      const [scrollWidth, clientWidth] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      assert.ok(scrollWidth <= clientWidth, `${dir}: ${scrollWidth} inside ${clientWidth}`);
      assert.deepEqual(await sticksOut(picker), [], dir);
    }
  } finally {
    await page.setViewportSize(stage.size);
  }
});

test('the demo page as the documentation shows it', async () => {
  const { page } = stage;
  await page.setViewportSize({ width: 1280, height: 860 });
  try {
    const picker = await stage.filling('Supply agreement', { theme: 'light' });
    await picker.shows('from Deal · Amount');
    // The picture is part of the tree: only who asks for it gets another one.
    const folder = process.env.UPDATE_DOCS === '1' ? path.join(root, 'docs') : artifacts;
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: path.join(folder, 'picker.png') });
  } finally {
    await page.setViewportSize(stage.size);
  }
});
