// The network goes, Oneflow is busy or half broken: what the user reads, what goes on by itself, and that nothing is lost.
import assert from 'node:assert/strict';

import { host, strict } from './support/servers.js';
import { test, useStage } from './support/stage.js';
import { api, arm, creations, dist, requests, site, siri, switchExtension, token } from './support/world.js';

const stage = useStage();
const script = `document.getElementById('picker').authorize = () => (${JSON.stringify({ 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri })});`;

const offline = 'You are offline.';
const notice = (picker) => picker.locator('#offline');
const diagnosis = (picker) => picker.host.evaluate((element) => element.diagnose());

/** Takes the network away for a while. */
async function without(does) {
  await stage.context.setOffline(true);
  try {
    await does();
  } finally {
    await stage.context.setOffline(false);
  }
}

test('being offline is noticed over the form, and nothing is sent until the network is back', async () => {
  const picker = await stage.filling();
  await picker.name.fill('On the train');
  await without(async () => {
    await notice(picker).waitFor();
    assert.match(await notice(picker).innerText(), new RegExp(`^${offline}`));
    assert.match(await picker.status.textContent(), new RegExp(`^${offline}`));
    await picker.label('Currency').fill('NOK');
    await picker.button('Review').click();
    await picker.in('reviewing');
    await picker.button('Create draft').click();
    // Nothing can become uncertain: the user is led to the reason instead.
    await picker.hasFocus('offline');
    assert.equal(await picker.state(), 'reviewing');
  });
  await notice(picker).waitFor({ state: 'detached' });
  assert.equal((await creations()).length, 0, 'nothing is sent by itself');
  await picker.button('Create draft').click();
  await picker.in('created');
  const [{ body }, ...more] = await creations();
  assert.deepEqual(more, []);
  assert.equal(body.name, 'On the train');
  assert.equal(body.data_fields.find(({ custom_id: id }) => id === 'currency').value, 'NOK');
});

test('the notice takes no letter from whoever is typing when the network goes', async () => {
  const picker = await stage.filling();
  await picker.name.focus();
  await stage.page.keyboard.press('Control+a');
  await stage.page.keyboard.type('On the ');
  await without(async () => {
    await notice(picker).waitFor();
    await stage.page.keyboard.type('train');
    await picker.hasFocus('name');
  });
  await notice(picker).waitFor({ state: 'detached' });
  await stage.page.keyboard.type('!');
  assert.equal(await picker.name.inputValue(), 'On the train!');
});

test('a draft is not sent while offline, and is sent after', async () => {
  const picker = await stage.filling();
  await picker.create();
  await picker.in('created');
  await picker.locator('summary').click();
  await without(async () => {
    await notice(picker).waitFor();
    await picker.button('Send').click();
    await picker.hasFocus('offline');
    assert.equal(await picker.state(), 'created');
  });
  await notice(picker).waitFor({ state: 'detached' });
  await picker.button('Send').click();
  await picker.in('published');
});

test('what could not start without a network starts by itself when it is back', async () => {
  stage.provokes(/ERR_/);
  const picker = await stage.choosing();
  await without(async () => {
    await notice(picker).waitFor();
    await picker.host.evaluate((element) => element.refresh());
    await picker.in('closed');
    await picker.shows('Oneflow can’t be reached');
  });
  await picker.in('choosing');
  assert.equal(await notice(picker).count(), 0);
});

test('Retry-After as a date is counted down in seconds', async () => {
  stage.provokes(/429/);
  const { page } = stage;
  await page.clock.install();
  try {
    const picker = await stage.filling();
    await picker.name.fill('Kept');
    const now = await page.evaluate(() => Date.now());
    // The account's clock and the browser's are one here; a date has whole seconds.
    await arm({ on: 'POST /contracts/create', kind: 'busy', retry_after: new Date(now + 45_000).toUTCString() });
    await picker.create();
    await picker.shows(/This goes on by itself in 4\d seconds\./);
    assert.equal((await creations()).length, 1);
    await page.clock.runFor(20_000);
    await picker.shows(/This goes on by itself in 2\d seconds\./);
    assert.equal((await creations()).length, 1);
    await page.clock.runFor(30_000);
    await picker.in('created');
    assert.deepEqual((await creations()).map(({ body }) => body.name), ['Kept', 'Kept']);
  } finally {
    await page.clock.resume();
  }
});

test('a helper that fails has a second way: the templates’ own list', async () => {
  stage.provokes(/500/);
  await arm({ on: 'GET /helpers/contract_create_data', kind: 'status', status: 500, times: 9 });
  const picker = await stage.choosing();
  await picker.search.fill('supply agree');
  assert.match(await picker.locator('#list').innerText(), /Sales Nordics/i);
  await picker.search.fill('');
  await picker.choose('Supply agreement');
  await picker.create();
  await picker.in('created');
  assert.ok((await requests('GET /templates?')).length >= 1);
});

