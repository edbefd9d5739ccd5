// Pages that replace what the browser gives, or add to what every object has: the element takes nothing from them that
// it was not given, and every step has a way on.
import assert from 'node:assert/strict';
import { afterEach } from 'node:test';

import { serve } from './support/servers.js';
import { test, useFixture } from './support/fixture.js';
import { api, site, siri, token } from './support/environment.js';
import { createRequests, receivedRequests } from './support/sandbox.js';

const open = [];
const routed = [];

// Runs before the fixture checks the test: whatever it finds, nothing of it stays.
afterEach(async () => {
  await fixture.page.clock.resume().catch(() => {});
  await Promise.all(open.splice(0).map(({ close }) => close()));
  for (const place of routed.splice(0)) await fixture.page.unroute(place);
});

const fixture = useFixture();
const access = { 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri };
const on = (picker, does, given) => picker.host.evaluate(does, given);
const said = () => fixture.consoleMessages.map(({ text }) => text).join('\n');

async function answers(place, respond) {
  routed.push(place);
  await fixture.page.route(place, respond);
}

/** Replaces `fetch` for requests to the API; other requests are the browser's. The page counts them. */
function replaceFetch(kind) {
  return fixture.page.evaluate(
    ([how, base]) => {
      const { fetch } = window;
      const kinds = {
        throws() {
          throw new Error('Ada Berg');
        },
        rejects: () => Promise.reject(),
        'gives nothing': () => undefined,
        'gives an object like a Response': async () => ({
          ok: true,
          status: 200,
          headers: new Headers(),
          text: async () => '[]',
        }),
        'gives an object that only inherits from Response': async () => Object.create(Response.prototype),
        'gives a promise that throws': () => ({
          then() {
            throw new Error('Ada Berg');
          },
        }),
        'gives an error response': async () => Response.error(),
        'never settles and ignores the signal': () => new Promise(() => {}),
        'gives a body that never ends': async () => new Response(new ReadableStream({})),
      };
      window.asked = 0;
      window.restoreFetch = () => {
        window.fetch = fetch;
      };
      window.fetch = (request, ...more) => {
        if (!(request.url ?? String(request)).startsWith(base)) return fetch(request, ...more);
        window.asked += 1;
        return kinds[how]();
      };
    },
    [kind, api],
  );
}

const KINDS = [
  'throws', 'rejects', 'gives nothing', 'gives an object like a Response',
  'gives an object that only inherits from Response', 'gives a promise that throws', 'gives an error response',
  'never settles and ignores the signal', 'gives a body that never ends',
];
const isEndless = (kind) => /never/.test(kind);

/** Lets the page's time pass until the element is in a step. */
async function waitThrough(picker, kind, step) {
  for (let seconds = 0; isEndless(kind) && seconds < 70 && (await picker.state()) !== step; seconds += 5) {
    await fixture.page.clock.runFor(5_000);
  }
  await picker.waitForStep(step);
}

for (const kind of KINDS) {
  test(`where fetch ${kind}, the form says so and goes on once it is mended`, async () => {
    if (isEndless(kind)) await fixture.page.clock.install();
    const picker = await fixture.openChoosing();
    await replaceFetch(kind);
    await on(picker, (element) => {
      // Another record: the element starts afresh.
      element.externalId = 'another';
    });
    await waitThrough(picker, kind, 'unavailable');
    assert.ok((await fixture.page.evaluate(() => window.asked)) >= 1);
    await fixture.page.evaluate(() => window.restoreFetch());
    await picker.button('Try again').click();
    await picker.waitForStep('choosing');
    assert.doesNotMatch(said(), /Ada/);
  });

  test(`where fetch ${kind} at the creation, nobody knows what came of it, and it is asked once`, async () => {
    if (isEndless(kind)) await fixture.page.clock.install();
    const picker = await fixture.openFilling();
    await picker.button('Review').click();
    await picker.waitForStep('reviewing');
    await replaceFetch(kind);
    await picker.button('Create draft').click();
    await waitThrough(picker, kind, 'unconfirmed');
    await fixture.page.evaluate(() => window.restoreFetch());
    assert.equal((await createRequests()).length, 0);
    assert.ok((await picker.locator('button:not([disabled])').count()) > 0, 'there is a way on');
  });
}

test('diagnose() settles although fetch never does', async () => {
  await fixture.page.clock.install();
  const picker = await fixture.openChoosing();
  await replaceFetch('never settles and ignores the signal');
  await on(picker, (element) => {
    element.externalId = 'another';
    // Only requests of an element that has had no answer make it ask.
    const fresh = Object.assign(document.createElement('oneflow-contract-picker'), {
      apiBase: element.apiBase,
      extensionType: 'demo_crm',
      authorize: element.authorize,
    });
    document.body.append(fresh);
    window.fresh = fresh;
  });
  await fixture.page.waitForFunction(() => window.asked >= 2);
  for (let seconds = 0; seconds < 20; seconds += 5) await fixture.page.clock.runFor(5_000);
  await fixture.page.evaluate(() => {
    window.fresh.diagnose().then(({ api: status }) => {
      window.told = status;
    });
  });
  for (let seconds = 0; seconds < 20; seconds += 5) await fixture.page.clock.runFor(5_000);
  await fixture.page.waitForFunction(() => window.told === 'unreachable');
});

