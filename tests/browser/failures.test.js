// Failures during a creation, caused by the templates of the workspace *Faults*, which are named after them.
import assert from 'node:assert/strict';

import { test, useFixture } from './support/fixture.js';
import { api, mira, token } from './support/environment.js';
import { armFault, createRequests, readApi, receivedRequests } from './support/sandbox.js';
import { press } from './support/press.js';

const fixture = useFixture();

/** Opens the form of a template that causes a fault, and types a name. */
async function about(template, parameters = {}) {
  const picker = await fixture.openFilling(template, { user: mira, 'workspace-id': '7004', ...parameters });
  await picker.name.fill(`About ${template}`);
  return picker;
}

const drafts = async () => (await readApi('/contracts')).data;
const unsettled = 'We don’t know yet whether it was created';

test('after a lost response to a creation the draft is found and used: created once, sent once', async () => {
  fixture.expectErrors(/ERR_/);
  const picker = await about('Answer lost after creation');
  await picker.create();
  await picker.waitForStep('unconfirmed');
  assert.equal(await picker.heading.innerText(), unsettled);
  await picker.waitForText('This draft could be it:');
  assert.match(
    await picker.locator('.card').innerText(),
    /About Answer lost after creation\s+Draft · \d+, created just now \(\d+:\d\d:\d\d.[AP]M\) in Faults/,
  );
  assert.deepEqual(await fixture.events('oneflow-created'), [], 'nothing is reported before it is certain');
  assert.equal((await fixture.waitForEvent('oneflow-error')).kind, 'network');
  await picker.button('This is it').click();
  await picker.waitForStep('created');
  const told = await fixture.events('oneflow-created');
  assert.equal(told.length, 1);
  const [draft, ...more] = await drafts();
  assert.deepEqual(more, []);
  assert.equal(told[0].detail.contractId, draft.id);
  assert.equal((await createRequests()).length, 1);
  assert.deepEqual(await picker.host.evaluate((element) => ({ ...element.contract })), {
    id: draft.id,
    state: 'draft',
    name: 'About Answer lost after creation',
  });
});

/** Makes another user create a contract; the template loses the response, so there is none to wait for. */
async function somebodyElse(name) {
  const headers = { 'content-type': 'application/json', 'x-oneflow-api-token': token, 'x-oneflow-user-email': mira };
  const body = JSON.stringify({ workspace_id: 7004, template_id: 8901, name });
  await fetch(`${api}/contracts/create`, { method: 'POST', headers, body })
    .then((response) => response.text())
    .catch(() => {});
  assert.ok((await drafts()).some((draft) => draft._private.name === name));
}

test('a draft with another name is not offered', async () => {
  fixture.expectErrors(/ERR_/);
  await somebodyElse('Something else');
  const picker = await about('Answer lost after creation');
  await picker.create();
  await picker.waitForStep('unconfirmed');
  await picker.waitForText('This draft could be it:');
  assert.equal(await picker.locator('.card').count(), 1);
});

test('of two drafts that look alike, the user chooses one', async () => {
  fixture.expectErrors(/ERR_/);
  await somebodyElse('About Answer lost after creation');
  const picker = await about('Answer lost after creation');
  await picker.create();
  await picker.waitForStep('unconfirmed');
  await picker.waitForText('One of these drafts could be it:');
  assert.equal(await picker.locator('.card').count(), 2);
  const [, older] = await drafts();
  const card = picker.locator('.card').filter({ hasText: String(older.id) });
  await press(card.getByRole('button', { name: 'This is it' }));
  await picker.waitForStep('created');
  assert.equal((await fixture.waitForEvent('oneflow-created')).contractId, older.id);
});

test('a contract that this element created before is not taken for the lost one', async () => {
  fixture.expectErrors(/ERR_/);
  const picker = await fixture.openFilling();
  await picker.create();
  await picker.waitForStep('created');
  const first = await fixture.waitForEvent('oneflow-created');
  await picker.button('Create another').click();
  await picker.choose('Supply agreement');
  await armFault({ on: 'POST /contracts/create', kind: 'cut_after' });
  await picker.create();
  await picker.waitForStep('unconfirmed');
  await picker.waitForText('This draft could be it:');
  await picker.button('This is it').click();
  await picker.waitForStep('created');
  const told = (await fixture.events('oneflow-created')).map(({ detail }) => detail.contractId);
  assert.equal(new Set(told).size, 2);
  assert.equal(told[0], first.contractId);
});

test('when the connection is lost before creation no draft is found, and “create it” sends it once more', async () => {
  fixture.expectErrors(/ERR_/);
  const picker = await about('Connection lost before creation');
  await picker.create();
  await picker.waitForStep('unconfirmed');
  await picker.waitForText('Looking for it among your latest drafts…');
  assert.equal((await drafts()).length, 0);
  assert.equal((await createRequests()).length, 1, 'nothing is repeated by itself');
  const sent = fixture.page.waitForRequest(`${api}/contracts/create`);
  await picker.button('It isn’t there: create it').click();
  await sent;
  // This template loses every connection: the creation is unconfirmed again.
  await picker.waitForStep('unconfirmed');
  assert.equal((await createRequests()).length, 2);
});

