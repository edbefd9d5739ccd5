// Invalid configuration, accounts, responses and form input: each gets a clear message and never a contract.
import assert from 'node:assert/strict';
import { afterEach } from 'node:test';

import { serve, serveHostPage, strictPolicy, unusedOrigin } from './support/servers.js';
import { test, useFixture } from './support/fixture.js';
import { api, dist, ola, site, token } from './support/environment.js';
import { armFault, createRequests, readContract, receivedRequests, setExtensionActive } from './support/sandbox.js';
import { press } from './support/press.js';

const open = [];

// Runs before the fixture checks the test: whatever it finds, no server stays open.
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ close }) => close()));
});

const fixture = useFixture();

const SETUP = 'This form is not set up correctly';
const opened = (server) => {
  open.push(server);
  return server;
};

/** Waits until the element is unavailable, checks what it shows, and returns the detail of its error. */
async function expectUnavailable(picker, kind, title, ...texts) {
  await picker.waitForStep('unavailable');
  assert.equal(await picker.heading.innerText(), title);
  const shown = await picker.locator('section').innerText();
  for (const text of texts) assert.ok(shown.includes(text), `${JSON.stringify(text)} is not in: ${shown}`);
  await picker.button('Try again').waitFor();
  assert.equal(await picker.status.textContent(), title);
  const errors = await fixture.events('oneflow-error');
  assert.deepEqual(
    errors.map(({ detail }) => detail.kind),
    [kind],
  );
  assert.equal((await createRequests()).length, 0);
  const [{ detail }] = errors;
  assert.deepEqual(Object.keys(detail).sort(), [
    'code',
    'externalId',
    'kind',
    'requestId',
    'retryable',
    'stage',
    'status',
  ]);
  return detail;
}

/** Opens a host page of another origin whose API is at `base`. */
async function elsewhere(base) {
  const origin = new URL(base).origin;
  const page = opened(
    await serveHostPage({
      folder: dist,
      policy: strictPolicy(origin),
      attributes: { 'api-base': base, 'extension-type': 'demo_crm' },
      script: "document.getElementById('picker').authorize = () => ({ authorization: 'Bearer 1' });",
    }),
  );
  fixture.allowRequests(`${page.origin}/`, `${origin}/`);
  await fixture.page.goto(page.origin);
  return fixture.picker;
}

test('a contract whose id is too large for JavaScript is unconfirmed, not missing', async () => {
  const picker = await fixture.openFilling();
  await fixture.page.route(`${api}/contracts/create`, async (route) => {
    const response = await route.fetch();
    const body = JSON.stringify({ ...(await response.json()), id: 'large' });
    await route.fulfill({ response, body: body.replace('"large"', '9007199254740993') });
  });
  try {
    await picker.create();
    await picker.waitForStep('unconfirmed');
  } finally {
    await fixture.page.unroute(`${api}/contracts/create`);
  }
  await picker.button('This is it').click();
  await picker.waitForStep('created');
  assert.equal((await createRequests()).length, 1);
});

test('a missing api-base is named', async () => {
  const picker = await fixture.open({ 'api-base': '' });
  const detail = await expectUnavailable(picker, 'config', SETUP, 'The attribute api-base is missing.');
  assert.deepEqual([detail.status, detail.code, detail.retryable, detail.stage], [null, null, false, 'opening']);
  assert.equal((await receivedRequests()).length, 0);
});

for (const base of ['ftp://127.0.0.1/v1', 'http://', 'https://user:secret@127.0.0.1/v1', 'javascript:alert(1)']) {
  test(`an api-base of ${base} is reported as no web address`, async () => {
    await expectUnavailable(
      await fixture.open({ 'api-base': base }),
      'config',
      SETUP,
      'The attribute api-base is not a web address.',
    );
  });
}

test('an api-base without its version has to end in /v1', async () => {
  await expectUnavailable(
    await fixture.open({ 'api-base': api.replace('/v1', '') }),
    'config',
    SETUP,
    'The attribute api-base has to end in /v1.',
  );
  assert.equal((await receivedRequests()).length, 0);
});

test('an app-base that would run a script is refused', async () => {
  await expectUnavailable(
    await fixture.open({ 'app-base': 'javascript:alert(1)' }),
    'config',
    SETUP,
    'The attribute app-base is not a web address.',
  );
});

test('an id that is not a number is reported', async () => {
  await expectUnavailable(
    await fixture.open({ 'template-id': '81o1' }),
    'config',
    SETUP,
    'The attribute template-id is not a whole number.',
  );
});

test('the element starts by itself once its configuration is corrected', async () => {
  const picker = await fixture.open({ 'api-base': '' });
  await picker.waitForStep('unavailable');
  await picker.host.evaluate((element, base) => {
    element.apiBase = base;
  }, api);
  await picker.waitForStep('choosing');
});

