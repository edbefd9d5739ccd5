// From the review to the people who sign: what is sent, what is told about it, and what is left when sending fails.
import assert from 'node:assert/strict';

import { test, useStage } from './support/stage.js';
import { api, arm, contract, creations, mira, read, requests } from './support/world.js';

const stage = useStage();

const drafts = async () => (await read('/contracts')).data;
const publications = async () => (await requests('POST /contracts/')).filter(({ path }) => path.endsWith('/publish'));
const told = async () => (await stage.events()).map(({ name, detail }) => (name === 'oneflow-state-change' ? `${detail.from} > ${detail.to}` : name));
const publishing = (id) => `POST /contracts/${id ?? '{id}'}/publish`;

/** A form that is filled in and reviewed. */
async function reviewing(template = 'Supply agreement', parameters = {}) {
  const picker = await stage.filling(template, parameters);
  await picker.name.fill('Supply 2027');
  await picker.button('Review').click();
  await picker.in('reviewing');
  return picker;
}

/** A draft whose sending form is open. */
async function created(template, parameters) {
  const picker = await reviewing(template, parameters);
  await picker.button('Create draft').click();
  await picker.in('created');
  await picker.locator('summary').filter({ hasText: 'Send it for signing' }).click();
  return picker;
}

/** A reviewed contract of a template that makes trouble when it is sent. */
const troubled = (template) => reviewing(template, { user: mira, 'workspace-id': '7004' });

test('the review shows everything that will be sent, and going back changes nothing of it', async () => {
  const picker = await stage.filling();
  await picker.label('Payment terms').fill('');
  await picker.label('Contract value').fill('130 000');
  await picker.button('Review').click();
  await picker.in('reviewing');
  const shown = await picker.locator('.pairs').allInnerTexts();
  for (const text of ['Supply agreement, Acme AB', 'A-1017', '130 000', 'DAP Malmö, Incoterms 2020', 'Hamngatan 12']) {
    assert.ok(shown.join('\n').includes(text), text);
  }
  assert.equal(await picker.locator('dt:text-is("Payment terms") + dd').innerText(), 'Empty');
  await picker.shows('Company · 556000-0001 · Sweden');
  await picker.shows(/Head of Purchasing · ada\.berg@acme\.example · \+46700000001 · Signs · Email/);
  assert.equal((await creations()).length, 0, 'nothing is sent yet');
  await picker.button('Back').click();
  await picker.in('filling');
  assert.equal(await picker.label('Payment terms').inputValue(), '');
  assert.equal(await picker.label('Contract value').inputValue(), '130 000');
});

test('what the review shows is what is sent, letter by letter', async () => {
  const picker = await reviewing();
  const shown = Object.fromEntries(await picker.locator('dl.pairs').last().evaluate((list) => (
    [...list.querySelectorAll('dt')].map((name) => [name.textContent, name.nextElementSibling.textContent])
  )));
  await picker.button('Create draft').click();
  await picker.in('created');
  const made = await contract((await stage.heard('oneflow-created')).contractId);
  const sent = Object.fromEntries(made.data_fields.map(({ name, value }) => [name, value || 'Empty']));
  assert.deepEqual(shown, sent);
});

test('each step begins at its top, however far the one before was scrolled', async () => {
  const picker = await stage.filling();
  const top = () => picker.body.evaluate((body) => body.scrollTop);
  const toEnd = () => picker.body.evaluate((body) => body.scrollTo(0, body.scrollHeight));
  await toEnd();
  assert.ok((await top()) > 100);
  await picker.button('Review').click();
  await picker.in('reviewing');
  assert.equal(await top(), 0);
  await toEnd();
  await picker.button('Back').click();
  await picker.in('filling');
  assert.equal(await top(), 0);
});

test('create and send: the contract is out for signing with the subject and message of the review', async () => {
  const picker = await reviewing();
  assert.equal(await picker.label('Subject').inputValue(), 'Supply 2027');
  assert.match(await picker.label('Message').inputValue(), /here is “Supply 2027” for you to read and sign/);
  await picker.label('Subject').fill('For you, Ada');
  await picker.label('Message').fill('Hello,\nplease sign 🎉');
  await picker.button('Create and send').click();
  await picker.in('published');
  assert.equal(await picker.heading.innerText(), 'Contract sent');
  await picker.shows('Ada Berg');

  const [{ body }] = await publications();
  assert.deepEqual(body, { subject: 'For you, Ada', message: 'Hello,\nplease sign 🎉' });
  const { contractId, ...rest } = await stage.heard('oneflow-published');
  assert.deepEqual(rest, { externalId: 'deal-1017', state: 'pending' });
  assert.equal((await contract(contractId)).state, 'pending');
  assert.deepEqual(await picker.host.evaluate((element) => ({ ...element.contract })), { id: contractId, state: 'pending', name: 'Supply 2027' });
});