test('a wasm that never arrives is given up after a minute, and another try starts afresh', async () => {
  fixture.expectErrors(/cannot start|did not arrive/);
  await fixture.page.clock.install();
  await answers('**/*.wasm', () => {});
  const picker = await fixture.open();
  await fixture.page.waitForFunction(() => customElements.get('oneflow-contract-picker'));
  for (let seconds = 0; seconds < 65; seconds += 5) await fixture.page.clock.runFor(5_000);
  await picker.waitForStep('error');
  await fixture.page.unroute(routed.pop());
  await picker.locator('button').click();
  await picker.waitForStep('choosing');
});

test('what a page has added to every object sets no option, loads no module and takes no header along', async () => {
  const caught = [];
  const thief = await serve((request, response) => {
    caught.push(request.url);
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end();
  });
  open.push(thief);
  fixture.allowRequests(thief.origin);
  fixture.expectErrors(/favicon/);
  await fixture.page.goto(`${site}/sandbox.json`);
  const seen = await fixture.page.evaluate(
    async ([address, base, headers]) => {
      const added = {
        wasm: `${address}/own.wasm`,
        tag: 'added-tag',
        cardTag: 'added-card',
        apiBase: `${address}/v1`,
        'api-base': `${address}/v1`,
        contractId: '1',
        de: () => Promise.resolve({ default: [] }),
        get: () => `${address}/v1`,
        set() {},
        value: 1,
        writable: true,
        delegatesFocus: true,
        mode: 'no-cors',
        method: 'PUT',
        referrer: `${location.origin}/added`,
        cache: 'only-if-cached',
        integrity: 'sha256-AAAA',
      };
      for (const [name, value] of Object.entries(added)) Object.prototype[name] = value;
      try {
        const { define } = await import('/oneflow-contract-picker/element.js');
        define();
        const element = document.createElement('oneflow-contract-picker');
        element.id = 'picker';
        const before = element.apiBase;
        element.authorize = () => headers;
        element.apiBase = base;
        element.extensionType = 'demo_crm';
        element.lang = 'de';
        document.body.append(element);
        await element.ready;
        while (element.state === 'opening') {
          await new Promise((resolve) => element.addEventListener('oneflow-state-change', resolve, { once: true }));
        }
        const { delegatesFocus } = element.shadowRoot;
        const tags = ['added-tag', 'added-card', 'oneflow-contract-card'].map((name) => !!customElements.get(name));
        return [before, element.state, delegatesFocus, ...tags, element.shadowRoot.querySelector('h2').textContent];
      } finally {
        for (const name of Object.keys(added)) delete Object.prototype[name];
      }
    },
    [thief.origin, api, access],
  );
  assert.deepEqual(seen.slice(0, 6), [null, 'choosing', false, false, false, true]);
  assert.ok(seen[6].length > 0);
  assert.deepEqual(caught, []);
  assert.ok((await receivedRequests('GET /helpers/contract_create_data')).length > 0);
});

const PREFILLS = [
  'while every array has toJSON', 'while every object has toJSON', 'nested ten thousand deep', 'nested a hundred deep',
  'that is a proxy which throws', 'with a getter that throws', 'with a text longer than any input',
  'of more than a million characters',
];

/** Adds a picker with such a prefill to the page; returns the kind of the error that it reports. */
const spoiled = (kind) =>
  fixture.page.evaluate(
    async ([which, base, headers]) => {
      const fail = () => {
        throw Object.assign(new Error('Ada Berg'), { name: 'Ada Berg' });
      };
      const nested = (depth, wrap) => (depth === 0 ? {} : wrap(nested(depth - 1, wrap)));
      const prefills = {
        'while every array has toJSON': () => {
          Array.prototype.toJSON = () => 'x';
          return { name: 'Never arrives' };
        },
        'while every object has toJSON': () => {
          Object.defineProperty(Object.prototype, 'toJSON', { configurable: true, value: () => ({}) });
          return { name: 'Never arrives' };
        },
        'nested ten thousand deep': () => {
          let deep = {};
          for (let depth = 0; depth < 10_000; depth += 1) deep = { fields: deep };
          return deep;
        },
        'nested a hundred deep': () => ({ people: nested(100, (inner) => [inner]) }),
        'that is a proxy which throws': () =>
          new Proxy({}, { get: fail, has: fail, ownKeys: fail, getOwnPropertyDescriptor: fail, getPrototypeOf: fail }),
        'with a getter that throws': () => Object.defineProperty({}, 'name', { enumerable: true, get: fail }),
        'with a text longer than any input': () => ({ fields: { amount: 'x'.repeat(100_001) } }),
        'of more than a million characters': () => ({ people: Array(12).fill({ name: 'x'.repeat(90_000) }) }),
      };
      try {
        const prefill = prefills[which]();
        const element = Object.assign(document.createElement('oneflow-contract-picker'), {
          id: 'picker',
          apiBase: base,
          extensionType: 'demo_crm',
          authorize: () => headers,
        });
        element.prefill = prefill;
        const reported = new Promise((resolve) => element.addEventListener('oneflow-error', resolve, { once: true }));
        document.body.append(element);
        return (await reported).detail.kind;
      } finally {
        delete Array.prototype.toJSON;
        delete Object.prototype.toJSON;
      }
    },
    [kind, api, access],
  );