test('an address where nobody listens is unreachable', async () => {
  fixture.expectErrors(/ERR_CONNECTION_REFUSED/);
  const detail = await expectUnavailable(
    await elsewhere(`${await unusedOrigin()}/v1`),
    'network',
    'Oneflow can’t be reached',
    'Check your connection',
  );
  assert.deepEqual([detail.status, detail.retryable], [null, true]);
});

test('an API without CORS is unreachable, too', async () => {
  fixture.expectErrors(/CORS/, /ERR_FAILED/);
  const asked = [];
  const server = opened(
    await serve((request, response) => {
      asked.push(request.method);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    }),
  );
  await expectUnavailable(await elsewhere(`${server.origin}/v1`), 'network', 'Oneflow can’t be reached');
  assert.deepEqual([...new Set(asked)], ['OPTIONS'], 'the headers never left');
});

test('an address that answers everything with a page is reported as a problem at Oneflow', async () => {
  const server = opened(
    await serve((_, response) => {
      response.writeHead(200, {
        'content-type': 'text/html',
        'access-control-allow-origin': '*',
        'access-control-allow-headers': '*, authorization',
      });
      response.end('<!doctype html><title>Portal</title><p>Sign in');
    }),
  );
  const detail = await expectUnavailable(await elsewhere(`${server.origin}/v1`), 'upstream', 'Oneflow has a problem');
  assert.equal(detail.status, 200);
  assert.ok(!(await fixture.picker.locator('section').innerText()).includes('Portal'));
});

test('a redirect is not followed: the headers would go where nobody sent them', async () => {
  fixture.expectErrors(/ERR_FAILED|CORS|redirect/i);
  const caught = [];
  const thief = opened(
    await serve((request, response) => {
      caught.push(request.url);
      response.writeHead(200, { 'access-control-allow-origin': '*' }).end('[]');
    }),
  );
  await armFault({ on: 'GET /helpers/contract_create_data', kind: 'redirect', location: `${thief.origin}/v1` });
  await expectUnavailable(await fixture.open(), 'network', 'Oneflow can’t be reached');
  assert.deepEqual(caught, []);
});

test('an error page keeps its status, and Try again goes on', async () => {
  fixture.expectErrors(/502/);
  await armFault({ on: 'GET /helpers/contract_create_data', kind: 'html', status: 502 });
  await armFault({ on: 'GET /templates', kind: 'html', status: 502 });
  const picker = await fixture.open();
  const detail = await expectUnavailable(picker, 'upstream', 'Oneflow has a problem');
  assert.deepEqual([detail.status, detail.retryable], [502, true]);
  await picker.button('Try again').click();
  await picker.waitForStep('choosing');
});

test('a truncated response counts as unreachable', async () => {
  fixture.expectErrors(/ERR_/);
  await armFault({ on: 'GET /helpers/contract_create_data', kind: 'cut_before' });
  await expectUnavailable(await fixture.open(), 'network', 'Oneflow can’t be reached');
});

test('a 403 at the start says who can change it, with the request id', async () => {
  fixture.expectErrors(/403/);
  await armFault({ on: 'GET /helpers/contract_create_data', kind: 'status', status: 403 });
  const detail = await expectUnavailable(
    await fixture.open(),
    'permission',
    'You don’t have access',
    'An administrator',
    'Reference for support: ',
  );
  assert.equal(detail.status, 403);
  assert.ok(Number.isInteger(detail.code));
  assert.ok((await fixture.picker.locator('.id').innerText()).endsWith(detail.requestId));
});

test('a missing authorize is named', async () => {
  await expectUnavailable(
    await fixture.open({ authorize: 'missing' }),
    'config',
    SETUP,
    'The property authorize is not a function.',
  );
});

for (const how of ['throws', 'rejects', 'nonsense']) {
  const does = how === 'nonsense' ? 'gives nonsense' : how;
  test(`when authorize ${does}, the user reads why and nothing is sent`, async () => {
    await expectUnavailable(
      await fixture.open({ authorize: how }),
      'session',
      'You are not signed in to Oneflow',
      'could not prove who you are',
    );
    assert.equal((await receivedRequests()).length, 0);
  });
}

test('when authorize does not settle, the element stops waiting after ten seconds', async () => {
  await fixture.page.clock.install();
  try {
    const picker = await fixture.open({ authorize: 'hangs' });
    await picker.host.evaluate((element) => element.ready);
    await fixture.page.clock.runFor(8_000);
    assert.equal(await picker.state(), 'opening');
    await fixture.page.clock.runFor(2_500);
    await expectUnavailable(picker, 'session', 'You are not signed in to Oneflow');
  } finally {
    await fixture.page.clock.resume();
  }
});

