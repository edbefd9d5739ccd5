// From the review to the sent contract: what is sent, what is reported, and what is left when sending fails.
import assert from 'node:assert/strict';

import { serve } from './support/servers.js';
import { test, useFixture } from './support/fixture.js';
import { api, mira } from './support/environment.js';
import { armFault, createRequests, readApi, readContract, receivedRequests } from './support/sandbox.js';
import { press } from './support/press.js';

const fixture = useFixture();

const drafts = async () => (await readApi('/contracts')).data;
const publications = async () =>
  (await receivedRequests('POST /contracts/')).filter(({ path }) => path.endsWith('/publish'));
const told = async () =>
  (await fixture.events())
    .filter(({ name }) => name !== 'oneflow-draft-change')
    .map(({ name, detail }) => (name === 'oneflow-state-change' ? `${detail.from} > ${detail.to}` : name));
const publishing = (id) => `POST /contracts/${id ?? '{id}'}/publish`;

/** Fills in a form and reviews it. */
async function reviewing(template = 'Supply agreement', parameters = {}) {
  const picker = await fixture.openFilling(template, parameters);
  await picker.name.fill('Supply 2027');
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  return picker;
}

/** Creates a draft and opens its form for sending. */
async function created(template, parameters) {
  const picker = await reviewing(template, parameters);
  await picker.button('Create draft').click();
  await picker.waitForStep('created');
  await press(picker.locator('summary').filter({ hasText: 'Send it for signing' }));
  return picker;
}

/** Reviews a contract of a template that causes a fault when the contract is sent. */
const troubled = (template) => reviewing(template, { user: mira, 'workspace-id': '7004' });

test('the review shows everything that will be sent, and going back changes nothing of it', async () => {
  const picker = await fixture.openFilling();
  await picker.label('Payment terms').fill('');
  await picker.label('Contract value').fill('130 000');
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  await picker.locator('summary').click();
  const shown = await picker.locator('.pairs').allInnerTexts();
  for (const text of ['Supply agreement, Acme AB', 'A-1017', '130 000', 'DAP Malmö, Incoterms 2020', 'Hamngatan 12']) {
    assert.ok(shown.join('\n').includes(text), text);
  }
  assert.equal(await picker.locator('dt:text-is("Payment terms") + dd').innerText(), 'Empty');
  await picker.waitForText('Company · 556000-0001 · Sweden');
  await picker.waitForText(/^Email: ada\.berg@acme\.example · Signs$/);
  await picker.waitForText(/ · Head of Purchasing · \+46700000001$/);
  const order = await picker.locator('.body h3').allInnerTexts();
  assert.deepEqual(
    order.map((text) => text.split('\n')[0]),
    ['Parties', 'Invitation', 'Contract', 'Data fields'],
    'who gets it comes first',
  );
  assert.equal((await createRequests()).length, 0, 'nothing is sent yet');
  await picker.button('Back').click();
  await picker.waitForStep('filling');
  assert.equal(await picker.label('Payment terms').inputValue(), '');
  assert.equal(await picker.label('Contract value').inputValue(), '130 000');
});

test('what the review shows is what is sent, letter by letter', async () => {
  const picker = await reviewing();
  const shown = Object.fromEntries(
    await picker
      .locator('[aria-labelledby=sect-fields] dt')
      .evaluateAll((names) => names.map((name) => [name.textContent, name.nextElementSibling.textContent])),
  );
  await picker.button('Create draft').click();
  await picker.waitForStep('created');
  const made = await readContract((await fixture.waitForEvent('oneflow-created')).contractId);
  // The page says that these are a number and a date: they are written as the language does, and sent as they are.
  const written = { 125000: '125,000', '2027-01-15': 'January 15, 2027' };
  const sent = Object.fromEntries(
    made.data_fields.map(({ name, value }) => [name, written[value] ?? (value || 'Empty')]),
  );
  assert.deepEqual(shown, sent);
});