for (const kind of PREFILLS) {
  test(`a prefill ${kind} counts as empty, is reported, and leaves no skeleton`, async () => {
    await fixture.page.goto(`${site}/demo/blank.html`);
    assert.equal(await spoiled(kind), 'config');
    await fixture.picker.waitForStep('choosing');
    await fixture.picker.choose('Supply agreement');
    assert.equal(await fixture.picker.label('Contract value').inputValue(), '');
    assert.match(said(), /prefill/);
    assert.doesNotMatch(said(), /Ada/);
  });
}

test('messages that cannot be read are left out, and what they throw is not shown', async () => {
  const picker = await fixture.openChoosing();
  await on(picker, (element) => {
    element.messages = new Proxy({}, { ownKeys() { throw new Error('Ada Berg'); } });
  });
  await fixture.waitForWarning(/its messages cannot be read/);
  await picker.choose('Supply agreement');
  assert.doesNotMatch(said(), /Ada/);
});

test('an access link that is no https address is not offered, and the card goes on', async () => {
  const ada = { name: 'Ada Berg', email: 'ada.berg@acme.example', delivery_channel: 'email', signatory: true };
  const answer = await fetch(`${api}/contracts/create`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...access },
    body: JSON.stringify({
      workspace_id: 7001,
      template_id: 8101,
      name: 'Linked',
      parties: [{ type: 'company', name: 'Acme', participants: [ada] }],
    }),
  });
  const { id } = await answer.json();
  await fetch(`${api}/contracts/${id}/publish`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...access },
    body: JSON.stringify({ subject: 'S', message: 'M' }),
  });
  await fixture.page.goto(`${site}/demo/blank.html`);
  await fixture.page.evaluate(
    ([base, headers, contract]) => {
      document.body.append(
        Object.assign(document.createElement('oneflow-contract-card'), {
          id: 'picker',
          apiBase: base,
          contractId: contract,
          authorize: () => headers,
        }),
      );
    },
    [api, access, String(id)],
  );
  for (const link of ['javascript:alert(1)', 'http://oneflow.example/1', 'data:text/html,x']) {
    await answers('**/access_link', (route) =>
      route.fulfill({ json: { access_link: link }, headers: { 'access-control-allow-origin': site } }),
    );
    const answered = fixture.page.waitForResponse(/\/access_link$/);
    await fixture.picker.button('Copy link for Ada Berg').click();
    await answered;
    await fixture.waitForIdle();
    assert.equal(await fixture.picker.locator('input[readonly]').count(), 0);
    await fixture.page.unroute(routed.pop());
  }
  // The same sentence is said once.
  await fixture.waitForWarning(/access_link cannot be read: access_link: expected an https address/);
  await fixture.picker.button('Copy link for Ada Berg').click();
  await fixture.picker.locator('input[readonly]').waitFor();
});

test('an answer of more than sixteen megabytes is refused with its reason, and another try goes on', async () => {
  for (const place of ['**/contract_create_data*', '**/v1/templates*']) {
    await answers(place, (route) =>
      route.fulfill({
        contentType: 'application/json',
        body: `["${'x'.repeat(2 ** 24)}"]`,
        headers: { 'access-control-allow-origin': site },
      }),
    );
  }
  const picker = await fixture.open();
  await picker.waitForStep('unavailable');
  await picker.waitForText('Oneflow has a problem');
  assert.match(said(), /contract_create_data cannot be read: the whole: expected at most 16 MB/);
  for (const place of routed.splice(0)) await fixture.page.unroute(place);
  await picker.button('Try again').click();
  await picker.waitForStep('choosing');
});

test('a name is cut at a thousand characters', async () => {
  await answers('**/contract_create_data*', async (route) => {
    const response = await route.fetch();
    const places = await response.json();
    places[0].templates[0].name = 'å'.repeat(5_000);
    await route.fulfill({ response, json: places });
  });
  const picker = await fixture.openChoosing();
  const lengths = await picker.locator('#list .t b').evaluateAll((all) => all.map((name) => name.textContent.length));
  assert.equal(Math.max(...lengths), 1_000);
});
