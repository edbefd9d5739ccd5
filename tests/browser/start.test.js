// The start: what is loaded when, and the early request that JavaScript sends while the WebAssembly arrives.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';

import { serve, serveFile, strictPolicy } from './support/servers.js';
import { mountPickers, openBlankPage } from './support/mount.js';
import { test, useFixture } from './support/fixture.js';
import { api, dist, root, siri, token } from './support/environment.js';
import { armFault, receivedRequests, waitForRequests } from './support/sandbox.js';

const CATALOGUE = '/helpers/contract_create_data';
const headers = { 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri };
const { wasm, languages, full } = JSON.parse(readFileSync(path.join(dist, 'preload.json'), 'utf8'));

const fixture = useFixture();
const servers = [];

// Runs before the fixture checks the test: whatever it finds, no server stays open.
afterEach(async () => {
  await Promise.all(servers.splice(0).map(({ close }) => close()));
});

/** A server of this test, which the page may use. */
async function started(respond) {
  const server = await serve(respond);
  servers.push(server);
  fixture.allowRequests(`${server.origin}/`);
  return server.origin;
}

/** Passes a request on to the sandbox. */
async function pass(request, response, more = {}) {
  const { 'x-oneflow-api-token': key, 'x-oneflow-user-email': user } = request.headers;
  const given = { 'x-oneflow-api-token': key, 'x-oneflow-user-email': user };
  const answer = await fetch(new URL(request.url, api), { headers: given });
  response.writeHead(answer.status, { 'content-type': 'application/json', ...more }).end(await answer.text());
}

/** Holds every request back until its round is over: what is asked in one round needs no answer to the others of it. */
class Rounds {
  held = [];

  hold(request) {
    const name = `${request.method === 'GET' ? '' : `${request.method} `}${new URL(request.url, 'http://x').pathname}`;
    return new Promise((resolve) => {
      this.held.push({ name, resolve });
    });
  }

  /** Waits until exactly these requests are held, and lets them go. */
  async next(...names) {
    const now = () => this.held.map(({ name }) => name).sort();
    const wanted = names.toSorted();
    for (const end = Date.now() + 15_000; now().join() !== wanted.join();) {
      assert.ok(Date.now() < end, `held are ${now().join(', ')}, and not ${wanted.join(', ')}`);
      // The browser does not tell when it has asked for everything.
      await fixture.page.waitForTimeout(20);
    }
    for (const { resolve } of this.held.splice(0)) resolve();
  }
}

