// The strictest page policy, personal data, and a wasm that cannot be loaded.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach } from 'node:test';

import { serveHostPage, strictPolicy } from './support/servers.js';
import { test, useFixture } from './support/fixture.js';
import { surface } from './support/surface.js';
import { api, dist, siri, site, token } from './support/environment.js';
import { readContract } from './support/sandbox.js';

let server;

// Runs before the fixture checks the test: whatever it finds, no server stays open.
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const fixture = useFixture();
const there = new URL(api).origin;

const headers = JSON.stringify({ 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri });
const script = `document.getElementById('picker').authorize = () => (${headers});`;

// The sandbox refuses the host page's origin; the early request finds out, whatever becomes of the wasm.
const REFUSED = [/blocked by CORS/, /ERR_FAILED/];

/** Opens a host page of another origin. The sandbox would refuse that origin, so the test passes on its responses. */
async function elsewhere({ policy = strictPolicy(there), wasm } = {}) {
  server = await serveHostPage({
    folder: dist,
    policy,
    wasm,
    script,
    attributes: { 'api-base': api, 'extension-type': 'demo_crm' },
  });
  fixture.allowRequests(`${server.origin}/`);
  await fixture.page.goto(server.origin);
  return fixture.picker;
}

test('the demo page is served under the policy that the package promises', async () => {
  const policy = (await fetch(`${site}/`)).headers.get('content-security-policy');
  const directives = policy.split(';').map((directive) => directive.trim());
  for (const needed of [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    `connect-src 'self' ${there}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ])
    assert.ok(directives.includes(needed), `${needed} is not in ${policy}`);
});

test('a policy violation would not go unnoticed', async () => {
  await fixture.openChoosing();
  fixture.expectErrors(/Content Security Policy|TrustedHTML/);
  await fixture.page.evaluate(() => {
    try {
      document.createElement('p').innerHTML = '<b>';
    } catch {
      // The test is about the event.
    }
  });
  await fixture.waitForIdle();
  const seen = fixture.violations.splice(0);
  assert.match(seen.join('\n'), /policy violated: require-trusted-types-for/);
});

for (const { name } of surface.events) {
  test(`personal data in ${name} would not go unnoticed`, async () => {
    await fixture.openChoosing();
    const dispatch = (detail) =>
      fixture.page.evaluate(
        ([type, given]) => {
          window.dispatchEvent(new CustomEvent(type, { detail: given }));
        },
        [name, detail],
      );
    await dispatch({ contractId: 1 });
    await fixture.checkPrivacy();
    await dispatch({ email: 'ada.berg@acme.example' });
    await assert.rejects(fixture.checkPrivacy(), /holds personal data/);
    await fixture.page.evaluate(() => {
      window.events.length = 0;
    });
  });
}

test('creating a contract violates no policy, stores nothing and puts no secret into an address', async () => {
  const { page } = fixture;
  const picker = await fixture.openFilling();
  await picker.name.fill('Secret name');
  await picker.label('Delivery terms').fill('Secret terms');
  await picker.button('Edit Acme AB').click();
  await picker.button('Done').click();
  await picker.create();
  await picker.waitForStep('created');
  assert.equal(
    (await readContract((await fixture.waitForEvent('oneflow-created')).contractId))._private.name,
    'Secret name',
  );

  const left = await page.evaluate(async () => [
    { ...localStorage },
    { ...sessionStorage },
    document.cookie,
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
    document.querySelectorAll('[style], style').length,
    document.getElementById('picker').shadowRoot.querySelectorAll('[style], style, script').length,
  ]);
  assert.deepEqual(left, [{}, {}, '', 0, 0, 0, 0]);
  assert.deepEqual(await fixture.context.cookies(), []);
  const addresses = [...fixture.requestedUrls, page.url()].map((address) => decodeURIComponent(address)).join('\n');
  for (const secret of [token, '@', 'Secret', 'Acme', 'acme'])
    assert.ok(!addresses.includes(secret), `${secret} is in ${addresses}`);
  // Searching is local and sends no request.
  const before = fixture.requestedUrls.length;
  await picker.button('Create another').click();
  await picker.search.fill('supply');
  assert.equal(fixture.requestedUrls.length, before);
});

test('the console stays empty when nothing goes wrong', async () => {
  const picker = await fixture.openFilling('Supply agreement', { prefill: 'none' });
  await picker.create();
  await picker.waitForStep('created');
  assert.deepEqual(fixture.consoleMessages, []);
});

test('where WebAssembly is forbidden, text, event and console say so, the console with the directive', async () => {
  fixture.expectErrors(/oneflow-contract-picker cannot start/, ...REFUSED);
  const policy = strictPolicy(there).replace(" 'wasm-unsafe-eval'", '');
  const picker = await elsewhere({ policy });
  await picker.waitForStep('error');
  // The test is about this violation, the only one.
  assert.deepEqual(
    fixture.violations.splice(0).map((fault) => fault.split(' at ')[0]),
    ['policy violated: script-src wasm-eval'],
  );
  assert.equal(
    await picker.host.getByRole('alert').innerText(),
    'The contract form cannot start on this page, because the page does not allow WebAssembly.',
  );
  const { detail } = (await fixture.events('oneflow-error'))[0];
  assert.deepEqual([detail.kind, detail.retryable, detail.stage], ['render', true, 'opening']);
  await fixture.waitForWarning(/'wasm-unsafe-eval'.*script-src.*Content-Security-Policy/);
  assert.deepEqual(
    (await fixture.events()).map(({ name }) => name),
    ['oneflow-error', 'oneflow-state-change'],
  );
});

test('a missing wasm is reported, and Try again works once the server has it', async () => {
  fixture.expectErrors(/404/, /cannot start/, ...REFUSED);
  let healed = false;
  const picker = await elsewhere({
    wasm(response) {
      if (!healed) response.writeHead(404).end();
      return healed;
    },
  });
  await picker.waitForStep('error');
  assert.equal(await picker.host.getByRole('alert').innerText(), 'The contract form could not be loaded.');
  assert.equal((await fixture.waitForEvent('oneflow-error')).kind, 'render');
  // Still missing: it is reported again and can be retried.
  await picker.button('Try again').click();
  await fixture.page.waitForFunction(() => window.events.filter(({ name }) => name === 'oneflow-error').length === 2);
  await picker.waitForStep('error');
  healed = true;
  // The sandbox refuses this origin, so the test passes on its responses.
  await fixture.page.route(`${api}/**`, async (route) => {
    const response = await fetch(route.request().url(), {
      headers: { 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri },
    });
    await route.fulfill({
      status: response.status,
      body: await response.text(),
      headers: { 'access-control-allow-origin': server.origin },
    });
  });
  try {
    await picker.button('Try again').click();
    await picker.waitForStep('choosing');
    await picker.host.evaluate((element) => element.ready);
    assert.equal(await picker.options.count(), 18);
  } finally {
    await fixture.page.unroute(`${api}/**`);
  }
});

test('ready is rejected when the wasm cannot start, without an unhandled rejection', async () => {
  fixture.expectErrors(/404/, /cannot start/, ...REFUSED);
  let answer;
  const asked = new Promise((resolve) => {
    answer = resolve;
  });
  const picker = await elsewhere({
    wasm(response) {
      asked.then(() => response.writeHead(404).end());
      return false;
    },
  });
  await picker.host.evaluate((element) => {
    window.settled = element.ready.then(
      () => 'fulfilled',
      (error) => `rejected: ${error.message}`,
    );
    return undefined;
  });
  answer();
  assert.match(await fixture.page.evaluate(() => window.settled), /^rejected: .*404/);
  await picker.waitForStep('error');
});

test('a wasm that is served with the wrong type still starts', async () => {
  fixture.expectErrors(...REFUSED);
  let asked = 0;
  const picker = await elsewhere({
    wasm(response) {
      asked += 1;
      const name = readdirSync(dist).find((entry) => /^picker-.*\.wasm$/.test(entry));
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(readFileSync(`${dist}/${name}`));
      return false;
    },
  });
  await picker.host.evaluate((element) => element.ready);
  assert.equal(asked, 1);
});