test('the page is told first of the draft, then that it was sent, each once, and shows both', async () => {
  const picker = await reviewing();
  await picker.button('Create and send').click();
  await picker.in('published');
  assert.deepEqual((await told()).slice(4), [
    'filling > reviewing', 'oneflow-before-create', 'reviewing > creating', 'oneflow-created', 'oneflow-before-publish',
    'creating > publishing', 'oneflow-published', 'publishing > published',
  ]);
  const { contractId } = await stage.heard('oneflow-published');
  assert.match(await stage.page.locator('#fact-contract').innerText(), new RegExp(`${contractId}\\s*Out for signing`));
  assert.match(await stage.page.locator('#timeline li').first().innerText(), /sent/);
});

test('a draft is sent later, from where it was created', async () => {
  const picker = await created();
  await picker.label('Subject').fill('Later');
  await picker.button('Send').click();
  await picker.in('published');
  const [{ body }, ...more] = await publications();
  assert.deepEqual(more, []);
  assert.equal(body.subject, 'Later');
  assert.equal((await stage.events('oneflow-created')).length, 1);
  await picker.button('Create another').click();
  await picker.in('choosing');
  assert.equal(await picker.host.evaluate((element) => element.contract), null);
  await picker.choose('Supply agreement');
  await picker.button('Review').click();
  assert.equal(await picker.label('Subject').inputValue(), 'Supply agreement, Acme AB', 'the next one has an invitation of its own');
});

test('what is typed into the invitation survives the way back to the form', async () => {
  const picker = await reviewing();
  await picker.label('Message').fill('Mine');
  await picker.button('Back').click();
  await picker.name.fill('Renamed');
  await picker.button('Review').click();
  await picker.in('reviewing');
  assert.equal(await picker.label('Message').inputValue(), 'Mine');
  assert.equal(await picker.label('Subject').inputValue(), 'Renamed', 'an untouched subject follows the name');
});

test('two presses on Create and send create one and send it once', async () => {
  const picker = await reviewing();
  await picker.button('Create and send').evaluate((button) => {
    button.click();
    button.click();
  });
  await picker.in('published');
  assert.equal((await creations()).length, 1);
  assert.equal((await publications()).length, 1);
  assert.equal((await stage.events('oneflow-published')).length, 1);
});

test('the focus goes to the heading of each step on the way to the people', async () => {
  const picker = await stage.filling();
  await picker.button('Review').press('Enter');
  await picker.in('reviewing');
  await picker.hasFocus('heading');
  const go = await stage.hold(`${api}/contracts/*/publish`);
  await picker.button('Create and send').press('Enter');
  await picker.in('publishing');
  await picker.hasFocus('heading');
  assert.equal(await picker.status.textContent(), 'Sending the contract…');
  await go();
  await picker.in('published');
  await picker.hasFocus('heading');
  assert.equal(await picker.status.textContent(), 'Contract sent');
});

for (const [template, kind, status, text] of [
  ['Publishing: not in the plan', 'plan', 402, 'Your Oneflow plan does not include sending'],
  ['Publishing: no permission after all', 'permission', 403, 'You may not send contracts in this workspace'],
  ['Publishing: message refused', 'validation', 400, 'Oneflow did not accept it as it is'],
]) {
  test(`${template}: it is certain that nothing was sent, and the draft is kept`, async () => {
    stage.provokes(new RegExp(status));
    const picker = await troubled(template);
    await picker.label('Message').fill('Typed with care');
    await picker.button('Create and send').click();
    await picker.in('publish-failed');
    await picker.hasFocus('heading');
    assert.equal(await picker.heading.innerText(), 'The contract was not sent');
    await picker.shows(text);
    const error = await stage.heard('oneflow-error');
    assert.deepEqual([error.kind, error.status, error.stage], [kind, status, 'publishing']);
    assert.ok((await picker.locator('.id').innerText()).includes(error.requestId));
    assert.equal(await picker.label('Message').inputValue(), 'Typed with care');
    const [draft, ...more] = await drafts();
    assert.deepEqual([draft.state, more.length], ['draft', 0]);
    const link = picker.host.getByRole('link', { name: 'Open in Oneflow' });
    assert.match(await link.getAttribute('href'), new RegExp(`/contracts/${draft.id}$`));
    assert.equal((await stage.events('oneflow-created')).length, 1);
    assert.equal((await stage.events('oneflow-published')).length, 0);
  });
}