test('amounts and dates are shown as the language writes them, and sent as they were typed', async () => {
  const picker = await fixture.openFilling('Supply agreement', { prefill: 'none' });
  await picker.host.evaluate((element) => {
    const amount = { value: '1250000.50', input: 'number' };
    element.prefill = { fields: { amount, delivery_date: { value: '2027-01-15', input: 'date' } } };
  });
  for (const [lang, amount, date] of [
    ['en', '1,250,000.50', 'January 15, 2027'],
    ['sv', '1\u00a0250\u00a0000,50', '15 januari 2027'],
  ]) {
    await picker.host.evaluate((element, code) => {
      element.lang = code;
    }, lang);
    await picker.button(lang === 'en' ? 'Review' : 'Granska').click();
    await picker.waitForStep('reviewing');
    const shown = (await picker.locator('[aria-labelledby=sect-fields] dd').allTextContents()).join('\n');
    assert.ok(shown.includes(amount), shown);
    assert.ok(shown.includes(date), shown);
    await picker.button(lang === 'en' ? 'Back' : 'Tillbaka').click();
    await picker.waitForStep('filling');
  }
});

test('with nobody to notify, the review warns, nothing is called sent, and a link can be passed on', async () => {
  await fixture.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const picker = await fixture.openFilling();
  await picker.button('Edit Acme AB').click();
  await picker.showDetails();
  await picker.label('Delivery').selectOption('No invitation');
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  await picker.waitForText('Nobody will be notified');
  assert.equal(await picker.label('Subject').count() + (await picker.label('Message').count()), 0);
  await picker.button('Create and send').click();
  await picker.waitForStep('published');
  assert.equal(await picker.heading.innerText(), 'The contract can be signed now');
  await picker.waitForText(/Nobody was notified/);
  await picker.button('Copy link for Ada Berg').click();
  await picker.button('Copied').waitFor();
  assert.match(await fixture.page.evaluate(() => navigator.clipboard.readText()), /\/app\/access\//);
});

test('who may not send reads it in the review once a contract has told, and that nothing was sent', async () => {
  const picker = await troubled('Publishing: not allowed from the start');
  await picker.button('Create and send').click();
  await picker.waitForStep('created');
  assert.equal(await picker.heading.innerText(), 'Created, but not sent');
  await picker.waitForText(/You may not send contracts in this workspace/);
  await picker.button('Create another').click();
  await picker.waitForStep('choosing');
  await picker.choose('Publishing: not allowed from the start');
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  await picker.waitForText(/You may not send contracts in this workspace/);
  assert.equal(await picker.button('Create and send').count(), 0);
});

test('the contract’s own PDF is read before it is sent, without a window that nobody asked for', async () => {
  const picker = await reviewing();
  await picker.button('Create draft').click();
  await picker.waitForStep('created');
  // What the page's policy forbids to fetch: the objects themselves.
  await fixture.page.evaluate(() => {
    const { createObjectURL, revokeObjectURL } = URL;
    window.objects = new Map();
    URL.createObjectURL = (blob) => {
      const url = createObjectURL.call(URL, blob);
      window.objects.set(url, blob);
      return url;
    };
    URL.revokeObjectURL = (url) => {
      window.objects.delete(url);
      revokeObjectURL.call(URL, url);
    };
  });
  await picker.button('Read it first').click();
  const link = picker.host.getByRole('link', { name: 'Read the PDF' });
  const address = await link.getAttribute('href');
  assert.match(address, /^blob:/);
  assert.equal(fixture.context.pages().length, 1);
  const head = await fixture.page.evaluate(async (url) => {
    const blob = window.objects.get(url);
    return [blob.type, (await blob.text()).slice(0, 5)];
  }, address);
  assert.deepEqual(head, ['application/pdf', '%PDF-']);
  await picker.host.evaluate((element) =>
    element.addEventListener('oneflow-open', (event) => event.preventDefault(), { once: true }),
  );
  await press(link);
  const { contractId, url, kind } = await fixture.waitForEvent('oneflow-open');
  assert.deepEqual([url, kind], [address, 'file']);
  assert.equal(contractId, (await fixture.waitForEvent('oneflow-created')).contractId);
  await picker.button('Create another').click();
  await picker.waitForStep('choosing');
  assert.equal(await fixture.page.evaluate(() => window.objects.size), 0, 'nothing of it is kept');
});

test('a PDF that Oneflow keeps elsewhere, or that is none, leads to Oneflow', async () => {
  fixture.expectErrors(/502/);
  const caught = [];
  const files = await serve((request, response) => {
    caught.push(request.url);
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end();
  });
  fixture.allowRequests(`${files.origin}/`);
  const picker = await reviewing();
  await picker.button('Create draft').click();
  await picker.waitForStep('created');
  const elsewhere = { kind: 'redirect', location: `${files.origin}/1.pdf` };
  for (const fault of [elsewhere, { kind: 'garbage' }, { kind: 'html', status: 502 }]) {
    await armFault({ on: 'GET /contracts/{id}/files/{id}', ...fault });
    await picker.button('Read it first').click();
    await picker.waitForText('The PDF cannot be shown here.');
  }
  await picker.button('Read it first').click();
  await picker.host.getByRole('link', { name: 'Read the PDF' }).waitFor();
  assert.equal(await picker.text('The PDF cannot be shown here.').count(), 0);
  assert.deepEqual(caught, [], 'no header goes to where a response leads');
  await files.close();
});

test('each step starts at its top, however far the previous one was scrolled', async () => {
  const picker = await fixture.openFilling();
  const top = () => picker.body.evaluate((body) => body.scrollTop);
  const toEnd = () => picker.body.evaluate((body) => body.scrollTo(0, body.scrollHeight));
  await toEnd();
  assert.ok((await top()) > 100);
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  assert.equal(await top(), 0);
  await toEnd();
  await picker.button('Back').click();
  await picker.waitForStep('filling');
  assert.equal(await top(), 0);
});

test('create and send: the contract is out for signing with the subject and message of the review', async () => {
  const picker = await reviewing();
  assert.equal(await picker.label('Subject').inputValue(), 'Supply 2027');
  assert.match(await picker.label('Message').inputValue(), /here is “Supply 2027” for you to read and sign/);
  await picker.label('Subject').fill('For you, Ada');
  await picker.label('Message').fill('Hello,\nplease sign 🎉');
  await picker.button('Create and send').click();
  await picker.waitForStep('published');
  assert.equal(await picker.heading.innerText(), 'Contract sent');
  await picker.waitForText('Ada Berg');

  const [{ body }] = await publications();
  assert.deepEqual(body, { subject: 'For you, Ada', message: 'Hello,\nplease sign 🎉' });
  const { contractId, ...rest } = await fixture.waitForEvent('oneflow-published');
  assert.deepEqual(rest, { externalId: 'deal-1017', state: 'pending' });
  assert.equal((await readContract(contractId)).state, 'pending');
  assert.deepEqual(await picker.host.evaluate((element) => ({ ...element.contract })), {
    id: contractId,
    state: 'pending',
    name: 'Supply 2027',
  });
});

test('the draft is reported first, then the sending, each once', async () => {
  const picker = await reviewing();
  await picker.button('Create and send').click();
  await picker.waitForStep('published');
  assert.deepEqual((await told()).slice(4), [
    'filling > reviewing',
    'oneflow-before-create',
    'reviewing > creating',
    'oneflow-created',
    'creating > publishing',
    // The look for a second draft goes before it.
    'oneflow-before-publish',
    'oneflow-published',
    'publishing > published',
  ]);
  const { contractId } = await fixture.waitForEvent('oneflow-published');
  assert.match(
    await fixture.page.locator('#fact-contract').innerText(),
    new RegExp(`${contractId}\\s*Out for signing`),
  );
  assert.match(await fixture.page.locator('#timeline li').first().innerText(), /sent/);
});

test('a draft is sent later, from where it was created', async () => {
  const picker = await created();
  await picker.label('Subject').fill('Later');
  await picker.button('Send').click();
  await picker.waitForStep('published');
  const [{ body }, ...more] = await publications();
  assert.deepEqual(more, []);
  assert.equal(body.subject, 'Later');
  assert.equal((await fixture.events('oneflow-created')).length, 1);
  await picker.button('Create another').click();
  await picker.waitForStep('choosing');
  assert.equal(await picker.host.evaluate((element) => element.contract), null);
  await picker.choose('Supply agreement');
  await picker.button('Review').click();
  assert.equal(
    await picker.label('Subject').inputValue(),
    'Supply agreement, Acme AB',
    'the next one has an invitation of its own',
  );
});

test('what is typed into the invitation survives the way back to the form', async () => {
  const picker = await reviewing();
  await picker.label('Message').fill('Mine');
  await picker.button('Back').click();
  await picker.name.fill('Renamed');
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  assert.equal(await picker.label('Message').inputValue(), 'Mine');
  assert.equal(await picker.label('Subject').inputValue(), 'Renamed', 'an untouched subject follows the name');
});

test('two clicks on Create and send create one contract and send it once', async () => {
  const picker = await reviewing();
  await picker.button('Create and send').evaluate((button) => {
    button.click();
    button.click();
  });
  await picker.waitForStep('published');
  assert.equal((await createRequests()).length, 1);
  assert.equal((await publications()).length, 1);
  assert.equal((await fixture.events('oneflow-published')).length, 1);
});

test('the focus moves to the heading of each step until the contract is sent', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Review').press('Enter');
  await picker.waitForStep('reviewing');
  await picker.waitForFocus('heading');
  const go = await fixture.holdRequests(`${api}/contracts/*/publish`);
  await picker.button('Create and send').press('Enter');
  await picker.waitForStep('publishing');
  await picker.waitForFocus('heading');
  assert.equal(await picker.status.textContent(), 'Sending the contract…');
  await go();
  await picker.waitForStep('published');
  await picker.waitForFocus('heading');
  assert.equal(await picker.status.textContent(), 'Contract sent');
});