test('an extension type that nobody knows has no templates', async () => {
  fixture.expectErrors(/404/);
  await expectUnavailable(
    await fixture.open({ 'extension-type': 'no_such_crm' }),
    'setup',
    'There are no templates yet',
    'set its template type',
  );
});

test('an extension type without templates, answered with an empty list, comes to the same', async () => {
  await fixture.page.route(`${api}/helpers/contract_create_data**`, (route) =>
    route.fulfill({
      json: [],
      headers: { 'access-control-allow-origin': site },
    }),
  );
  try {
    // The other responses are real: here they list templates, but in no available workspace.
    await expectUnavailable(await fixture.open(), 'permission', 'You can’t create contracts yet');
  } finally {
    await fixture.page.unroute(`${api}/helpers/contract_create_data**`);
  }
});

test('an extension that is switched off is named, with what an administrator does about it', async () => {
  fixture.expectErrors(/404/);
  await setExtensionActive('demo_crm', false);
  const picker = await fixture.open();
  await expectUnavailable(
    picker,
    'setup',
    'Oneflow isn’t connected yet',
    'Demo CRM is switched off',
    'open Marketplace and find Demo CRM',
  );
  assert.equal(await picker.locator('ol.todo li').count(), 3);
  await setExtensionActive('demo_crm', true);
  await picker.button('Try again').click();
  await picker.waitForStep('choosing');
});

test('a user who may create nowhere learns who can change that', async () => {
  await expectUnavailable(
    await fixture.open({ user: ola }),
    'permission',
    'You can’t create contracts yet',
    'in no workspace where you may create',
  );
});

for (const user of ['nobody@example.com', 'nils.gone@example.com']) {
  test(`an unknown user ${user} is distinguished from a wrong token`, async () => {
    fixture.expectErrors(/401/);
    await expectUnavailable(
      await fixture.open({ user }),
      'identity',
      'Oneflow doesn’t know you yet',
      'no active user in Oneflow',
    );
  });
}

test('a wrong token means not being signed in', async () => {
  fixture.expectErrors(/401/);
  const place = `${site}/sandbox.json`;
  await fixture.page.route(place, async (route) => {
    const facts = await (await route.fetch()).json();
    await route.fulfill({ json: { ...facts, token: token.replace('demo', 'dead') } });
  });
  try {
    const detail = await expectUnavailable(await fixture.open(), 'session', 'You are not signed in to Oneflow');
    assert.equal(detail.status, 401);
  } finally {
    await fixture.page.unroute(place);
  }
});

test('a preselected template that does not exist leaves the choice to the user', async () => {
  const picker = await fixture.openChoosing({ 'template-id': '999' });
  await picker.waitForText('The suggested template is not available');
  const detail = await fixture.waitForEvent('oneflow-error');
  assert.deepEqual([detail.kind, detail.retryable], ['not-found', false]);
  await picker.choose('Supply agreement');
});

/** The input is marked invalid, and its error is shown at it and associated with it. */
async function marked(picker, id, message) {
  const input = picker.locator(`#${id}`);
  assert.equal(await input.getAttribute('aria-invalid'), 'true');
  const described = (await input.getAttribute('aria-describedby')).split(' ');
  assert.ok(described.includes(`${id}-error`), described.join(' '));
  assert.equal(await picker.locator(`#${id}-error`).innerText(), message);
}

test('all errors are shown at once, at each input and in a summary that links to it', async () => {
  const picker = await fixture.openFilling();
  await picker.name.fill('n'.repeat(131));
  await picker.label('Contract value').fill('9'.repeat(1_025));
  await picker.button('Edit Acme AB').click();
  await picker.label('Company name').fill('   ');
  await picker.label('Registration number').fill('1'.repeat(26));
  await picker.label('Email').fill('ada@acme');
  await picker.showDetails();
  await picker.label('Mobile').fill('070-000 00 01');
  await picker.button('Done').click();
  await picker.create();
  await picker.waitForFocus('summary');
  assert.equal(await picker.state(), 'filling');
  assert.equal(await picker.locator('#summary-title').innerText(), '6 things to correct');
  assert.equal(await picker.status.textContent(), '6 things to correct');

  await marked(picker, 'name', '131 of 130 characters: shorten it.');
  await marked(picker, 'field-2', '1,025 of 1,024 characters: shorten it.');
  await marked(picker, 'party-0-name', 'This has to be filled in.');
  await marked(picker, 'party-0-number', '26 of 25 characters: shorten it.');
  await marked(picker, 'party-0-0-email', 'This is not an email address.');
  await marked(picker, 'party-0-0-phone', 'This is not a phone number with a country code, such as +46 70 000 00 00.');
  assert.equal(await picker.locator('[aria-invalid]').count(), 6);

  const links = picker.summary.getByRole('button');
  const ids = ['name', 'field-2', 'party-0-name', 'party-0-number', 'party-0-0-email', 'party-0-0-phone'];
  assert.equal(await links.count(), ids.length);
  for (const [index, id] of ids.entries()) {
    await press(links.nth(index));
    await picker.waitForFocus(id);
  }
  assert.equal((await createRequests()).length, 0);
});