test('with both ways blocked it says that Oneflow has a problem, and whom to give which number', async () => {
  stage.provokes(/500|503/);
  await arm({ on: 'GET /helpers/contract_create_data', kind: 'status', status: 500 });
  await arm({ on: 'GET /templates', kind: 'status', status: 503 });
  const picker = await stage.open();
  await picker.in('closed');
  await picker.shows('Oneflow has a problem');
  const error = await stage.heard('oneflow-error');
  assert.deepEqual([error.kind, error.status], ['upstream', 500], 'the first failure is the one to tell');
  assert.ok((await picker.locator('.id').innerText()).includes(error.requestId));
  await picker.button('Try again').click();
  await picker.in('choosing');
});

test('an extension that is switched off: the steps, the way there, and a message to copy for an administrator', async () => {
  const { context } = stage;
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(site).origin });
  stage.provokes(/404/);
  await switchExtension('demo_crm', false);
  const picker = await stage.open({ 'setup-url': 'https://marketplace.example/demo-crm' });
  await picker.in('closed');
  await picker.shows('Oneflow isn’t connected yet');
  assert.deepEqual(await picker.locator('.todo li').allInnerTexts(), [
    'In Oneflow, open Marketplace and find Demo CRM.', 'Click Enable and copy the token that is shown.', 'Paste it in the settings of this app.',
  ]);
  const way = picker.host.getByRole('link', { name: 'Set it up' });
  assert.deepEqual([await way.getAttribute('href'), await way.getAttribute('rel')], ['https://marketplace.example/demo-crm', 'noopener noreferrer']);
  await picker.locator('summary').click();
  const message = await picker.label('A message for your administrator').inputValue();
  assert.match(message, /Oneflow isn’t connected yet/);
  assert.match(message, /Marketplace and find Demo CRM[\s\S]*https:\/\/marketplace\.example\/demo-crm/);
  await picker.button('Copy').click();
  await picker.button('Copied').waitFor();
  assert.equal(await picker.status.textContent(), 'Copied');
  assert.equal(await stage.page.evaluate(() => navigator.clipboard.readText()), message);
  // Somebody has done it meanwhile.
  await switchExtension('demo_crm', true);
  await picker.button('Try again').click();
  await picker.in('choosing');
});

test('diagnose() says what is the matter, without anything secret or personal', async () => {
  const picker = await stage.filling();
  await picker.name.fill('Secret project');
  await picker.create();
  await picker.in('created');
  const told = await diagnosis(picker);
  assert.deepEqual([told.state, told.online, told.api], ['created', true, 'answers']);
  assert.match(told.version, /^\d+\.\d+\.\d+/);
  assert.deepEqual(told.requests.map(({ path, status }) => [path, status]), [
    ['/helpers/contract_create_data', 200], ['/helpers/template_types/9001/data_fields', 200], ['/contracts/create', 200],
  ]);
  assert.doesNotMatch(JSON.stringify(told), /@|sandbox-|Secret|Acme|125000/);
});

test('diagnose() says of an API that was never asked just that', async () => {
  for (const base of ['', 'http://']) {
    const picker = await stage.open({ 'api-base': base });
    await picker.in('closed');
    assert.equal((await diagnosis(picker)).api, 'not-asked');
  }
  assert.deepEqual(stage.urls.filter((address) => address.includes('/ping')), []);
});

test('diagnose() tells a network that is gone from an API that lets this page not in', async () => {
  stage.provokes(/ERR_|CORS|blocked/, /401.*ping/);
  await stage.page.route(`${api}/**`, (route) => route.abort());
  const gone = await stage.open();
  await gone.in('closed');
  assert.equal((await diagnosis(gone)).api, 'unreachable');
  await stage.page.unroute(`${api}/**`);
  // The sandbox answers this origin like any other, and lets it read nothing.
  const stranger = await host({ folder: dist, policy: strict(new URL(api).origin), script, attributes: { 'api-base': api, 'extension-type': 'demo_crm' } });
  try {
    stage.visits(`${stranger.origin}/`);
    await stage.page.goto(stranger.origin);
    await stage.picker.in('closed');
    const { api: found, requests: traced } = await diagnosis(stage.picker);
    assert.equal(found, 'blocked-by-cors');
    assert.deepEqual(traced.map(({ path, status }) => [path, status]), [['/helpers/contract_create_data', null]]);
  } finally {
    await stranger.close();
  }
});