for (const [template, kind, status, text] of [
  ['Publishing: not in the plan', 'plan', 402, 'Your Oneflow plan does not include sending'],
  ['Publishing: no permission after all', 'permission', 403, 'You may not send contracts in this workspace'],
  ['Publishing: message refused', 'validation', 400, 'Oneflow did not accept it as it is'],
]) {
  test(`${template}: nothing was sent for certain, and the draft is kept`, async () => {
    fixture.expectErrors(new RegExp(status));
    const picker = await troubled(template);
    await picker.label('Message').fill('Typed with care');
    await picker.button('Create and send').click();
    await picker.waitForStep('publish-failed');
    await picker.waitForFocus('heading');
    assert.equal(await picker.heading.innerText(), 'The contract was not sent');
    await picker.waitForText(text);
    const error = await fixture.waitForEvent('oneflow-error');
    assert.deepEqual([error.kind, error.status, error.stage], [kind, status, 'publishing']);
    assert.ok((await picker.locator('.id').innerText()).includes(error.requestId));
    assert.equal(await picker.label('Message').inputValue(), 'Typed with care');
    const [draft, ...more] = await drafts();
    assert.deepEqual([draft.state, more.length], ['draft', 0]);
    const link = picker.host.getByRole('link', { name: 'Open in Oneflow' });
    assert.match(await link.getAttribute('href'), new RegExp(`/contracts/${draft.id}$`));
    assert.equal((await fixture.events('oneflow-created')).length, 1);
    assert.equal((await fixture.events('oneflow-published')).length, 0);
  });
}

