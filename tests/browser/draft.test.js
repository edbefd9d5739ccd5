// The property `draft`: what was typed survives a reload, if the page keeps it.
import assert from 'node:assert/strict';

import { mountPickers, openBlankPage } from './support/mount.js';
import { test, useFixture } from './support/fixture.js';
import { armFault, createRequests, waitForRequests } from './support/sandbox.js';

const fixture = useFixture();
const record = { 'external-id': 'deal-1' };

/** A picker on an empty page, with what the page has kept. */
async function openWith(draft, attributes = record) {
  await openBlankPage(fixture.page);
  const [picker] = await mountPickers(fixture.page, ['picker'], attributes);
  if (draft !== undefined) {
    await picker.host.evaluate((element, kept) => {
      element.draft = kept;
    }, draft);
  }
  return picker;
}

const draftOf = (picker) => picker.host.evaluate((element) => element.draft);

async function typedDraft() {
  const picker = await openWith();
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  await picker.name.fill('Typed before the reload');
  await picker.label('Delivery terms').fill('Typed "too"\n');
  return draftOf(picker);
}

test('what was typed comes back after a reload, as plain JSON with a version and the record', async () => {
  const draft = await typedDraft();
  assert.deepEqual([draft.version, draft.externalId], [1, 'deal-1']);
  const picker = await openWith(JSON.parse(JSON.stringify(draft)));
  await picker.waitForStep('filling');
  assert.equal(await picker.name.inputValue(), 'Typed before the reload');
  assert.deepEqual(await draftOf(picker), draft);
  await picker.create();
  await picker.waitForStep('created');
  assert.equal(await draftOf(picker), null);
  assert.equal((await createRequests()).length, 1);
});

test('the event says that the draft has changed, without its content', async () => {
  await typedDraft();
  const details = (await fixture.events('oneflow-draft-change')).map(({ detail }) => detail);
  assert.deepEqual(details.at(-1), { externalId: 'deal-1', dirty: true, pending: false });
  assert.deepEqual(Object.keys(details[0]).sort(), ['dirty', 'externalId', 'pending']);
});

test('a creation that was under way comes back as unconfirmed and finds its contract', async () => {
  fixture.expectErrors(/ERR_|aborted/);
  let picker = await openWith(await typedDraft());
  await picker.waitForStep('filling');
  await armFault({ on: 'POST /contracts/create', kind: 'silence_after' });
  await picker.create();
  await waitForRequests('POST /contracts/create', 1);
  const draft = await draftOf(picker);
  assert.equal((await fixture.events('oneflow-draft-change')).at(-1).detail.pending, true);
  picker = await openWith(draft);
  await picker.waitForStep('unconfirmed');
  await picker.button('This is it').click();
  await picker.waitForStep('created');
  assert.equal((await createRequests()).length, 1);
});

test('a draft of another record or version, or none at all, is refused as config, and the picker goes on', async () => {
  const draft = await typedDraft();
  for (const wrong of [{ ...draft, externalId: 'deal-2' }, { ...draft, version: 2 }, 'nonsense', 7]) {
    const picker = await openWith(wrong);
    await picker.waitForStep('choosing');
    assert.equal((await fixture.waitForEvent('oneflow-error')).kind, 'config');
  }
  const picker = await openWith();
  await picker.host.evaluate((element) => {
    element.draft = { toJSON: () => { throw new Error('no'); } };
    element.draft = null;
    element.draft = undefined;
  });
  await picker.waitForStep('choosing');
  assert.equal((await fixture.events('oneflow-error')).length, 1);
});

test('an equal draft changes nothing, and one that comes after the user has typed is refused', async () => {
  const draft = await typedDraft();
  const picker = await openWith(draft);
  await picker.waitForStep('filling');
  await picker.name.fill('Typed since');
  await picker.host.evaluate((element, kept) => {
    element.draft = kept;
    const now = element.draft;
    element.draft = now;
  }, draft);
  await fixture.waitForIdle();
  assert.deepEqual(await fixture.events('oneflow-error'), []);
  await picker.host.evaluate((element, kept) => {
    element.draft = { ...kept, fields: [] };
  }, draft);
  assert.equal((await fixture.waitForEvent('oneflow-error')).kind, 'config');
  assert.equal(await picker.name.inputValue(), 'Typed since');
});
