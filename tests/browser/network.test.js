// The network fails, Oneflow is busy or partly down: what users read, what recovers by itself, what is kept.
import assert from 'node:assert/strict';

import { serveHostPage, strictPolicy } from './support/servers.js';
import { test, useFixture } from './support/fixture.js';
import { api, dist, site, siri, token } from './support/environment.js';
import { armFault, createRequests, receivedRequests, setExtensionActive } from './support/sandbox.js';

const fixture = useFixture();
const headers = JSON.stringify({ 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri });
const script = `document.getElementById('picker').authorize = () => (${headers});`;

const offline = 'You are offline.';
const notice = (picker) => picker.locator('#offline');
const heldBack = (picker) => picker.locator('.err', { hasText: 'nothing was sent' });
const diagnosis = (picker) => picker.host.evaluate((element) => element.diagnose());

/** Makes the network fail for a while. */
async function without(does) {
  await fixture.context.setOffline(true);
  try {
    await does();
  } finally {
    await fixture.context.setOffline(false);
  }
}

test('being offline is noticed over the form, and nothing is sent until the network is back', async () => {
  const picker = await fixture.openFilling();
  await picker.name.fill('On the train');
  await without(async () => {
    await notice(picker).waitFor();
    assert.match(await notice(picker).innerText(), new RegExp(`^${offline}`));
    assert.match(await picker.status.textContent(), new RegExp(`^${offline}`));
    await picker.label('Currency').fill('NOK');
    await picker.button('Review').click();
    await picker.waitForStep('reviewing');
    await picker.button('Create draft').click();
    // Nothing is sent that could become uncertain. That is said beside the button.
    await heldBack(picker).waitFor();
    assert.match(await picker.status.textContent(), /nothing was sent/);
    assert.equal(await picker.state(), 'reviewing');
  });
  await notice(picker).waitFor({ state: 'detached' });
  await heldBack(picker).waitFor({ state: 'detached' });
  assert.equal((await createRequests()).length, 0, 'nothing is sent by itself');
  await picker.button('Create draft').click();
  await picker.waitForStep('created');
  const [{ body }, ...more] = await createRequests();
  assert.deepEqual(more, []);
  assert.equal(body.name, 'On the train');
  assert.equal(body.data_fields.find(({ custom_id: id }) => id === 'currency').value, 'NOK');
});

test('the offline notice does not disturb typing', async () => {
  const picker = await fixture.openFilling();
  await picker.name.focus();
  await fixture.page.keyboard.press('Control+a');
  await fixture.page.keyboard.type('On the ');
  await without(async () => {
    await notice(picker).waitFor();
    await fixture.page.keyboard.type('train');
    await picker.waitForFocus('name');
  });
  await notice(picker).waitFor({ state: 'detached' });
  await fixture.page.keyboard.type('!');
  assert.equal(await picker.name.inputValue(), 'On the train!');
});

test('a draft is not sent while offline, and is sent after', async () => {
  const picker = await fixture.openFilling();
  await picker.create();
  await picker.waitForStep('created');
  await picker.locator('summary').click();
  await without(async () => {
    await notice(picker).waitFor();
    await picker.button('Send').click();
    await heldBack(picker).waitFor();
    assert.equal(await picker.state(), 'created');
  });
  await notice(picker).waitFor({ state: 'detached' });
  await picker.button('Send').click();
  await picker.waitForStep('published');
});

test('a template picked offline opens by itself once the network is back', async () => {
  fixture.expectErrors(/ERR_INTERNET_DISCONNECTED/);
  const picker = await fixture.openChoosing();
  await without(async () => {
    await notice(picker).waitFor();
    await picker.pick(picker.options.filter({ hasText: 'Delivery note' }));
    await picker.waitForText('“Delivery note” opens as soon as you are back online.');
    assert.equal(await picker.summary.count(), 0);
  });
  await picker.waitForStep('filling');
  assert.equal(await picker.heading.innerText(), 'Delivery note');
});