/** A host page with the package in a folder, and a picker whose `authorize` answers at once. */
function page({ apiBase, folder = dist, script = '', rounds, lang = 'en', head = '' }) {
  const host = `document.getElementById('picker').authorize = () => (${JSON.stringify(headers)}); ${script}`;
  const html = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Host</title>${head}
    <script type="module" src="/host.js"></script><script type="module" src="/package/define.js"></script></head>
    <body><oneflow-contract-picker id="picker" api-base="${apiBase}" extension-type="demo_crm">
    </oneflow-contract-picker></body></html>`;
  return async (request, response) => {
    const { pathname } = new URL(request.url, 'http://x');
    if (pathname === '/favicon.ico') return response.writeHead(204).end();
    await rounds?.hold(request);
    if (pathname.startsWith('/v1/')) return pass(request, response);
    if (pathname === '/host.js') return response.writeHead(200, { 'content-type': 'text/javascript' }).end(host);
    if (pathname !== '/') return serveFile(folder, pathname, response);
    const policy = strictPolicy(...(URL.canParse(apiBase) ? [new URL(apiBase).origin] : []));
    const type = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
    return response.writeHead(200, type).end(html);
  };
}

const asked = () => receivedRequests(`GET ${CATALOGUE}`);
const reasons = () => fixture.page.evaluate(() => window.reasons);

/** Appends a picker whose `authorize` notes its reasons. */
async function mountNoting(attributes = {}) {
  await openBlankPage(fixture.page);
  await fixture.page.evaluate(
    ([base, pairs, given]) => {
      window.reasons = [];
      const element = Object.assign(document.createElement('oneflow-contract-picker'), {
        id: 'picker',
        authorize: (reason) => {
          window.reasons.push(reason);
          return pairs;
        },
      });
      const all = { 'api-base': base, 'extension-type': 'demo_crm', ...given };
      for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
      document.body.append(element);
    },
    [api, headers, attributes],
  );
  return fixture.picker;
}

test('the list is there after three round trips: page, script, and Oneflow beside the WebAssembly', async () => {
  const rounds = new Rounds();
  const origin = await started(page({ apiBase: '/v1', rounds }));
  const opened = fixture.page.goto(origin, { waitUntil: 'commit' });
  await rounds.next('/');
  await opened;
  await rounds.next('/host.js', '/package/define.js');
  await rounds.next(`/package/${wasm}`, `/package/${languages.en}`, `/v1${CATALOGUE}`);
  await fixture.picker.waitForStep('choosing');
  assert.equal(await fixture.picker.options.count(), 18);
  assert.deepEqual(rounds.held, []);
});

test('across origins there is one more round trip, for the preflight', async () => {
  const rounds = new Rounds();
  const elsewhere = await started(async (request, response) => {
    await rounds.hold(request);
    const allowed = {
      'access-control-allow-origin': request.headers.origin,
      'access-control-allow-headers': Object.keys(headers).join(),
    };
    if (request.method === 'OPTIONS') return response.writeHead(204, allowed).end();
    return pass(request, response, allowed);
  });
  const origin = await started(page({ apiBase: `${elsewhere}/v1`, rounds }));
  const opened = fixture.page.goto(origin, { waitUntil: 'commit' });
  await rounds.next('/');
  await opened;
  await rounds.next('/host.js', '/package/define.js');
  await rounds.next(`/package/${wasm}`, `/package/${languages.en}`, `OPTIONS /v1${CATALOGUE}`);
  await rounds.next(`/v1${CATALOGUE}`);
  await fixture.picker.waitForStep('choosing');
  assert.deepEqual(rounds.held, []);
});

test('with the preload lines, the browser asks for everything at once and for nothing twice', async () => {
  const { preloads } = await import(pathToFileURL(path.join(dist, 'preloads.js')));
  const rounds = new Rounds();
  const origin = await started(page({ apiBase: '/v1', rounds, lang: 'sv-FI', head: preloads('/package/', 'sv-FI') }));
  const opened = fixture.page.goto(origin, { waitUntil: 'commit' });
  await rounds.next('/');
  await opened;
  await rounds.next('/host.js', '/package/define.js', `/package/${wasm}`, `/package/${languages.sv}`);
  await rounds.next(`/v1${CATALOGUE}`);
  await fixture.picker.waitForStep('choosing');
  assert.deepEqual(rounds.held, []);
});

const ITEMS = "document.getElementById('picker').prefill = { items: [{ name: 'Licence' }] };";

test('an element whose line items are set at once starts with the full module, and loads no other', async () => {
  const rounds = new Rounds();
  const origin = await started(page({ apiBase: '/v1', rounds, script: ITEMS }));
  const opened = fixture.page.goto(origin, { waitUntil: 'commit' });
  await rounds.next('/');
  await opened;
  await rounds.next('/host.js', '/package/define.js');
  await rounds.next(`/package/${full.script}`, `/v1${CATALOGUE}`);
  await rounds.next(...[full.wasm, languages.en, full.languages.en].map((name) => `/package/${name}`));
  await fixture.picker.waitForStep('choosing');
  assert.deepEqual(rounds.held, []);
});

test('with the preload lines for the full module, the browser asks for all of it at once', async () => {
  const { preloads } = await import(pathToFileURL(path.join(dist, 'preloads.js')));
  const rounds = new Rounds();
  const head = preloads('/package/', 'en', { full: true });
  const origin = await started(page({ apiBase: '/v1', rounds, script: ITEMS, head }));
  const opened = fixture.page.goto(origin, { waitUntil: 'commit' });
  await rounds.next('/');
  await opened;
  const scripts = ['define.js', full.script, languages.en, full.languages.en];
  await rounds.next('/host.js', ...[...scripts, full.wasm].map((name) => `/package/${name}`));
  await rounds.next(`/v1${CATALOGUE}`);
  await fixture.picker.waitForStep('choosing');
  assert.deepEqual(rounds.held, []);
});

test('the early request is sent once, with authorize called once, and diagnose() has it once', async () => {
  const picker = await mountNoting();
  await picker.waitForStep('choosing');
  assert.deepEqual(await reasons(), ['start']);
  const [{ path: address }, ...more] = await asked();
  assert.deepEqual([address, more], [`/v1${CATALOGUE}?extension_type=demo_crm`, []]);
  const { api: status, requests } = await picker.host.evaluate((element) => element.diagnose());
  assert.equal(status, 'answers');
  assert.deepEqual(
    requests.map(({ path: place, status: answer }) => [place, answer]),
    [[CATALOGUE, 200]],
  );
  assert.ok(requests[0].millis >= 0 && requests[0].millis < 15_000);
});

test('the early request is like those that Rust sends', async () => {
  const seen = [];
  const note = (request) => {
    if (request.url().startsWith(api)) seen.push(request.allHeaders());
  };
  fixture.page.on('request', note);
  try {
    const picker = await mountNoting();
    await picker.waitForStep('choosing');
    await picker.host.evaluate((element) => element.refresh());
    await fixture.page.waitForFunction(() => window.reasons.length === 2);
    await picker.waitForStep('choosing');
  } finally {
    fixture.page.off('request', note);
  }
  const [early, late, ...more] = await Promise.all(seen);
  assert.deepEqual(more, []);
  assert.equal(early.accept, 'application/json');
  assert.deepEqual(early, late);
});

test('ready does not wait for the network', async () => {
  const go = await fixture.holdRequests(`${api}/**`);
  const sent = fixture.page.waitForRequest(`${api}${CATALOGUE}*`);
  const picker = await mountNoting();
  await picker.host.evaluate((element) => element.ready);
  await sent;
  assert.equal(await picker.state(), 'opening');
  await go();
  await picker.waitForStep('choosing');
  assert.equal((await asked()).length, 1);
});

test('a setting that changes while the WebAssembly loads aborts the request, and the next one follows it', async () => {
  const { page: tab } = fixture;
  const wasmMay = await fixture.holdRequests('**/*.wasm');
  const go = await fixture.holdRequests(`${api}/**`);
  const aborted = tab.waitForEvent('requestfailed', (request) => request.url().startsWith(api));
  const first = tab.waitForRequest(`${api}${CATALOGUE}?extension_type=demo_crm`);
  const picker = await mountNoting();
  await first;
  const second = tab.waitForRequest(`${api}${CATALOGUE}?extension_type=demo_ats`);
  await picker.host.evaluate((element) => {
    element.extensionType = 'none';
    element.prefill = { name: 'Set in the same task' };
    element.extensionType = 'demo_ats';
  });
  await second;
  assert.match((await aborted).url(), /extension_type=demo_crm$/);
  assert.deepEqual(await reasons(), ['start'], 'the same session serves both');
  await go();
  await wasmMay();
  await tab.waitForFunction(() => document.getElementById('picker').state !== 'opening');
  assert.deepEqual(
    (await receivedRequests(`GET ${CATALOGUE}`)).map(({ path: address }) => new URL(address, api).search),
    ['?extension_type=demo_ats'],
  );
});

