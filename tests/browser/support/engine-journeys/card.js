// Journeys of the card.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { createContract, signatories } from '../contracts.js';
import { EnginePage } from '../engine-page.js';
import { serveLive } from '../live-server.js';
import { until } from '../until.js';
import { hurry, mount, openPage } from './mount.js';

const FIRST = readFileSync(new URL('../engines/first.js', import.meta.url), 'utf8');

export async function followCard(page) {
  const id = await createContract({ name: 'Followed' });
  await openPage(page);
  await mount(page, { 'contract-id': String(id) }, 'oneflow-contract-card');
  await page.waitForText('Out for signing');
  await page.waitForText('0 of 2 have signed');
  await page.click('Copy link for Ada Berg');
  await page.waitFor('Copied');
  await signatories(id, 'sign');
  await page.click('Refresh');
  await page.waitForText('2 of 2 have signed');
  const state = await page.evaluate((card) => document.getElementById(card).contract.state, page.id);
  assert.equal(state, 'signed');
}

/** A stream of events that closes, and one that says nothing any more: the card opens it again. */
export async function deadStream({ tab }) {
  const id = await createContract({ name: 'Live' });
  const server = await serveLive({ contracts: [id], first: FIRST });
  const page = new EnginePage(tab, `c${id}`);
  try {
    await page.goto(server.origin);
    await page.waitForText('0 of 2 have signed');
    await until(() => server.streams.size === 1);
    server.tell(id);
    await until(() => server.reads(id) > 1);
    // Forty-five seconds of silence are less than one from now on.
    await hurry(page, 60);
    server.end();
    await until(() => server.asked.length > 1);
    assert.equal(server.asked[1]['last-event-id'], '1');
    // The server says nothing, and nothing but the silence ends a stream.
    await until(() => server.asked.length > 2);
    await hurry(page, 1);
    await signatories(id, 'sign');
    await until(() => server.streams.size === 1);
    server.tell(id);
    await page.waitForText('2 of 2 have signed');
    assert.deepEqual(await page.faults(), []);
  } finally {
    await server.close();
  }
}