test('a rejected invitation can be changed and sent again', async () => {
  fixture.expectErrors(/400/);
  const picker = await reviewing();
  await armFault({ on: publishing(), kind: 'problems', problems: { subject: ['No.'] } });
  await picker.button('Create and send').click();
  await picker.waitForStep('publish-failed');
  await picker.label('Subject').fill('Better');
  await picker.button('Send again').click();
  await picker.waitForStep('published');
  assert.deepEqual(
    (await publications()).map(({ body }) => body.subject),
    ['Supply 2027', 'Better'],
  );
  assert.equal((await createRequests()).length, 1);
});

test('after a conflict a contract that is still a draft was not sent', async () => {
  fixture.expectErrors(/409/);
  const picker = await troubled('Publishing: conflict');
  await picker.button('Create and send').click();
  await picker.waitForStep('publish-failed');
  assert.equal(await picker.heading.innerText(), 'The contract was not sent');
  assert.equal((await receivedRequests('GET /contracts/')).length, 1, 'the contract was read before a word was said');
});

test('after a lost response to the sending the contract is read, and was sent', async () => {
  fixture.expectErrors(/ERR_/);
  const picker = await reviewing();
  await armFault({ on: publishing(), kind: 'cut_after' });
  await picker.button('Create and send').click();
  await picker.waitForStep('published');
  assert.equal((await publications()).length, 1, 'it is not sent a second time');
  assert.equal((await fixture.events('oneflow-published')).length, 1);
  await picker.waitForText('Ada Berg');
});