test('a wait at the start is counted down, and one that takes long says so', async () => {
  fixture.expectErrors(/429/);
  await armFault({ on: 'GET /helpers/contract_create_data', kind: 'busy', retry_after: '2' });
  const picker = await fixture.open();
  await picker.waitForText(/in [12] seconds?\./);
  const release = await fixture.holdRequests('**/helpers/**');
  await picker.waitForText('Loading templates…');
  const slow = picker.locator('.slow');
  assert.equal(await slow.isVisible(), false);
  const passed = (ms) =>
    slow.evaluate((element, time) => {
      for (const animation of element.getAnimations()) animation.currentTime = time;
    }, ms);
  await passed(7_900);
  assert.equal(await slow.isVisible(), false);
  await passed(8_100);
  assert.equal(await slow.isVisible(), true);
  assert.equal((await slow.innerText()).trim(), 'This is taking longer than usual.');
  await release();
  await picker.waitForStep('choosing');
});

test('an element that could not start offline starts by itself once the network is back', async () => {
  fixture.expectErrors(/ERR_/);
  const picker = await fixture.openChoosing();
  await without(async () => {
    await notice(picker).waitFor();
    await picker.host.evaluate((element) => element.refresh());
    await picker.waitForStep('unavailable');
    await picker.waitForText('Oneflow can’t be reached');
  });
  await picker.waitForStep('choosing');
  assert.equal(await notice(picker).count(), 0);
});

test('Retry-After as a date is counted down in seconds', async () => {
  fixture.expectErrors(/429/);
  const { page } = fixture;
  await page.clock.install();
  try {
    const picker = await fixture.openFilling();
    await picker.name.fill('Kept');
    const now = await page.evaluate(() => Date.now());
    // Server and browser have the same clock here; a date has whole seconds.
    await armFault({ on: 'POST /contracts/create', kind: 'busy', retry_after: new Date(now + 45_000).toUTCString() });
    await picker.create();
    await picker.waitForText(/This goes on by itself in 4\d seconds\./);
    assert.equal((await createRequests()).length, 1);
    await page.clock.runFor(20_000);
    await picker.waitForText(/This goes on by itself in 2\d seconds\./);
    assert.equal((await createRequests()).length, 1);
    await page.clock.runFor(30_000);
    await picker.waitForStep('created');
    assert.deepEqual(
      (await createRequests()).map(({ body }) => body.name),
      ['Kept', 'Kept'],
    );
  } finally {
    await page.clock.resume();
  }
});

test('when the helper endpoint fails, the list of templates is read instead', async () => {
  fixture.expectErrors(/500/);
  await armFault({ on: 'GET /helpers/contract_create_data', kind: 'status', status: 500, times: 9 });
  const picker = await fixture.openChoosing();
  await picker.search.fill('supply agree');
  assert.match(await picker.locator('#list').innerText(), /Sales Nordics/i);
  await picker.search.fill('');
  await picker.choose('Supply agreement');
  await picker.create();
  await picker.waitForStep('created');
  assert.ok((await receivedRequests('GET /templates?')).length >= 1);
});

test('when both endpoints fail, it says that Oneflow has a problem and shows the request id for support', async () => {
  fixture.expectErrors(/500|503/);
  await armFault({ on: 'GET /helpers/contract_create_data', kind: 'status', status: 500 });
  await armFault({ on: 'GET /templates', kind: 'status', status: 503 });
  const picker = await fixture.open();
  await picker.waitForStep('unavailable');
  await picker.waitForText('Oneflow has a problem');
  const error = await fixture.waitForEvent('oneflow-error');
  assert.deepEqual([error.kind, error.status], ['upstream', 500], 'the first failure is the one to tell');
  assert.ok((await picker.locator('.id').innerText()).includes(error.requestId));
  await picker.button('Try again').click();
  await picker.waitForStep('choosing');
});