test('another authorize, or a reset, while the WebAssembly loads begins with a session of its own', async () => {
  const wasmMay = await fixture.holdRequests('**/*.wasm');
  const picker = await mountNoting();
  await waitForRequests(`GET ${CATALOGUE}`, 1);
  await picker.host.evaluate((element, pairs) => {
    element.authorize = (reason) => {
      window.reasons.push(`other ${reason}`);
      return pairs;
    };
  }, headers);
  await waitForRequests(`GET ${CATALOGUE}`, 2);
  await picker.host.evaluate((element) => element.reset());
  await waitForRequests(`GET ${CATALOGUE}`, 3);
  await wasmMay();
  await picker.waitForStep('choosing');
  assert.deepEqual(await reasons(), ['start', 'other start', 'other start']);
  assert.equal((await asked()).length, 3, 'the instance has taken over the last one');
});

test('what Rust would refuse is not asked', async () => {
  const wasmMay = await fixture.holdRequests('**/*.wasm');
  const picker = await mountNoting({ 'template-id': '8101x' });
  await picker.host.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 100); }));
  assert.deepEqual(await reasons(), []);
  await wasmMay();
  await picker.waitForStep('unavailable');
  assert.deepEqual([await reasons(), await asked()], [[], []]);
});

for (const [status, fault, after] of [
  [401, { kind: 'status', status: 401 }, ['start', 'expired']],
  [429, { kind: 'busy', retry_after: '1' }, ['start']],
]) {
  test(`an early request that is answered ${status} goes on as any other`, async () => {
    fixture.expectErrors(new RegExp(String(status)));
    await armFault({ on: `GET ${CATALOGUE}`, ...fault });
    const picker = await mountNoting();
    await picker.waitForStep('choosing');
    assert.deepEqual(await reasons(), after);
    assert.equal((await asked()).length, 2);
    const { requests } = await picker.host.evaluate((element) => element.diagnose());
    assert.deepEqual(
      requests.map((request) => request.status),
      [status, 200],
    );
  });
}