test('when the connection is lost once, “create it” creates one contract', async () => {
  fixture.expectErrors(/ERR_/);
  const picker = await fixture.openFilling();
  await picker.name.fill('Second try');
  await armFault({ on: 'POST /contracts/create', kind: 'cut_before' });
  await picker.create();
  await picker.waitForStep('unconfirmed');
  await picker.button('It isn’t there: create it').click();
  await picker.waitForStep('created');
  const [made, ...more] = await drafts();
  assert.deepEqual(more, []);
  assert.equal(made._private.name, 'Second try');
  const [first, second] = await createRequests();
  assert.deepEqual(second.body, first.body, 'the very same is sent');
  assert.equal((await fixture.events('oneflow-created')).length, 1);
});

test('a draft that appears late is found without the user', async () => {
  fixture.expectErrors(/ERR_/);
  const { page } = fixture;
  // Reads lag behind writes: the first look finds nothing yet.
  let looks = 0;
  const place = `${api}/contracts?**`;
  await page.route(place, async (route) => {
    looks += 1;
    if (looks > 1) return route.continue();
    const response = await route.fetch();
    return route.fulfill({ response, json: { ...(await response.json()), data: [], count: 0 } });
  });
  await page.clock.install();
  try {
    const picker = await about('Answer lost after creation');
    const looked = page.waitForResponse((response) => response.url().startsWith(`${api}/contracts?`));
    await picker.create();
    await (await looked).finished();
    await picker.waitForText('Looking for it among your latest drafts…');
    assert.equal(await picker.locator('.card').count(), 0);
    await page.clock.runFor(5_000);
    await picker.waitForText('This draft could be it:');
    assert.equal(looks, 2);
  } finally {
    await page.clock.resume();
    await page.unroute(place);
  }
});

test('“Look again” looks at once, whatever the last look found', async () => {
  fixture.expectErrors(/ERR_/, /500/);
  const { page } = fixture;
  const picker = await fixture.openFilling();
  await armFault({ on: 'POST /contracts/create', kind: 'cut_after' });
  await armFault({ on: 'GET /contracts', kind: 'status', status: 500 });
  const look = () => page.waitForResponse((response) => response.url().startsWith(`${api}/contracts?`));
  const first = look();
  await picker.create();
  assert.equal((await first).status(), 500);
  assert.equal(await picker.state(), 'unconfirmed');
  assert.equal(await picker.locator('.card').count(), 0);
  const [second] = await Promise.all([look(), picker.button('Look again').click()]);
  assert.equal(second.status(), 200);
  await picker.waitForText('This draft could be it:');
});

test('without any response the creation is unconfirmed after the timeout', async () => {
  fixture.expectErrors(/ERR_|abort|timeout/i);
  // Thirty seconds of waiting, in a quarter of a second.
  await fixture.page.addInitScript(() => {
    const { timeout } = AbortSignal;
    AbortSignal.timeout = (millis) => timeout.call(AbortSignal, window.hurry ? millis / 120 : millis);
  });
  const picker = await about('Answer never comes');
  await fixture.page.evaluate(() => {
    window.hurry = true;
  });
  await picker.create();
  await picker.waitForStep('unconfirmed');
  await picker.waitForText('no answer came back');
  await fixture.page.evaluate(() => {
    window.hurry = false;
  });
  await picker.button('This is it').click();
  await picker.waitForStep('created');
  assert.equal((await createRequests()).length, 1);
});

test('during a slow response the form stays visible and inert', async () => {
  const picker = await fixture.openFilling();
  await armFault({ on: 'POST /contracts/create', kind: 'slow', millis: 700 });
  await picker.create();
  await picker.waitForStep('creating');
  assert.equal(await picker.body.getAttribute('inert'), '');
  assert.equal(await picker.button('Creating…').isDisabled(), true);
  assert.match(await picker.status.textContent(), /Keep this page open/);
  await picker.waitForStep('created');
});

test('after too many requests it counts down and continues by itself', async () => {
  fixture.expectErrors(/429/);
  const picker = await about('Rate limited for 5 seconds');
  await picker.create();
  for (const left of ['5 seconds', '4 seconds', '3 seconds', '2 seconds', '1 second'])
    await picker.waitForText(`This goes on by itself in ${left}.`);
  assert.equal(await picker.state(), 'creating');
  // The live region announces once that it waits; it does not count down.
  assert.match(await picker.status.textContent(), /too many requests\. This goes on by itself\.$/);
  assert.equal((await createRequests()).length, 1, 'it asks only when the time has come');
  await picker.waitForStep('created');
  assert.equal((await createRequests()).length, 2);
  const told = (await fixture.events('oneflow-error')).map(({ detail }) => [
    detail.kind,
    detail.status,
    detail.retryable,
    detail.stage,
  ]);
  assert.deepEqual(told, [['rate-limit', 429, true, 'creating']]);
  assert.equal((await drafts()).length, 1);
});

