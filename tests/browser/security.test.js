// The threats of docs/security-review.md that no other file tests.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach } from 'node:test';

import { Picker } from './support/picker.js';
import { serve, serveFile, serveHostPage, strictPolicy } from './support/servers.js';
import { test, useFixture } from './support/fixture.js';
import { api, dist, mira, root, siri, site, token } from './support/environment.js';
import { armFault, createRequests, receivedRequests } from './support/sandbox.js';

const open = [];
const routed = [];

// Runs before the fixture checks the test: whatever it finds, no server stays open.
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ close }) => close()));
  for (const place of routed.splice(0)) await fixture.page.unroute(place);
});

const fixture = useFixture();
const there = new URL(api).origin;
const wild = '<img src=x onerror=window.hacked=1><script>window.hacked=1</script>{0}';
const access = (user) => ({ 'x-oneflow-api-token': token, 'x-oneflow-user-email': user });
const on = (picker, does, given) => picker.host.evaluate(does, given);

const opened = (server) => {
  open.push(server);
  return server;
};

/** Changes the JSON of Oneflow's responses to matching requests; a returned string is the whole body. */
async function answers(place, change) {
  routed.push(`${api}${place}`);
  await fixture.page.route(`${api}${place}`, async (route) => {
    const response = await route.fetch();
    const changed = change(await response.json());
    await route.fulfill({ response, body: typeof changed === 'string' ? changed : JSON.stringify(changed) });
  });
}

/** Nodes in the element that text must never turn into. */
const alive = (picker) =>
  on(picker, ({ shadowRoot }) =>
    [...shadowRoot.querySelectorAll('*')]
      .filter(
        (node) =>
          node.matches('img, script, style, iframe, object, embed, base, link, meta, form, template') ||
          [...node.attributes].some(
            ({ name, value }) =>
              /^on|^style$|^srcdoc$/.test(name) || (/^(href|src|action)$/.test(name) && !/^https?:/.test(value)),
          ),
      )
      .map((node) => node.outerHTML),
  );

/** Everything that a script of the page could read of the element without calling `authorize`. */
const readable = (picker) =>
  on(picker, async (element) => {
    const properties = Object.fromEntries(
      ['state', 'contract', 'request', 'prefill', 'messages', ...Object.getOwnPropertyNames(element)].map((name) => [
        name,
        element[name],
      ]),
    );
    const inputs = [...element.shadowRoot.querySelectorAll('input, textarea, select')].map(({ value }) => value);
    return JSON.stringify([
      document.documentElement.outerHTML,
      element.shadowRoot.innerHTML,
      inputs,
      properties,
      await element.diagnose(),
      window.events,
      window.seen ?? null,
      history.state,
      location.href,
      document.cookie,
      { ...localStorage },
      { ...sessionStorage },
      performance.getEntries().map(({ name }) => name),
    ]);
  });