test('a lost sending whose contract cannot be read is uncertain, until the user looks again', async () => {
  fixture.expectErrors(/ERR_|500/);
  const picker = await reviewing();
  await armFault({ on: publishing(), kind: 'cut_before' });
  await armFault({ on: 'GET /contracts/{id}', kind: 'status', status: 500 });
  await picker.button('Create and send').click();
  await picker.waitForStep('publish-failed');
  assert.equal(await picker.heading.innerText(), 'We don’t know yet whether it was sent');
  assert.equal(await picker.button('Send again').count(), 0, 'nothing invites to send it twice');
  await picker.button('Look again').click();
  await picker.waitForText('The contract was not sent');
  await picker.button('Send again').click();
  await picker.waitForStep('published');
  assert.equal((await publications()).length, 2);
  assert.equal((await createRequests()).length, 1);
});

for (const pressed of ['Create draft', 'Create and send']) {
  test(`a user who may not send reads so after “${pressed}”, and has the draft`, async () => {
    const picker = await troubled('Publishing: not allowed from the start');
    await picker.button(pressed).click();
    await picker.waitForStep('created');
    await picker.waitForText('You may not send contracts in this workspace.');
    assert.equal(await picker.locator('details').count(), 0);
    assert.equal((await publications()).length, 0);
  });
}

test('the browser asks before the user leaves the page during a creation or sending', async () => {
  const picker = await reviewing();
  const leaves = () =>
    picker.host.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
  assert.equal(await leaves(), false);
  const go = await fixture.holdRequests(`${api}/contracts/**`);
  await picker.button('Create and send').click();
  await picker.waitForStep('creating');
  assert.equal(await leaves(), true);
  await go();
  await picker.waitForStep('published');
  assert.equal(await leaves(), false);
});

for (const [actions, there, missing] of [
  ['draft', 'Create draft', 'Create and send'],
  ['send', 'Create and send', 'Create draft'],
]) {
  test(`actions="${actions}" offers nothing else`, async () => {
    const picker = await reviewing('Supply agreement', { actions });
    assert.equal(await picker.button(missing).count(), 0);
    assert.equal(await picker.label('Subject').count(), actions === 'send' ? 1 : 0);
    await picker.button(there).click();
    await picker.waitForStep(actions === 'send' ? 'published' : 'created');
    assert.equal(await picker.locator('details').count(), 0, 'nothing else is offered afterwards');
  });
}