test('each correction removes its own error, and after the last one the contract is created', async () => {
  const picker = await fixture.openFilling();
  await picker.name.fill('n'.repeat(131));
  await picker.label('Currency').fill('9'.repeat(1_025));
  await picker.create();
  await picker.waitForText('2 things to correct');
  await picker.name.fill('n'.repeat(130));
  await picker.waitForText('One thing to correct');
  assert.equal(await picker.name.getAttribute('aria-invalid'), null);
  assert.equal(await picker.locator('#name-error').count(), 0);
  await picker.label('Currency').fill('9'.repeat(1_024));
  await picker.summary.waitFor({ state: 'detached' });
  await picker.create();
  await picker.waitForStep('created');
  const made = await readContract((await fixture.waitForEvent('oneflow-created')).contractId);
  assert.equal(made._private.name.length, 130);
});

test('what a delivery channel or sign method requires is an error that names it', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Edit Acme AB').click();
  await picker.showDetails();
  await picker.label('Mobile').fill('');
  await picker.label('Delivery').selectOption('SMS');
  await picker.create();
  await picker.waitForFocus('summary');
  await marked(picker, 'party-0-0-phone', 'Needed for delivery or signing by SMS.');
});

test('the same email twice within a party is an error at the second', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Edit Acme AB').click();
  await picker.button('Add person').click();
  const second = picker.locator('.who').nth(1);
  await second.getByLabel('Name', { exact: true }).fill('Ada again');
  await second.getByLabel('Email', { exact: true }).fill('ADA.berg@acme.example');
  await picker.create();
  await picker.waitForFocus('summary');
  assert.equal(await picker.locator('[aria-invalid]').count(), 1);
  assert.equal(await second.locator('.err').innerText(), 'Somebody else in this party has the same email.');
});

test('a company without people cannot be sent', async () => {
  const picker = await fixture.openFilling('Supply agreement', { prefill: 'none' });
  await picker.button('Add company').click();
  await picker.create();
  await picker.waitForFocus('summary');
  assert.match(
    await picker.summary.innerText(),
    /Company name: This has to be filled in\.[^]*Name: This has to be filled in\./,
  );
  assert.equal((await createRequests()).length, 0);
});

test('markup in a template’s name is text, in the list, in the heading and in the created contract', async () => {
  const wild = '<img src=x onerror=alert(1)> & <b>bold</b>';
  const picker = await fixture.openChoosing();
  await picker.search.fill('<img');
  assert.equal(await picker.options.first().locator('.t b').innerText(), wild);
  await picker.pick(picker.options);
  await picker.waitForStep('filling');
  assert.equal(await picker.heading.innerText(), wild);
  await picker.name.fill(wild);
  await picker.create();
  await picker.waitForStep('created');
  assert.equal(await picker.locator('.center .name').innerText(), wild);
  assert.equal(await picker.locator('img').count(), 0);
});

test('difficult names can be found and distinguished', async () => {
  const picker = await fixture.openChoosing();
  await picker.search.fill('👩🏽‍💻');
  assert.equal(await picker.options.count(), 1);
  await picker.search.fill('הסכם');
  assert.equal(await picker.options.first().locator('b').getAttribute('dir'), 'auto');
  await picker.search.fill('order conf');
  assert.deepEqual(await picker.options.locator('small').allInnerTexts(), [
    'Demo CRM, orders · No. 8104',
    'Demo CRM, orders · No. 8105',
  ]);
  await picker.search.fill('');
  await picker.pick(picker.options.filter({ hasText: 'Template without a name' }));
  await picker.waitForStep('filling');
  assert.equal(await picker.heading.innerText(), 'Template without a name');
});

test('one template in two workspaces is two choices', async () => {
  const picker = await fixture.openChoosing();
  await picker.button('Partners').click();
  await picker.choose('Supply agreement');
  assert.deepEqual((await fixture.waitForEvent('oneflow-selection-change')).workspaceId, 7002);
  assert.match(await picker.locator('.head').innerText(), /Partners/);
  assert.equal((await receivedRequests('GET /helpers/template_types/9001/data_fields'))[0].status, 200);
});