test('what was refused is changed and sent again', async () => {
  stage.provokes(/400/);
  const picker = await reviewing();
  await arm({ on: publishing(), kind: 'problems', problems: { subject: ['No.'] } });
  await picker.button('Create and send').click();
  await picker.in('publish-failed');
  await picker.label('Subject').fill('Better');
  await picker.button('Send again').click();
  await picker.in('published');
  assert.deepEqual((await publications()).map(({ body }) => body.subject), ['Supply 2027', 'Better']);
  assert.equal((await creations()).length, 1);
});

test('a conflict that leaves a draft was no sending', async () => {
  stage.provokes(/409/);
  const picker = await troubled('Publishing: conflict');
  await picker.button('Create and send').click();
  await picker.in('publish-failed');
  assert.equal(await picker.heading.innerText(), 'The contract was not sent');
  assert.equal((await requests('GET /contracts/')).length, 1, 'the contract was read before a word was said');
});

test('an answer to the sending that is lost: the contract is read, and was sent', async () => {
  stage.provokes(/ERR_/);
  const picker = await reviewing();
  await arm({ on: publishing(), kind: 'cut_after' });
  await picker.button('Create and send').click();
  await picker.in('published');
  assert.equal((await publications()).length, 1, 'it is not sent a second time');
  assert.equal((await stage.events('oneflow-published')).length, 1);
  await picker.shows('Ada Berg');
});

test('a sending that is lost on its way and cannot be read since is uncertain, until it is looked at again', async () => {
  stage.provokes(/ERR_|500/);
  const picker = await reviewing();
  await arm({ on: publishing(), kind: 'cut_before' });
  await arm({ on: 'GET /contracts/{id}', kind: 'status', status: 500 });
  await picker.button('Create and send').click();
  await picker.in('publish-failed');
  assert.equal(await picker.heading.innerText(), 'We don’t know yet whether it was sent');
  assert.equal(await picker.button('Send again').count(), 0, 'nothing invites to send it twice');
  await picker.button('Look again').click();
  await picker.shows('The contract was not sent');
  await picker.button('Send again').click();
  await picker.in('published');
  assert.equal((await publications()).length, 2);
  assert.equal((await creations()).length, 1);
});

for (const pressed of ['Create draft', 'Create and send']) {
  test(`a user who may not send is told so after “${pressed}”, and has the draft`, async () => {
    const picker = await troubled('Publishing: not allowed from the start');
    await picker.button(pressed).click();
    await picker.in('created');
    await picker.shows('You may not send contracts in this workspace.');
    assert.equal(await picker.locator('details').count(), 0);
    assert.equal((await publications()).length, 0);
  });
}

test('leaving the page while something is being written asks first', async () => {
  const picker = await reviewing();
  const leaves = () => picker.host.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
  assert.equal(await leaves(), false);
  const go = await stage.hold(`${api}/contracts/**`);
  await picker.button('Create and send').click();
  await picker.in('creating');
  assert.equal(await leaves(), true);
  await go();
  await picker.in('published');
  assert.equal(await leaves(), false);
});

for (const [actions, there, missing] of [['draft', 'Create draft', 'Create and send'], ['send', 'Create and send', 'Create draft']]) {
  test(`actions="${actions}" offers that alone`, async () => {
    const picker = await reviewing('Supply agreement', { actions });
    assert.equal(await picker.button(missing).count(), 0);
    assert.equal(await picker.label('Subject').count(), actions === 'send' ? 1 : 0);
    await picker.button(there).click();
    await picker.in(actions === 'send' ? 'published' : 'created');
    assert.equal(await picker.locator('details').count(), 0, 'nothing else is offered afterwards');
  });
}