test('markup in any text of Oneflow’s or the page’s stays text, in every step', async () => {
  await answers('/helpers/contract_create_data*', (places) =>
    places.map((place) => ({
      ...place,
      name: `Workspace ${wild}`,
      templates: place.templates.map((template) => ({
        ...template,
        template_type: { ...template.template_type, name: `Type ${wild}` },
      })),
    })),
  );
  await answers('/helpers/template_types/*/data_fields', ({ data_fields: fields }) => ({
    data_fields: fields.map((field) => ({
      ...field,
      name: `Label ${wild}`,
      description: `Description ${wild}`,
      placeholder: `Placeholder ${wild}`,
      value: `Default ${wild}`,
    })),
  }));
  await answers('/users*', ({ data, ...page }) => ({
    ...page,
    data: data.map((user) => ({ ...user, name: `Colleague ${wild}` })),
  }));
  const picker = await fixture.openChoosing();
  await on(
    picker,
    (element, text) => {
      const filler = { value: `Value ${text}`, origin: `Origin ${text}`, input: 'multiline' };
      const ada = { name: `Ada ${text}`, title: `Title ${text}`, email: 'a@b.example' };
      element.messages = { dataFields: `Message ${text}` };
      element.prefill = {
        name: `Name ${text}`,
        fields: { order_no: filler, [text]: filler },
        parties: [{ type: 'company', name: `Company ${text}`, participants: [ada] }],
        people: [{ ...ada, name: `Person ${text}` }],
      };
    },
    wild,
  );
  const seen = async (...texts) => {
    const shown = await on(
      picker,
      ({ shadowRoot }) =>
        shadowRoot.querySelector('.root').textContent +
        [...shadowRoot.querySelectorAll('input, textarea')].map(({ value, placeholder }) => value + placeholder),
    );
    for (const text of texts) assert.ok(shown.includes(`${text} <img src=x`), `${text} is not in ${shown}`);
    assert.deepEqual(await alive(picker), []);
  };
  await seen('Workspace', 'Type');
  await picker.choose('Supply agreement');
  await picker.button(`Edit Company ${wild}`).click();
  await picker.button('Edit Your side').click();
  await picker.text(`Colleague ${wild}`).first().waitFor();
  await seen(
    'Message',
    'Label',
    'Description',
    'Placeholder',
    'Default',
    'Value',
    'Origin',
    'Name',
    'Company',
    'Ada',
    'Person',
    'Colleague',
    'Title',
  );
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  await seen('Workspace', 'Label', 'Value', 'Name', 'Company', 'Ada', 'Title');
  await picker.button('Create draft').click();
  await picker.waitForStep('created');
  await seen('Name');
  assert.equal(await fixture.page.evaluate(() => window.hacked), undefined);
  // The check itself works.
  await on(picker, ({ shadowRoot }) => shadowRoot.querySelector('#heading').append(document.createElement('img')));
  assert.deepEqual(await alive(picker), ['<img>']);
});

test('of Oneflow’s refusal its sentences are shown, as text, and what it says to developers is not', async () => {
  fixture.expectErrors(/400/);
  await armFault({ on: 'POST /contracts/create', kind: 'problems', problems: { name: [`Said ${wild}`] } });
  const picker = await fixture.openFilling();
  await picker.create();
  await picker.waitForStep('filling');
  await picker.waitForFocus('summary');
  const said = await picker.locator('#name-error').innerText();
  assert.equal(said, `Oneflow does not accept this: “Said ${wild}”`, 'behind the element’s own words');
  const shown = await readable(picker);
  assert.ok(!shown.includes('attributes of the request'), 'the detail is for developers');
  assert.equal(await picker.locator('.err img, .err script, #summary img, #summary script').count(), 0);
});

for (const name of ['app-base', 'setup-url', 'api-base']) {
  test(`${name}: an address with another scheme makes no link and no request, however it is spelt`, async () => {
    const picker = await fixture.openChoosing();
    const before = (await receivedRequests()).length;
    for (const [index, address] of [
      'javascript:alert(1)',
      ' JaVaScRiPt:alert(1)//v1',
      'java\nscript:alert(1)//v1',
      '\u0001javascript:alert(1)//v1',
      'data:text/html,x/v1',
      'blob:https://a.example/v1',
      'vbscript:x/v1',
      'file:///v1',
      'https://user:secret@a.example/v1',
      'https://a.example/"onclick=alert(1)/v1?x',
      'http://a.example/v1',
      '//a.example/v1',
    ].entries()) {
      // Another record each time, so that the element starts afresh.
      await on(
        picker,
        (element, [attribute, value, record]) => {
          element.setAttribute(attribute, value);
          element.externalId = record;
        },
        [name, address, index],
      );
      await picker.waitForStep('unavailable');
      await picker.waitForText(`The attribute ${name}`);
      assert.equal(await picker.locator('a').count(), 0, address);
    }
    assert.equal((await receivedRequests()).length, before);
  });
}

