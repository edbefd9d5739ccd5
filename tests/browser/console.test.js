// The sandbox's console, for people without a Oneflow account: it has no script of its own.
import assert from 'node:assert/strict';

import { test, useFixture } from './support/fixture.js';
import { api, siri, token } from './support/environment.js';
import { readContract } from './support/sandbox.js';

const fixture = useFixture({ width: 1100, height: 860 });

const home = new URL('/_sandbox/', api).href;
const headers = { 'x-oneflow-api-token': token, 'content-type': 'application/json' };

const ask = async (place, body, more = {}) => {
  const response = await fetch(api + place, {
    method: 'POST',
    headers: { ...headers, ...more },
    body: JSON.stringify(body),
  });
  assert.ok(response.ok, `${place} answered ${response.status}`);
  return response.json();
};

const company = {
  type: 'company',
  name: 'Acme AB',
  participants: [
    {
      name: 'Ada Berg',
      email: 'ada@acme.example',
      delivery_channel: 'email',
      signatory: true,
      sign_method: 'standard_esign',
    },
  ],
};

/** A pending contract that only Ada Berg has to sign. */
const pending = async () => {
  const { id } = await ask(
    '/contracts/create',
    { workspace_id: 7001, template_id: 8104, name: 'Order 17', parties: [company] },
    { 'x-oneflow-user-email': siri },
  );
  await ask(
    `/contracts/${id}/publish`,
    { subject: 'Order 17', message: 'Please sign.' },
    { 'x-oneflow-user-email': siri },
  );
  return id;
};

const visit = async (place = '') => {
  fixture.allowRequests(home);
  await fixture.page.goto(home + place);
  return fixture.page;
};

const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const heading = (page, name) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

test('the navigation leads to every page and says where one is', async () => {
  const page = await visit();
  await heading(page, 'Account');
  for (const name of ['Contracts', 'Templates', 'Extensions', 'Webhooks', 'Faults', 'Account']) {
    await page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name }).click();
    await heading(page, name);
    assert.equal(await page.locator('nav [aria-current=page]').innerText(), name);
  }
});

test('an extension is enabled, and its token is shown once and works', async () => {
  const page = await visit('app/extensions');
  await press(page, 'Enable Demo ATS');
  await page.getByRole('status').getByText('Demo ATS is enabled').waitFor();
  const made = await page.locator('.token').innerText();
  const me = await fetch(`${api}/accounts/me`, { headers: { 'x-oneflow-api-token': made } });
  assert.equal((await me.json()).token_info.integration.key, 'demo_ats');
  await page.getByRole('link', { name: 'Extensions' }).click();
  await heading(page, 'Extensions');
  assert.equal(await page.getByText(made).count(), 0);
  await press(page, 'Disable Demo ATS');
  await page.getByRole('button', { name: 'Enable Demo ATS' }).waitFor();
  const refused = await fetch(`${api}/ping`, { headers: { 'x-oneflow-api-token': made } });
  assert.equal(refused.status, 401);
});

test('a contract is viewed and signed, and its events are real', async () => {
  const id = await pending();
  const page = await visit('app/contracts');
  await page.getByRole('link', { name: 'Order 17' }).click();
  await heading(page, 'Order 17');
  await press(page, 'View as Ada Berg');
  await page.getByText('participant:first_visit').waitFor();
  await press(page, 'Sign as Ada Berg');
  await page.getByText('contract:sign', { exact: true }).waitFor();
  assert.equal((await readContract(id)).state, 'signed');
  assert.equal(await page.getByRole('button', { name: 'Decline as Ada Berg' }).count(), 0);
});

test('a contract expires, is revived, and is declined', async () => {
  const id = await pending();
  const page = await visit(`app/contracts/${id}`);
  await press(page, 'Expire');
  await press(page, 'Revive');
  await press(page, 'Decline as Ada Berg');
  await page.getByText('contract:decline', { exact: true }).waitFor();
  assert.equal((await readContract(id)).state, 'declined');
});

test('a fault that is armed in the console affects the next request', async () => {
  const page = await visit('app/faults');
  await page.getByLabel('Request').selectOption('GET /ping');
  await page.getByLabel('What happens').selectOption('html:502');
  await press(page, 'Arm');
  await page.getByRole('listitem').filter({ hasText: 'GET /ping' }).getByText('502 with HTML').waitFor();
  const unlucky = await fetch(`${api}/ping`, { headers });
  assert.equal(unlucky.status, 502);
});

test('a template that is created in the console can be picked', async () => {
  const page = await visit('app/templates');
  await page.getByLabel('Name', { exact: true }).fill('Lease of a crane');
  await page.getByRole('combobox', { name: 'Template type' }).selectOption('9001');
  await press(page, 'Create template');
  await page.getByRole('rowheader', { name: 'Lease of a crane' }).waitFor();
  const picker = await fixture.openFilling('Lease of a crane');
  assert.equal(await picker.state(), 'filling');
});

test('what is created in the demo opens in the console', async () => {
  const picker = await fixture.openFilling('Order confirmation');
  await picker.create();
  const { contractId, url } = await fixture.waitForEvent('oneflow-created');
  fixture.allowRequests(home);
  assert.ok(url.startsWith(home), url);
  await fixture.page.goto(url);
  await fixture.page.getByText(`Contract ${contractId}`).waitFor();
  assert.equal(await fixture.page.getByRole('link', { name: 'Contracts' }).getAttribute('aria-current'), 'page');
});

test('no page is wider than a phone', async () => {
  const id = await pending();
  await fixture.page.setViewportSize({ width: 320, height: 700 });
  try {
    for (const place of [
      'app',
      'app/contracts',
      `app/contracts/${id}`,
      'app/templates',
      'app/extensions',
      'app/webhooks',
      'app/faults',
    ]) {
      const page = await visit(place);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, place);
    }
  } finally {
    await fixture.page.setViewportSize({ width: 1100, height: 860 });
  }
});
