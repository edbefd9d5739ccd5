// Answers that are broken on their way to the browser, at each request of the widget: each leads to a step with a way
// on, and none to a second contract. `tests/journey/mutations.rs` does the same with what is inside of the answers.
import assert from 'node:assert/strict';
import { after, before, test as plain } from 'node:test';

import { serve, serveHostPage, strictPolicy } from './support/servers.js';
import { useFixture } from './support/fixture.js';
import { api, dist, siri, token } from './support/environment.js';

const fixture = useFixture();
// Each test goes through all mutations.
const test = (name, body) => plain(name, { timeout: 120_000 }, body);

/** The mutations: each answers in place of `{status, headers, body}`. */
const MUTATIONS = {
  'no body': (response, { status, headers }) => response.writeHead(status, headers).end(),
  'no answer at all': (response) => response.destroy(),
  'no HTTP': (response) => response.socket.end('sorry\r\n\r\n'),
  'half of the body, then nothing': (response, { status, headers, body }) => {
    response.writeHead(status, { ...headers, 'content-length': body.length });
    response.write(body.subarray(0, body.length / 2), () => response.destroy());
  },
  'half of a body without a length': (response, { status, headers, body }) => {
    response.writeHead(status, headers);
    response.write(body.subarray(0, body.length / 2), () => response.destroy());
  },
  'half of the JSON': (response, { status, headers, body }) =>
    response.writeHead(status, headers).end(body.subarray(0, body.length / 2)),
  'two lengths': (response, { body }) =>
    response.socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n${body}`),
  'another type': (response, { status, headers, body }) =>
    response.writeHead(status, { ...headers, 'content-type': 'text/html' }).end(body),
  'no type': (response, { status, headers: { 'content-type': _, ...headers }, body }) =>
    response.writeHead(status, headers).end(body),
  'a byte order mark': (response, { status, headers, body }) =>
    response.writeHead(status, headers).end(Buffer.concat([Buffer.from('\u{feff}'), body])),
  'bytes that are no text': (response, { status, headers }) =>
    response.writeHead(status, headers).end(Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x00])),
  'UTF-16': (response, { status, headers, body }) =>
    response.writeHead(status, headers).end(Buffer.from(String(body), 'utf16le')),
  'a compression that is none': (response, { status, headers, body }) =>
    response.writeHead(status, { ...headers, 'content-encoding': 'gzip' }).end(body),
  'a redirect elsewhere': (response, { headers }) =>
    response.writeHead(302, { ...headers, location: 'https://elsewhere.example/v1' }).end(),
  'a redirect to itself': (response, { headers }) => response.writeHead(307, { ...headers, location: '' }).end(),
  'a redirect to nowhere': (response, { headers }) => response.writeHead(301, headers).end(),
  'no permission to read it': (response, { status, body }) => response.writeHead(status).end(body),
  ...Object.fromEntries(
    [201, 204, 205, 206, 304, 403, 404, 413, 418, 502, 503, 599].map((status) => [
      `${status}`,
      (response, { headers, body }) => response.writeHead(status, headers).end(status === 304 ? undefined : body),
    ]),
  ),
  'a sign-in page': (response, { headers }) =>
    response.writeHead(200, { ...headers, 'content-type': 'text/html' }).end('<!doctype html><form>Sign in'),
  null: (response, { headers }) => response.writeHead(200, headers).end('null'),
  'an empty list': (response, { headers }) => response.writeHead(200, headers).end('[]'),
  'an empty object': (response, { headers }) => response.writeHead(200, headers).end('{}'),
  'huge numbers': (response, { status, headers, body }) =>
    response.writeHead(status, headers).end(String(body).replaceAll('"id":', '"id":9007199254740993,"was":')),
  'depth without end': (response, { headers }) => response.writeHead(200, headers).end('[{"a":'.repeat(200_000)),
  'more than is read': (response, { headers }) => response.writeHead(200, headers).end(`"${'x'.repeat(2 ** 24)}"`),
};

let server;
let page;
// What is broken: `{on, mutate}`; and how often it was.
let broken;
let times;
let creations;

before(async () => {
  server = await serve(async (request, response) => {
    // No connection is used again: a browser repeats a request on one that dies. And no answer: a 301 is kept for ever.
    const cors = { 'access-control-allow-origin': '*', connection: 'close', 'cache-control': 'no-store' };
    if (request.method === 'OPTIONS') {
      const allowed = 'accept, content-type, idempotency-key, x-oneflow-api-token, x-oneflow-user-email';
      return response.writeHead(204, { ...cors, 'access-control-allow-headers': allowed }).end();
    }
    const body = Buffer.concat(await request.toArray());
    const asked = `${request.method} ${request.url.slice('/v1'.length)}`;
    if (asked === 'POST /contracts/create') creations += 1;
    const headers = { 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri, 'content-type': 'application/json' };
    const answer = await fetch(new URL(request.url, api), {
      method: request.method,
      headers,
      body: body.length ? body : undefined,
    });
    const given = {
      status: answer.status,
      headers: { ...cors, 'content-type': 'application/json' },
      body: Buffer.from(await answer.arrayBuffer()),
    };
    if (broken?.on.test(asked)) {
      times += 1;
      return broken.mutate(response, given);
    }
    return response.writeHead(given.status, given.headers).end(given.body);
  });
  page = await serveHostPage({ folder: dist, policy: strictPolicy(server.origin) });
});
after(() => Promise.all([server.close(), page.close()]));

/** Puts an element on a page of its own and waits until it can be used. */
async function mount(tag, properties, step) {
  await fixture.page.goto(page.origin);
  await fixture.page.evaluate(
    ([name, given, headers]) => {
      const element = Object.assign(document.createElement(name), { id: 'picker', authorize: () => headers, ...given });
      document.body.replaceChildren(element);
    },
    [tag, { apiBase: `${server.origin}/v1`, ...properties }, { 'x-oneflow-api-token': token }],
  );
  if (step) await fixture.picker.waitForStep(step);
  return fixture.picker;
}

const opened = (step = 'choosing') => mount('oneflow-contract-picker', { extensionType: 'demo_crm' }, step);

async function filled() {
  const picker = await opened();
  await picker.choose('Supply agreement');
  return picker;
}

async function reviewed() {
  const picker = await filled();
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  return picker;
}

/** A sent contract. */
async function card() {
  const post = (place, body) =>
    fetch(api + place, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri },
      body: JSON.stringify(body),
    });
  const people = [{ name: 'Reader', email: 'reader@partner.invalid', delivery_channel: 'email', signatory: true }];
  const parties = [{ type: 'company', name: 'Partner', participants: people }];
  const { id } = await (
    await post('/contracts/create', { workspace_id: 7001, template_id: 8101, name: 'Shown', parties })
  ).json();
  await post(`/contracts/${id}/publish`, { subject: 'S', message: 'M' });
  return mount('oneflow-contract-card', { contractId: String(id) }, 'showing');
}

// Each request: what leads to it, and what sets it off.
const REQUESTS = [
  ['the start', /^GET \/(helpers\/contract_create_data|templates)/, opened, (picker) =>
    picker.host.evaluate((element) => element.refresh())],
  ['the data fields', /^GET \/helpers\/template_types/, opened, (picker) =>
    picker.pick(picker.options.filter({ hasText: 'Supply agreement' }))],
  ['the colleagues', /^GET \/users/, filled, (picker) => picker.button('Edit Your side').click()],
  ['the creation', /^POST \/contracts\/create/, reviewed, (picker) => picker.button('Create draft').click()],
  ['the sending', /^POST \/contracts\/\d+\/publish/, reviewed, (picker) => picker.button('Create and send').click()],
  ['the contract', /^GET \/contracts\/\d+$/, card, (picker) => picker.host.evaluate((element) => element.refresh())],
  ['the access link', /^POST \/contracts\/\d+\/participants/, card, (picker) =>
    picker.button('Copy link for Reader').click()],
];

/** Waits until nothing is under way, and returns the step and whether there is something to do in it. */
const settled = (picker) =>
  picker.host.evaluate(async (element) => {
    const busy = ['opening', 'creating', 'publishing'];
    const until = performance.now() + 10_000;
    while (busy.includes(element.state) && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const { shadowRoot: root } = element;
    const controls = root.querySelectorAll('button:not([disabled]), input:not([disabled]), a[href]');
    return [element.state, controls.length > 0 && !root.querySelector('.skeleton')];
  });

for (const [name, on, lead, setOff] of REQUESTS) {
  test(`whatever is broken about the answer to ${name}, there is a way on, and at most one contract`, async () => {
    fixture.expectErrors(/./);
    fixture.allowRequests(`${page.origin}/`, `${server.origin}/`);
    for (const [mutation, mutate] of Object.entries(MUTATIONS)) {
      [broken, times, creations] = [undefined, 0, 0];
      const picker = await lead();
      broken = { on, mutate };
      await setOff(picker);
      while (times === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      await fixture.waitForIdle();
      const [step, goesOn] = await settled(picker);
      broken = undefined;
      const place = `${mutation} at ${name}: ${step}`;
      assert.ok(!['opening', 'creating', 'publishing'].includes(step) && goesOn, place);
      assert.ok(creations <= 1, `${place}: ${creations} contracts`);
    }
  });
}