test('headers and cookies go nowhere but below api-base', async () => {
  const sent = [];
  const listen = (request) => sent.push(request);
  fixture.page.on('request', listen);
  try {
    const picker = await fixture.openFilling();
    await picker.button('Review').click();
    await picker.button('Create and send').click();
    await picker.waitForStep('published');
  } finally {
    fixture.page.off('request', listen);
  }
  const secret = [];
  for (const request of sent) {
    const headers = await request.allHeaders();
    if (Object.values(headers).some((value) => value.includes(token)) || headers.cookie) secret.push(request.url());
  }
  assert.ok(secret.length >= 4 && secret.length < sent.length);
  assert.deepEqual(
    secret.filter((address) => !address.startsWith(`${api}/`)),
    [],
  );
});

test('under a policy that names the page’s own server, an element with another api-base sends nothing', async () => {
  const caught = [];
  const thief = opened(
    await serve((request, response) => {
      caught.push(request.url);
      response
        .writeHead(200, {
          'access-control-allow-origin': '*',
          'access-control-allow-headers': '*, x-oneflow-api-token, x-oneflow-user-email',
        })
        .end('[]');
    }),
  );
  // The page gives its function to the first element of this tag, which is the one in the attacker’s markup.
  const page = opened(
    await serveHostPage({
      folder: dist,
      policy: strictPolicy(there),
      attributes: { 'api-base': `${thief.origin}/v1` },
      script: `document.querySelector('oneflow-contract-picker').authorize = () => (${JSON.stringify(access(siri))});`,
    }),
  );
  fixture.expectErrors(/Content Security Policy|Refused to connect|violates/);
  fixture.allowRequests(`${page.origin}/`, `${thief.origin}/`);
  await fixture.page.goto(page.origin);
  await fixture.picker.waitForStep('unavailable');
  assert.deepEqual(caught, []);
  assert.ok(fixture.violations.splice(0).every((fault) => fault.startsWith('policy violated: connect-src')));
});