test('a disabled extension: the steps, the link, and a message to copy for an administrator', async () => {
  const { context } = fixture;
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(site).origin });
  fixture.expectErrors(/404/);
  await setExtensionActive('demo_crm', false);
  const picker = await fixture.open({ 'setup-url': 'https://marketplace.example/demo-crm' });
  await picker.waitForStep('unavailable');
  await picker.waitForText('Oneflow isn’t connected yet');
  assert.deepEqual(await picker.locator('.todo li').allInnerTexts(), [
    'In Oneflow, open Marketplace and find Demo CRM.',
    'Click Enable and copy the token that is shown.',
    'Paste it in the settings of this app.',
  ]);
  const way = picker.host.getByRole('link', { name: 'Set it up' });
  assert.deepEqual(
    [await way.getAttribute('href'), await way.getAttribute('rel')],
    ['https://marketplace.example/demo-crm', 'noopener noreferrer'],
  );
  await picker.locator('summary').click();
  const message = await picker.label('A message for your administrator').inputValue();
  assert.match(message, /Oneflow isn’t connected yet/);
  assert.match(message, /Marketplace and find Demo CRM[\s\S]*https:\/\/marketplace\.example\/demo-crm/);
  await picker.button('Copy').click();
  await picker.button('Copied').waitFor();
  assert.equal(await picker.status.textContent(), 'Copied');
  assert.equal(await fixture.page.evaluate(() => navigator.clipboard.readText()), message);
  // An administrator has enabled it meanwhile.
  await setExtensionActive('demo_crm', true);
  await picker.button('Try again').click();
  await picker.waitForStep('choosing');
});

test('diagnose() reports the requests, without anything secret or personal', async () => {
  const picker = await fixture.openFilling();
  await picker.name.fill('Secret project');
  await picker.create();
  await picker.waitForStep('created');
  await fixture.waitForIdle();
  const told = await diagnosis(picker);
  assert.deepEqual([told.state, told.online, told.api], ['created', true, 'answers']);
  assert.match(told.version, /^\d+\.\d+\.\d+/);
  assert.deepEqual(
    told.requests.map(({ path, status }) => [path, status]),
    [
      ['/helpers/contract_create_data', 200],
      ['/helpers/template_types/9001/data_fields', 200],
      ['/templates/8101', 200],
      ['/contracts/create', 200],
      ['/contracts', 200],
    ],
  );
  assert.doesNotMatch(JSON.stringify(told), /@|sandbox-|Secret|Acme|125000/);
});

test('diagnose() reports an API that was never asked as not-asked', async () => {
  for (const base of ['', 'http://']) {
    const picker = await fixture.open({ 'api-base': base });
    await picker.waitForStep('unavailable');
    assert.equal((await diagnosis(picker)).api, 'not-asked');
  }
  assert.deepEqual(
    fixture.requestedUrls.filter((address) => address.includes('/ping')),
    [],
  );
});

test('diagnose() distinguishes a missing network from an API without CORS', async () => {
  fixture.expectErrors(/ERR_|CORS|blocked/, /401.*ping/);
  await fixture.page.route(`${api}/**`, (route) => route.abort());
  const gone = await fixture.open();
  await gone.waitForStep('unavailable');
  assert.equal((await diagnosis(gone)).api, 'unreachable');
  await fixture.page.unroute(`${api}/**`);
  // The sandbox responds to this origin without CORS headers, so that it can read nothing.
  const stranger = await serveHostPage({
    folder: dist,
    policy: strictPolicy(new URL(api).origin),
    script,
    attributes: { 'api-base': api, 'extension-type': 'demo_crm' },
  });
  try {
    fixture.allowRequests(`${stranger.origin}/`);
    await fixture.page.goto(stranger.origin);
    await fixture.picker.waitForStep('unavailable');
    const { api: found, requests: traced } = await diagnosis(fixture.picker);
    assert.equal(found, 'blocked-by-cors');
    assert.deepEqual(
      traced.map(({ path, status }) => [path, status]),
      [['/helpers/contract_create_data', null]],
    );
  } finally {
    await stranger.close();
  }
});