test('an early request without an answer ends after fifteen seconds, and is not sent a second time', async () => {
  fixture.expectErrors(/ERR_/);
  const { page: tab } = fixture;
  await tab.clock.install();
  const go = await fixture.holdRequests(`${api}/**`);
  try {
    let sent = 0;
    tab.on('request', (request) => {
      if (request.url().startsWith(api)) sent += 1;
    });
    const first = tab.waitForRequest(`${api}${CATALOGUE}*`);
    const picker = await mountNoting();
    await first;
    await picker.host.evaluate((element) => element.ready);
    await tab.clock.runFor(14_000);
    assert.equal(await picker.state(), 'opening');
    await tab.clock.runFor(1_500);
    await picker.waitForStep('unavailable');
    await picker.waitForText('Oneflow can’t be reached');
    assert.equal(sent, 1);
  } finally {
    await go();
    await tab.clock.resume();
  }
});

test('an answer that is there keeps, however long the WebAssembly takes', async () => {
  const { page: tab } = fixture;
  await tab.clock.install();
  const wasmMay = await fixture.holdRequests('**/*.wasm');
  const arrived = tab.waitForEvent('requestfinished', (request) => request.url().includes('/contract_create_data'));
  try {
    const picker = await mountNoting();
    await tab.waitForFunction(async () => (await document.getElementById('picker').diagnose()).requests.length === 1);
    // The page reads the last byte a moment after it has arrived; nothing shows when.
    await arrived;
    await pause(500);
    await tab.clock.runFor(20_000);
    await wasmMay();
    await picker.waitForStep('choosing');
    assert.equal((await asked()).length, 1);
  } finally {
    await tab.clock.resume();
  }
});

test('without the module that asks early, the element starts all the same', async () => {
  const staged = path.join(process.env.SITE_FOLDER ?? path.join(root, 'target', 'demo-site'), '..', 'package');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'without-prefetch-'));
  await build({
    entryPoints: [path.join(staged, 'define.js')],
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: folder,
    define: { WASM_FILE: JSON.stringify(`./${wasm}`), VERSION: '"0.0.0"' },
    plugins: [
      {
        name: 'without prefetch.js',
        setup: ({ onLoad }) =>
          onLoad({ filter: /[\\/]prefetch\.js$/ }, () => ({
            contents: 'export const createPrefetch = () => undefined;',
          })),
      },
    ],
  });
  const without = page({ apiBase: '/v1', folder });
  const whole = page({ apiBase: '/v1' });
  const origin = await started((request, response) =>
    (request.url.endsWith('.wasm') ? whole : without)(request, response),
  );
  await fixture.page.goto(origin);
  await fixture.picker.waitForStep('choosing');
  assert.equal((await asked()).length, 1);
  const { requests } = await fixture.picker.host.evaluate((element) => element.diagnose());
  assert.equal(requests.length, 1);
});

for (const order of [
  ['define', 'element'],
  ['element', 'define'],
]) {
  test(`a page that loads both files, ${order[0]}.js first, has each class once`, async () => {
    const origin = await started((request, response) => {
      const { pathname } = new URL(request.url, 'http://x');
      if (pathname.length > 1) return serveFile(dist, pathname, response);
      const html = { 'content-type': 'text/html', 'content-security-policy': strictPolicy(new URL(api).origin) };
      return response.writeHead(200, html).end('<!doctype html><html lang="en"><title>Both</title>');
    });
    fixture.expectErrors(/favicon/);
    await fixture.page.goto(origin);
    const found = await fixture.page.evaluate(async (names) => {
      const [first] = [await import(`/${names[0]}.js`)];
      const before = Boolean(customElements.get('oneflow-contract-picker'));
      const second = await import(`/${names[1]}.js`);
      const { OneflowContractPicker, OneflowContractCard } = names[0] === 'element' ? first : second;
      return [
        before,
        customElements.get('oneflow-contract-picker') === OneflowContractPicker,
        customElements.get('oneflow-contract-card') === OneflowContractCard,
      ];
    }, order);
    assert.deepEqual(found, [order[0] === 'define', true, true], 'element.js registers nothing by itself');
    assert.deepEqual(
      fixture.consoleMessages.filter(({ type }) => type === 'warning'),
      [],
    );
  });
}