for (const [template, id, name, sentence] of [
  ['Refused: email', 'party-0-0-email', 'Email', 'Not a valid email address.'],
  ['Refused: order number', 'field-0', 'Order number', 'This order is already in a contract.'],
]) {
  test(`a 400 is shown at its input (${name})`, async () => {
    fixture.expectErrors(/400/);
    const picker = await about(template);
    await picker.create();
    await picker.waitForFocus('summary');
    assert.equal(await picker.state(), 'filling');
    await picker.waitForText('Oneflow did not accept everything');
    const input = picker.locator(`#${id}`);
    assert.equal(await input.getAttribute('aria-invalid'), 'true');
    assert.equal(await picker.locator(`#${id}-error`).innerText(), `Oneflow does not accept this: “${sentence}”`);
    assert.equal(await picker.locator('[aria-invalid]').count(), 1);
    await press(picker.summary.getByRole('button').first());
    await picker.waitForFocus(id);
    assert.equal(await picker.name.inputValue(), `About ${template}`);
    const error = await fixture.waitForEvent('oneflow-error');
    assert.deepEqual([error.kind, error.status, error.retryable, error.stage], ['validation', 400, false, 'creating']);
    assert.ok((await picker.locator('.id').innerText()).includes(error.requestId));
    assert.equal((await drafts()).length, 0);
  });
}

test('a template that has been deleted leads back to choosing, and what was typed is kept', async () => {
  fixture.expectErrors(/404/);
  const picker = await about('Vanished template');
  await picker.label('Order number').fill('A-4711');
  await picker.create();
  await picker.waitForStep('choosing');
  await picker.waitForText('The template or its workspace is gone');
  assert.equal((await fixture.waitForEvent('oneflow-error')).kind, 'not-found');
  assert.equal((await receivedRequests('GET /helpers/contract_create_data')).length, 2, 'the list is read again');
  await picker.choose('Server problem');
  assert.equal(await picker.name.inputValue(), 'About Vanished template');
  assert.equal(await picker.label('Order number').inputValue(), 'A-4711');
});

for (const [template, status, kind, step, title] of [
  ['No permission after all', 403, 'permission', 'filling', 'You may not create contracts in this workspace'],
  ['Conflict', 409, 'conflict', 'filling', 'Oneflow found a conflict'],
  ['Signed out', 401, 'session', 'reviewing', 'Your session has ended'],
]) {
  test(`a ${status} is explained, and the form is kept`, async () => {
    fixture.expectErrors(new RegExp(status));
    const picker = await about(template);
    await picker.create();
    await picker.waitForFocus('summary');
    assert.equal(await picker.state(), step);
    assert.equal(await picker.locator('#summary-title').innerText(), title);
    if (step === 'reviewing') await picker.button('Back').click();
    assert.equal(await picker.name.inputValue(), `About ${template}`);
    const error = await fixture.waitForEvent('oneflow-error');
    assert.deepEqual([error.kind, error.status], [kind, status]);
    assert.equal((await drafts()).length, 0);
  });
}

for (const [template, status, made] of [
  ['Server problem', 500, 0],
  ['Server error page', 502, 0],
  ['Unreadable answer', 200, 1],
]) {
  test(`${template}: the outcome is unknown, so it looks for a draft`, async () => {
    fixture.expectErrors(/500|502/);
    const picker = await about(template);
    await picker.create();
    await picker.waitForStep('unconfirmed');
    await picker.waitForText('which then failed to answer properly');
    const error = await fixture.waitForEvent('oneflow-error');
    assert.deepEqual([error.kind, error.status], ['upstream', status]);
    const found = await drafts();
    assert.equal(found.length, made);
    if (made === 0) return;
    await picker.button('This is it').click();
    await picker.waitForStep('created');
    assert.equal((await fixture.waitForEvent('oneflow-created')).contractId, found[0].id);
    assert.equal((await createRequests()).length, 1);
  });
}

test('a 401 is renewed once, silently', async () => {
  fixture.expectErrors(/401/);
  const picker = await fixture.openFilling();
  await picker.host.evaluate((element) => {
    const { authorize } = element;
    window.reasons = [];
    element.authorize = (reason) => {
      window.reasons.push(reason);
      return authorize(reason);
    };
  });
  await armFault({ on: 'POST /contracts/create', kind: 'status', status: 401 });
  await picker.create();
  await picker.waitForStep('created');
  assert.deepEqual(await fixture.page.evaluate(() => window.reasons), ['expired']);
  assert.deepEqual(await fixture.events('oneflow-error'), []);
  assert.equal((await drafts()).length, 1);
});

test('a failure to load a template’s fields is shown in the list, and the next click works', async () => {
  fixture.expectErrors(/500/);
  await armFault({ on: 'GET /helpers/template_types/{id}/data_fields', kind: 'status', status: 500 });
  const picker = await fixture.openChoosing();
  await picker.pick(picker.options);
  await picker.waitForText('The template could not be loaded');
  assert.equal(await picker.state(), 'choosing');
  assert.equal((await fixture.waitForEvent('oneflow-error')).stage, 'choosing');
  await picker.choose('Supply agreement');
});
