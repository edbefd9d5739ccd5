// Screenshots of every step up to the contract, for people to look at. Nothing overflows.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { openAlone, overflowing, takeScreenshots } from './support/screenshots.js';
import { test, useFixture } from './support/fixture.js';
import { artifacts, mira, ola, root } from './support/environment.js';
import { armFault } from './support/sandbox.js';

const fixture = useFixture({ width: 960, height: 760 });

test('choosing, searching, nothing found', async () => {
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  await takeScreenshots(picker, '02-choosing');
  await picker.search.fill('agree');
  await takeScreenshots(picker, '03-searching');
  await picker.search.fill('Leasing of unicorns, with all appendices and the general conditions of 2025');
  await takeScreenshots(picker, '04-no-hits');
});

test('filling, the parties unfolded, errors, creating, created', async () => {
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  await takeScreenshots(picker, '05-filling');
  await picker.label('Contract value').fill('130000');
  await picker.button('Edit Acme AB').click();
  await picker.button('Add person').click();
  await takeScreenshots(picker, '06-parties');
  await picker.button('Add individual').click();
  await picker.locator('#party-0-0-email').fill('ada@acme');
  await picker.name.fill('A name that is much too long. '.repeat(6));
  await picker.create();
  await picker.waitForFocus('summary');
  await takeScreenshots(picker, '07-problems');

  await picker.button('Remove Party 2').click();
  await picker.button('Remove Person 2').click();
  await picker.locator('#party-0-0-email').fill('ada.berg@acme.example');
  await picker.name.fill('Supply agreement, Acme AB');
  await armFault({ on: 'POST /contracts/create', kind: 'silence_after' });
  await picker.create();
  await picker.waitForStep('creating');
  await takeScreenshots(picker, '08-creating');
});

test('created', async () => {
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  await picker.create();
  await picker.waitForStep('created');
  await takeScreenshots(picker, '09-created');
});

test('unconfirmed, with and without a draft', async () => {
  fixture.expectErrors(/ERR_/);
  const picker = await openAlone(fixture, { user: mira, 'workspace-id': '7004' });
  await picker.waitForStep('choosing');
  await picker.choose('Answer lost after creation');
  await picker.create();
  await picker.waitForStep('unconfirmed');
  await picker.waitForText('This draft could be it:');
  await takeScreenshots(picker, '10-unconfirmed');
  await picker.host.evaluate((element) => element.reset());
  await picker.waitForStep('choosing');
  await picker.choose('Connection lost before creation');
  await picker.create();
  await picker.waitForStep('unconfirmed');
  await picker.waitForText('Looking for it');
  await takeScreenshots(picker, '11-looking');
});

test('a rate limit', async () => {
  fixture.expectErrors(/429/);
  await armFault({ on: 'POST /contracts/create', kind: 'busy', retry_after: '240' });
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  await picker.create();
  await picker.waitForText('This goes on by itself');
  await takeScreenshots(picker, '12-waiting');
});

test('unavailable: nobody may create, switched off, not set up, unreachable', async () => {
  fixture.expectErrors(/404|ERR_/);
  const nowhere = await openAlone(fixture, { user: ola });
  await nowhere.waitForStep('unavailable');
  await takeScreenshots(nowhere, '13-unavailable-nowhere');
  const off = await openAlone(fixture, { 'extension-type': 'demo_ats' });
  await off.waitForStep('unavailable');
  await takeScreenshots(off, '14-unavailable-off');
  const unset = await openAlone(fixture, { 'api-base': 'https://api.example/v2' });
  await unset.waitForStep('unavailable');
  await takeScreenshots(unset, '15-unavailable-not-set-up');
  await armFault({ on: 'GET /helpers/contract_create_data', kind: 'cut_before' });
  const away = await openAlone(fixture);
  await away.waitForStep('unavailable');
  await takeScreenshots(away, '16-unavailable-unreachable');
});

test('opening: the skeleton', async () => {
  await armFault({ on: 'GET /helpers/contract_create_data', kind: 'silence_before' });
  const picker = await openAlone(fixture);
  await picker.host.evaluate((element) => element.ready);
  await picker.locator('.skeleton').waitFor();
  await takeScreenshots(picker, '01-opening');
});

test('the question about another record, above the form', async () => {
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  await picker.name.fill('Typed');
  await picker.host.evaluate((element) => {
    element.externalId = 'another';
  });
  await picker.waitForText('This page has moved on');
  await takeScreenshots(picker, '17-another-record');
});

test('the demo page does not scroll sideways at 320 px, in either direction of writing', async () => {
  const { page } = fixture;
  await page.setViewportSize({ width: 320, height: 760 });
  try {
    for (const dir of ['ltr', 'rtl']) {
      const picker = await fixture.openChoosing({ dir, width: '320' });
      await picker.choose('Supply agreement');
      const [scrollWidth, clientWidth] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      assert.ok(scrollWidth <= clientWidth, `${dir}: ${scrollWidth} inside ${clientWidth}`);
      assert.deepEqual(await overflowing(picker), [], dir);
    }
  } finally {
    await page.setViewportSize(fixture.viewport);
  }
});

test('the demo page as the documentation shows it', async () => {
  const { page } = fixture;
  await page.setViewportSize({ width: 1280, height: 860 });
  try {
    const picker = await fixture.openFilling('Supply agreement', { theme: 'light' });
    await picker.waitForText('from Deal · Amount');
    // The picture is committed: it is replaced only on request.
    const folder = process.env.UPDATE_DOCS === '1' ? path.join(root, 'docs') : artifacts;
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: path.join(folder, 'picker.png') });
  } finally {
    await page.setViewportSize(fixture.viewport);
  }
});
