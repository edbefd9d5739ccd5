// The task: search, choose, fill in, review, create; with trusted input, and measured on the way.
import assert from 'node:assert/strict';

import { find } from './fixtures.js';
import { sleep } from './browser.js';
import { median } from './statistics.js';

/** Milliseconds from one key to the next. */
const KEY_PAUSE = 60;
/** Longer than the time in which the package takes a press for a mistake. */
const SETTLE = 1_000;

export const PARTY = { company: 'Acme AB', name: 'Ada Berg', email: 'ada.berg@acme.example', phone: '+46701234567' };

/** Types a text key by key; returns the times to paint and the processor time of each. */
async function typeMeasured(tab, condition, text) {
  const times = [];
  await tab.call('armKeys', condition);
  const before = await tab.cpu();
  for (const key of text) {
    const pause = sleep(KEY_PAUSE);
    const painted = tab.report(condition);
    await tab.page.keyboard.press(key);
    times.push(await painted);
    await pause;
  }
  const cpu = ((await tab.cpu()) - before) / text.length;
  await tab.call('armKeys');
  return { times, cpu };
}

async function clearSearch(tab) {
  await tab.page.evaluate(() => window.bench.focus(window.bench.parts.search()));
  await tab.page.keyboard.press('ControlOrMeta+A');
  await tab.page.keyboard.press('Delete');
  await sleep(KEY_PAUSE);
}

/** Searches for several texts. */
export async function search(tab, texts) {
  const all = [];
  for (const text of texts) {
    await clearSearch(tab);
    all.push(await typeMeasured(tab, 'searched', text));
  }
  return { time: median(all.flatMap(({ times }) => times)), cpu: median(all.map(({ cpu }) => cpu)) };
}

/** Chooses a template with this many fields. */
export async function choose(tab, name, count) {
  await clearSearch(tab);
  for (const key of name.slice(0, 12)) await tab.page.keyboard.press(key);
  await sleep(SETTLE);
  const option = await tab.call('option', name);
  await tab.page.mouse.move(...option);
  await sleep(200);
  return tab.measure(() => tab.clickAt(option), 'pointerdown', 'form', count);
}

/** Types into one field. */
export async function typeInField(tab, index, text) {
  await tab.focusField(index);
  await sleep(300);
  const { times, cpu } = await typeMeasured(tab, 'typed', text);
  return { time: median(times), cpu };
}

const valueOf = (index) => `Value ${index + 1}`;

/** Fills in all fields, one after the other by Tab; returns the processor time of all. */
export async function fillAll(tab, count) {
  await tab.focusField(0);
  await sleep(300);
  const before = await tab.cpu();
  for (let index = 0; index < count; index += 1) {
    await tab.page.keyboard.insertText(valueOf(index));
    await tab.page.keyboard.press('Tab');
  }
  await sleep(100);
  return (await tab.cpu()) - before;
}

async function fillParty(tab) {
  const isThere = await tab.page.evaluate(() => Boolean(window.bench.parts.party.company()));
  if (!isThere) {
    await tab.clickAt(await tab.buttonAt('Add company'));
    await sleep(SETTLE);
  }
  for (const [key, text] of Object.entries(PARTY)) {
    // The package shows the phone on request.
    const isShown = await tab.page.evaluate((name) => Boolean(window.bench.parts.party[name]()), key);
    if (!isShown) {
      await tab.clickAt(await tab.buttonAt('Change'));
      await sleep(SETTLE);
    }
    await tab.focusParty(key);
    await tab.page.keyboard.insertText(text);
  }
}

/** Reviews, where the app has a review, and creates. */
async function create(tab) {
  const times = {};
  if (tab.app.kind === 'package') {
    const review = await tab.buttonAt('Review');
    times.review = await tab.measure(() => tab.clickAt(review), 'click', 'reviewed');
  }
  await sleep(SETTLE);
  const button = await tab.buttonAt(tab.app.kind === 'package' ? 'Create draft' : 'Create contract');
  times.create = await tab.measure(() => tab.clickAt(button), 'click', 'created');
  return times;
}

/** Fills in the party and creates the contract; what arrives must be what was typed. */
export async function createContract(tab, answers, name) {
  const { template, workspace, fields } = find(answers, name);
  await fillParty(tab);
  const times = await create(tab);
  const sent = tab.app.received.at(-1);
  assert.equal(tab.app.received.length, 1, `${tab.app.name} created more than one contract`);
  const typed = {
    workspace: workspace.id,
    template: template.id,
    fields: Object.fromEntries(fields.map(({ custom_id: id }, index) => [id, valueOf(index)])),
    party: PARTY,
  };
  assert.deepEqual(summary(sent), typed, `${tab.app.name} sent something else than was typed`);
  assert.deepEqual([...tab.app.unknown], [], `${tab.app.name} asked for something that was not recorded`);
  return times;
}

/** What a contract that was sent says of what was typed. */
function summary({ workspace_id: workspace, template_id: template, data_fields: fields, parties: [party] }) {
  const [person] = party.participants;
  return {
    workspace,
    template,
    fields: Object.fromEntries(fields.map(({ custom_id: id, value }) => [id, value])),
    party: { company: party.name, name: person.name, email: person.email, phone: person.phone_number },
  };
}