test('the policy of the README is sufficient', async () => {
  const readme = readFileSync(path.join(root, 'www', 'README.md'), 'utf8');
  const [, needed] = readme.match(/^## Content-Security-Policy\n\n```\n(.*)\n```$/m);
  const directives = needed.replace('https://api-base.example', there);
  const trustedTypes = "require-trusted-types-for 'script'; trusted-types 'none'";
  const policy = `default-src 'none'; ${directives}; ${trustedTypes}; frame-ancestors 'none'`;
  assert.ok(policy.includes(`connect-src 'self' ${there};`));
  const page = opened(
    await serveHostPage({
      folder: dist,
      policy,
      attributes: { 'api-base': api, 'extension-type': 'demo_crm' },
      script: `document.getElementById('picker').authorize = () => (${JSON.stringify(access(siri))});`,
    }),
  );
  fixture.allowRequests(`${page.origin}/`);
  // The sandbox refuses this origin, so the test passes on its responses.
  routed.push(`${api}/**`);
  await fixture.page.route(`${api}/**`, async (route) => {
    const response = await fetch(route.request().url(), { headers: access(siri) });
    await route.fulfill({
      status: response.status,
      body: await response.text(),
      headers: { 'access-control-allow-origin': page.origin },
    });
  });
  await fixture.page.goto(page.origin);
  await fixture.picker.waitForStep('choosing');
  await fixture.picker.choose('Supply agreement');
  assert.equal(
    await fixture.picker.locator('.w').evaluate((node) => getComputedStyle(node).display),
    'flex',
    'its style sheet counts',
  );
});

test('the headers of authorize cannot be read anywhere, whatever fails', async () => {
  fixture.expectErrors(/401|400/);
  const picker = await fixture.openFilling();
  await on(picker, (element) => {
    window.seen = [];
    element.addEventListener('oneflow-before-create', (event) => {
      event.waitUntil(element.diagnose().then((report) => window.seen.push(element.request, report)));
    });
  });
  await armFault({ on: 'POST /contracts/create', kind: 'status', status: 401 });
  await armFault({ on: 'POST /contracts/create', kind: 'problems', problems: { name: ['No.'] } });
  await picker.create();
  await picker.waitForFocus('summary');
  assert.ok(!(await readable(picker)).includes(token));
  await picker.name.fill('Another');
  await picker.create();
  await picker.waitForStep('created');
  const told = await readable(picker);
  assert.ok(told.includes('"workspace_id":7001'), 'what was asked about is looked at');
  assert.ok(!told.includes(token));
  assert.ok(!JSON.stringify(fixture.consoleMessages).includes(token));
});

test('on a page that is not local the console warns once of an account token, and not of a session', async () => {
  const base = 'https://crm.example';
  routed.push(`${base}/**`);
  fixture.allowRequests(`${base}/`);
  await fixture.page.route(`${base}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/')
      return route.fulfill({
        contentType: 'text/html',
        body:
          '<!doctype html><title>CRM</title><link rel="icon" href="data:,">' +
          '<script type="module" src="/define.js"></script>',
      });
    const nothing = pathname.includes('/helpers/') ? [] : { data: [], count: 0 };
    return pathname.startsWith('/v1/')
      ? route.fulfill({ json: nothing })
      : route.fulfill({ path: path.join(dist, path.basename(pathname)) });
  });
  await fixture.page.goto(base);
  const shown = (headers) =>
    fixture.page.evaluate(async (pairs) => {
      const element = Object.assign(document.createElement('oneflow-contract-picker'), {
        apiBase: '/v1',
        extensionType: 'demo_crm',
        authorize: () => pairs,
      });
      document.body.replaceChildren(element);
      await new Promise((resolve) => {
        element.addEventListener('oneflow-state-change', resolve, { once: true });
      });
    }, headers);
  await shown({ authorization: 'Bearer session' });
  assert.deepEqual(fixture.consoleMessages, []);
  await shown(access(siri));
  await shown(access(mira));
  assert.equal(fixture.consoleMessages.length, 1);
  assert.match(fixture.consoleMessages[0].text, /an account token .* opens the whole account/);
  assert.ok(!fixture.consoleMessages[0].text.includes(token));
});

test('two elements of two users send each request as its own user', async () => {
  const { page } = fixture;
  const sent = [];
  const listen = (request) => sent.push(request);
  page.on('request', listen);
  try {
    await page.goto(`${site}/demo/two.html?left-user=${siri}&right-user=${mira}`);
    const [left, right] = ['#left', '#right'].map((selector) => new Picker(page, selector));
    for (const picker of [left, right]) {
      await picker.waitForStep('choosing');
      await picker.choose('Supply agreement');
    }
    for (const picker of [right, left]) {
      await picker.name.fill(`Of ${await picker.host.getAttribute('id')}`);
      await picker.create();
      await picker.waitForStep('created');
    }
  } finally {
    page.off('request', listen);
  }
  const creating = sent.filter((request) => request.method() === 'POST' && request.url().endsWith('/contracts/create'));
  assert.deepEqual(
    creating.map((request) => [request.postDataJSON().name, request.headers()['x-oneflow-user-email']]),
    [
      ['Of right', mira],
      ['Of left', siri],
    ],
  );
});

test('after reset() with the next user’s headers nothing of the previous user is left or sent', async () => {
  const picker = await fixture.openFilling();
  await picker.name.fill('Secret of the first');
  await picker.label('Delivery terms').fill('Terms of the first');
  await picker.button('Edit Your side').click();
  await picker.button('Ola Nordin').waitFor();
  await on(
    picker,
    (element, pairs) => {
      element.authorize = () => pairs;
      element.reset();
    },
    access(mira),
  );
  await picker.waitForStep('choosing');
  const users = [];
  const listen = (request) => users.push(request.headers()['x-oneflow-user-email']);
  fixture.page.on('request', listen);
  try {
    await picker.choose('Supply agreement');
    assert.doesNotMatch(await readable(picker), /of the first/);
    await picker.create();
    await picker.waitForStep('created');
  } finally {
    fixture.page.off('request', listen);
  }
  assert.deepEqual([...new Set(users)], [mira]);
  assert.doesNotMatch(JSON.stringify((await createRequests()).map(({ body }) => body)), /of the first/);
});

test('cookies go to api-base when the page says so, and never otherwise', async () => {
  const cookies = [];
  const server = opened(
    await serve((request, response) => {
      const { pathname } = new URL(request.url, 'http://server');
      if (pathname === '/')
        return response
          .writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'app=1; path=/' })
          .end('<!doctype html><title>Cookies</title><script type="module" src="/define.js"></script>');
      if (!pathname.startsWith('/v1/')) return serveFile(dist, pathname, response);
      cookies.push(request.headers.cookie);
      return response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
    }),
  );
  fixture.allowRequests(`${server.origin}/`);
  fixture.expectErrors(/404/);
  await fixture.page.goto(server.origin);
  for (const [given, expected] of [
    [null, undefined],
    ['same-origin', undefined],
    ['include', 'app=1'],
  ]) {
    cookies.length = 0;
    await fixture.page.evaluate(async (credentials) => {
      const element = Object.assign(document.createElement('oneflow-contract-picker'), {
        apiBase: '/v1',
        credentials,
        authorize: () => (credentials === 'include' ? {} : { authorization: 'Bearer 1' }),
        extensionType: 'demo_crm',
      });
      document.body.replaceChildren(element);
      await new Promise((resolve) => {
        element.addEventListener('oneflow-state-change', resolve, { once: true });
      });
    }, given);
    assert.ok(cookies.length > 0);
    assert.deepEqual([...new Set(cookies)], [expected], `credentials=${given}`);
  }
});

test('a data field named like a member of every object is a field like any other', async () => {
  const ids = ['__proto__', 'constructor', 'toString'];
  await answers('/helpers/template_types/*/data_fields', ({ data_fields: [field] }) => ({
    data_fields: ids.map((id) => ({ ...field, custom_id: id, name: `Field ${id}` })),
  }));
  const picker = await fixture.openChoosing();
  await on(picker, (element) => {
    element.prefill = JSON.parse(
      '{"fields": {"__proto__": {"value": "P", "polluted": true}, "constructor": "C"}, ' +
        '"__proto__": {"polluted": true}}',
    );
    element.messages = JSON.parse('{"__proto__": "x", "constructor": "x"}');
    element.addEventListener('oneflow-before-create', (event) => {
      window.asked = element.request;
      event.preventDefault();
    });
  });
  await picker.choose('Supply agreement');
  assert.equal(await picker.label('Field __proto__').inputValue(), 'P');
  await picker.label('Field toString').fill('S');
  await picker.button('Review').click();
  await fixture.page.waitForFunction(
    (element) => element.state === 'reviewing' || element.shadowRoot.querySelector('#summary'),
    await picker.host.elementHandle(),
  );
  await picker.button('Create draft').click();
  await fixture.page.waitForFunction(() => window.asked);
  const [fields, polluted] = await fixture.page.evaluate(() => [
    window.asked.data_fields,
    [{}.polluted, Object.keys(Object.prototype)],
  ]);
  assert.deepEqual(
    fields.map(({ custom_id: id, value }) => [id, value]),
    [
      ['__proto__', 'P'],
      ['constructor', 'C'],
      ['toString', 'S'],
    ],
  );
  assert.deepEqual(polluted, [undefined, []]);
});

test('an endlessly nested response is a failure, and the element goes on', async () => {
  for (const place of ['/helpers/contract_create_data*', '/templates*'])
    await answers(place, () => `${'[{"a":'.repeat(500_000)}`);
  const picker = await fixture.open();
  await picker.waitForStep('unavailable');
  await picker.waitForText('Oneflow has a problem');
  for (const place of routed.splice(0)) await fixture.page.unroute(place);
  await picker.button('Try again').click();
  await picker.waitForStep('choosing');
});

test('a response of fifteen megabytes is read', async () => {
  await answers('/helpers/contract_create_data*', (places) =>
    places.map((place, index) => ({ ...place, more: index ? 0 : 'x'.repeat(15_000_000) })),
  );
  const picker = await fixture.openChoosing();
  await picker.choose('Supply agreement');
});

test('a crash logs its place in the code, and nothing that was typed', async () => {
  fixture.expectErrors(/stopped at|provoked|unreachable|failed to/);
  const picker = await fixture.openFilling();
  await picker.name.fill('Typed secretly');
  await on(picker, (element) => {
    const { insertBefore } = Node.prototype;
    Node.prototype.insertBefore = function patched(...values) {
      if (this.getRootNode() !== element.shadowRoot) return insertBefore.apply(this, values);
      Node.prototype.insertBefore = insertBefore;
      throw new Error('provoked');
    };
  });
  await picker.name.fill('n'.repeat(131));
  await picker
    .button('Review')
    .click()
    .catch(() => {});
  await fixture.waitForEvent('oneflow-error');
  await picker.waitForStep('filling');
  fixture.violations.length = 0;
  const said = fixture.consoleMessages.map(({ text }) => text).filter((text) => text.includes('stopped at'));
  assert.equal(said.length, 1);
  const stack = /^oneflow-contract-picker stopped at (wasm-function\[\d+\]:0x[\da-f]+( < )?){8,} /;
  assert.match(said[0], stack);
  assert.doesNotMatch(JSON.stringify(fixture.consoleMessages), /secretly|nnnn/);
});

/** Opens a page that requires the wasm to have the hash that the package lists. */
async function held(change) {
  const name = readdirSync(dist).find((entry) => /^picker-.*\.wasm$/.test(entry));
  const hash = JSON.parse(readFileSync(path.join(dist, 'integrity.json'), 'utf8'))[name];
  const server = opened(
    await serve((request, response) => {
      const { pathname } = new URL(request.url, 'http://server');
      if (pathname === '/')
        return response
          .writeHead(200, { 'content-type': 'text/html' })
          .end(
            '<!doctype html><title>Held</title><script type="module" src="/held.js"></script>' +
              '<oneflow-contract-picker id="picker"></oneflow-contract-picker>',
          );
      if (pathname === '/held.js') {
        return response
          .writeHead(200, { 'content-type': 'text/javascript' })
          .end(`import { define } from '/element.js'; define({ wasm: fetch('/${name}', { integrity: '${hash}' }) });`);
      }
      if (!pathname.endsWith('.wasm')) return serveFile(dist, pathname, response);
      return response
        .writeHead(200, { 'content-type': 'application/wasm' })
        .end(change(readFileSync(path.join(dist, name))));
    }),
  );
  fixture.allowRequests(`${server.origin}/`);
  fixture.expectErrors(/404/);
  await fixture.page.goto(server.origin);
  return fixture.picker;
}

test('a page can require the wasm to have its hash: a changed one does not start', async () => {
  fixture.expectErrors(/integrity|cannot start|Failed to fetch/);
  const sound = await held((wasm) => wasm);
  await on(sound, (element) => element.ready);
  // A custom section at its end: the module would run just the same.
  const changed = await held((wasm) => Buffer.concat([wasm, Buffer.from([0, 2, 1, 0x78])]));
  await changed.waitForStep('error');
});

test('integrity.json lists each file of the package with its hash', () => {
  const listed = JSON.parse(readFileSync(path.join(dist, 'integrity.json'), 'utf8'));
  const found = readdirSync(dist, { recursive: true })
    .filter((name) => statSync(path.join(dist, name)).isFile() && name !== 'integrity.json')
    .map((name) => [
      name,
      `sha384-${createHash('sha384')
        .update(readFileSync(path.join(dist, name)))
        .digest('base64')}`,
    ]);
  assert.deepEqual(listed, Object.fromEntries(found));
  for (const needed of ['define.js', 'element.js', 'sbom.cdx.json']) assert.ok(listed[needed], needed);
});