test('an element in the page’s markup has its WebAssembly asked for before the tags are defined', async () => {
  await fixture.page.addInitScript(() => {
    window.steps = [];
    const { fetch } = window;
    window.fetch = (address, options) => {
      window.steps.push(`fetch ${String(address).match(/\.(\w+)$/)?.[1]}`);
      return fetch(address, options);
    };
    const { define } = CustomElementRegistry.prototype;
    CustomElementRegistry.prototype.define = function (...given) {
      window.steps.push('define');
      return define.apply(this, given);
    };
  });
  const origin = await started(page({ apiBase: '/v1' }));
  await fixture.page.goto(origin);
  await fixture.picker.waitForStep('choosing');
  const steps = await fixture.page.evaluate(() => window.steps);
  assert.deepEqual(steps.slice(0, 3), ['fetch wasm', 'define', 'define']);
  assert.equal(steps.filter((step) => step === 'fetch wasm').length, 1);
});

test('two elements of a page load the WebAssembly once, and each has its own early request', async () => {
  await openBlankPage(fixture.page);
  const pickers = await mountPickers(fixture.page, ['one', 'two']);
  for (const picker of pickers) await picker.waitForStep('choosing');
  assert.equal(fixture.requestedUrls.filter((address) => address.endsWith('.wasm')).length, 1);
  assert.equal((await asked()).length, 2);
});

test('English is loaded like every other language, and without any the element cannot be loaded', async () => {
  fixture.expectErrors(/ERR_FAILED|cannot start/);
  const { page: tab } = fixture;
  await tab.route('**/*-*.js', (route) => route.abort());
  await openBlankPage(tab);
  const [picker] = await mountPickers(tab, ['picker'], { lang: 'sv' });
  await picker.waitForStep('error');
  assert.equal(await picker.host.getByRole('alert').innerText(), 'The contract form could not be loaded.');
  assert.equal((await fixture.waitForEvent('oneflow-error')).kind, 'render');
  await tab.unroute('**/*-*.js');
  await tab.route('**/sv-*.js', (route) => route.abort());
  await openBlankPage(tab);
  const [other] = await mountPickers(tab, ['picker'], { lang: 'sv' });
  await other.waitForStep('choosing');
  await other.locator('.w[lang=en]').waitFor();
  await fixture.waitForWarning(/the language sv cannot be loaded/);
  await tab.unroute('**/sv-*.js');
});

test('no format of the browser is loaded before a text needs one', async () => {
  await fixture.page.addInitScript(() => {
    window.formats = [];
    for (const name of ['NumberFormat', 'DisplayNames', 'DateTimeFormat', 'PluralRules', 'Collator', 'Segmenter']) {
      const { [name]: Format } = Intl;
      Intl[name] = class extends Format {
        constructor(...given) {
          super(...given);
          window.formats.push(name);
        }
      };
    }
  });
  await openBlankPage(fixture.page);
  const [picker] = await mountPickers(fixture.page, ['picker'], { lang: 'de-CH' });
  await picker.waitForStep('choosing');
  assert.deepEqual(await fixture.page.evaluate(() => window.formats), []);
  await picker.choose('Supply agreement');
  await picker.locator('#field-0').fill('x'.repeat(1_000));
  const hint = await picker.locator('#field-0-hint').textContent();
  assert.match(hint, /1\D000/);
  assert.ok((await fixture.page.evaluate(() => window.formats)).includes('NumberFormat'));
});

test('preloads() and preload.json name files of the package, and no markup gets through', async () => {
  const { preloads } = await import(pathToFileURL(path.join(dist, 'preloads.js')));
  const files = await readdir(dist);
  const named = [wasm, full.script, full.wasm, ...[languages, full.languages].flatMap(Object.values)];
  for (const name of named) assert.ok(files.includes(name), name);
  assert.equal(
    preloads('/assets/picker', 'nn-NO'),
    [
      '<link rel="modulepreload" href="/assets/picker/define.js">',
      `<link rel="modulepreload" href="/assets/picker/${languages.nb}">`,
      `<link rel="preload" href="/assets/picker/${wasm}" as="fetch" type="application/wasm" crossorigin>`,
    ].join('\n'),
  );
  for (const lang of ['is', '', undefined]) assert.ok(preloads('/a/', lang).includes(`"/a/${languages.en}"`), lang);
  assert.ok(!preloads('"><script>', 'en').includes('<script>'));
});
