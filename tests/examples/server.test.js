// The server that stands between a page and Oneflow: what it passes on, as whom, what it gives back, and what it never
// does.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach } from 'node:test';

import { serve } from '../../examples/serve.js';
import { broker } from '../../examples/server.js';
import { serve as small, unusedOrigin } from '../browser/support/servers.js';
import { api, mira, ola, root, siri, token } from '../browser/support/environment.js';
import { armFault, createRequests, readApi, readContract, receivedRequests } from '../browser/support/sandbox.js';
import { folder, sandbox, test, useApp } from './support/app.js';

const app = useApp();
const QUARTER = 15 * 60_000;

const open = [];
const opened = (server) => {
  open.push(server);
  return server;
};
let server;
let user;
let later;

/** A server like the one of the examples; who is signed in and what the time is are the test's. */
const started = async (own = {}) =>
  opened(
    await serve({
      folder: folder('plain'),
      api: sandbox,
      signedIn: () => user,
      now: () => Date.now() + later,
      ...own,
    }),
  );

beforeEach(async () => {
  [user, later] = [siri, 0];
  server = await started();
});
afterEach(() => Promise.all(open.splice(0).map(({ close }) => close())));

// What a browser adds to the requests of a page of this server.
const sameOrigin = { 'sec-fetch-site': 'same-origin' };

async function session() {
  const answer = await fetch(`${server.origin}/session`, { method: 'POST', headers: sameOrigin });
  assert.equal(answer.status, 200);
  return (await answer.json()).session;
}

/** Asks as a page with a session does. */
async function ask(place, { method = 'GET', headers, body, ...more } = {}) {
  const authorization = `Bearer ${await session()}`;
  return fetch(`${server.origin}/oneflow/v1${place}`, {
    method,
    headers: { authorization, ...sameOrigin, ...headers },
    body,
    ...more,
  });
}

const json = { 'content-type': 'application/json' };
const post = (place, body, headers) =>
  ask(place, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) });
const file = (name, content = '%PDF-1.7', uploadAs = 'attachment') => {
  const form = new FormData();
  form.set('file', new Blob([content]), name);
  form.set('upload_as', uploadAs);
  return form;
};
const upload = (id, body, headers) => ask(`/contracts/${id}/files`, { method: 'POST', headers, body });
const attach = (id, ...more) => upload(id, file(...more));
const draft = { workspace_id: 7001, template_id: 8101, name: 'A draft' };

/** A refusal that the widget reads as one. */
async function refused(answer, status) {
  assert.equal(answer.status, status, answer.url);
  const problem = await answer.json();
  assert.equal(problem.status, status);
  assert.match(problem.request_id, /^[\w-]{36}$/);
}

/** Lets errors of the console pass that a test brings about: the browser logs every failed request. */
const provoked = (pattern) => {
  app.faults = app.faults.filter((fault) => !pattern.test(fault));
};

/** The form of the plain example, with a name typed into it. */
async function filling(name) {
  await app.page.goto(`${server.origin}/`);
  await app.picker.waitForStep('choosing');
  await app.picker.choose('Supply agreement');
  await app.picker.name.fill(name);
  return app.picker;
}

test('without a session nothing is passed on', async () => {
  const wrong = [
    {},
    { authorization: 'Bearer demo-session' },
    { authorization: 'Bearer undefined' },
    { authorization: `Basic ${await session()}` },
    { authorization: await session() },
    { 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri },
  ];
  for (const headers of wrong) {
    await refused(await fetch(`${server.origin}/oneflow/v1/ping`, { headers }), 401);
    await refused(
      await fetch(`${server.origin}/oneflow/v1/contracts/create`, {
        method: 'POST',
        headers: { ...sameOrigin, ...headers },
        body: JSON.stringify(draft),
      }),
      401,
    );
  }
  assert.deepEqual(await receivedRequests(), []);
});

test('who is not signed in gets no session', async () => {
  user = undefined;
  await refused(await fetch(`${server.origin}/session`, { method: 'POST', headers: sameOrigin }), 401);
  user = siri;
  assert.notEqual(await session(), await session(), 'each is a new one');
  assert.equal((await fetch(`${server.origin}/session`)).status, 404, 'a link or an image makes none');
});

test('the acting user is the session’s, and no header of the page goes along', async () => {
  const headers = {
    'x-oneflow-user-email': siri,
    'x-oneflow-api-token': 'of the page',
    cookie: 'app=1',
    'x-forwarded-for': '::1',
    'x-sandbox-fault': 'status:503',
  };
  user = ola;
  assert.deepEqual(
    await (await ask('/helpers/contract_create_data', { headers })).json(),
    [],
    'Ola may create nowhere, whoever the page claims to be',
  );
  user = siri;
  assert.ok(
    (
      await (
        await ask('/helpers/contract_create_data', { headers: { ...headers, 'x-oneflow-user-email': ola } })
      ).json()
    ).length > 0,
  );
  for (const { headers: names } of await receivedRequests()) {
    for (const name of ['x-oneflow-api-token', 'x-oneflow-user-email'])
      assert.ok(names.includes(name), `${name} is in ${names}`);
    for (const name of ['authorization', 'cookie', 'x-forwarded-for', 'x-sandbox-fault'])
      assert.ok(!names.includes(name), `${name} is in ${names}`);
  }
});

test('a user whom Oneflow does not know is told so, and not to sign in again', async () => {
  user = 'nobody@example.com';
  await app.page.goto(`${server.origin}/`);
  await app.picker.waitForStep('unavailable');
  await app.picker.waitForText('Oneflow doesn’t know you yet');
  const pings = await receivedRequests('GET /ping');
  assert.equal(pings.length, 1);
  assert.ok(!pings[0].headers.includes('x-oneflow-user-email'));
  provoked(/401/);
});

test('all that the widget asks for is passed on', async () => {
  server = await started({ accessLinks: true });
  const { id } = await (await post('/contracts/create', draft)).json();
  const { parties } = await readContract(id);
  const [{ id: participant }] = parties.flatMap(({ participants }) => participants);
  const places = [
    '/helpers/contract_create_data?template_type_id=9001&extension_type=demo_crm',
    '/templates?limit=100&offset=0&extension_type=demo_crm',
    '/templates/8101',
    '/helpers/template_types/9001/data_fields',
    '/accounts/extensions',
    '/ping',
    '/users?limit=100',
    `/contracts/${id}`,
    `/contracts/${id}/files`,
    '/contracts?filter%5Bstates%5D=draft&sort=-state_updated_time&limit=100',
  ];
  for (const place of places) assert.equal((await ask(place)).status, 200, place);
  assert.equal((await attach(id, 'Terms.pdf')).status, 200);
  assert.equal((await post(`/contracts/${id}/publish`, { subject: 'S', message: 'M' })).status, 200);
  await post(`/contracts/${id}/participants/${participant}/access_link`, {});
  await ask(`/contracts/${id}/files/1?download=true`);
  const seen = (await receivedRequests()).map(({ method, path: place }) => `${method} ${place.slice('/v1'.length)}`);
  for (const place of places) assert.ok(seen.includes(`GET ${place}`), `${place} is not in ${seen}`);
  assert.ok(
    seen.includes(`POST /contracts/${id}/publish`) &&
      seen.includes(`POST /contracts/${id}/files`) &&
      seen.includes(`GET /contracts/${id}/files/1?download=true`) &&
      seen.includes(`POST /contracts/${id}/participants/${participant}/access_link`),
  );
});

test('any other route, method or parameter is refused and reaches nobody', async () => {
  for (const place of [
    '/',
    '/workspaces',
    '/accounts/me',
    '/webhooks',
    '/contracts/10001/events',
    '/ping/',
    '//ping',
    '/contracts/1%2f..%2f..%2fwebhooks',
    '/contracts/one',
    '/contracts/10001',
    '/contracts/10001/files',
    '/contracts/10001/files/1',
    '/templates/8101/product_groups',
    '/contracts/10001/files/2?download=true',
    '/contracts?filter%5Bstates%5D=signed',
    '/contracts?filter%5Bstates%5D=draft&q=Acme',
    '/contracts?limit=1',
    '/contracts',
    '/contracts?filter%5Bstates%5D=draft&sort=-state_updated_time',
    '/users?limit=100&limit=1',
    '/users?limit=100&offset=100',
    '/users?email=ada',
    '/templates?__proto__=1',
    '/templates?constructor=1',
    '/ping?x=1',
    '/templates?template_type_id=1%20or%202',
  ])
    await refused(await ask(place), 404);
  for (const [method, place] of [
    ['POST', '/contracts'],
    ['PUT', '/contracts/10001'],
    ['DELETE', '/contracts/10001'],
    ['POST', '/webhooks'],
    ['POST', '/template_types'],
    ['GET', '/contracts/create'],
    ['POST', '/ping'],
    ['OPTIONS', '/ping'],
    ['POST', '/contracts/create?x=1'],
    ['POST', '/contracts/10001/parties'],
  ])
    await refused(await ask(place, { method, body: method === 'GET' ? undefined : '{}' }), 404);
  assert.deepEqual(await receivedRequests(), []);
});

test('the extension type is the server’s, whatever the page asks for', async () => {
  for (const query of ['', '&extension_type=demo_ats', '&extension_type=demo_ats&extension_type=other']) {
    await ask(`/templates?limit=100${query}`);
    await ask(`/helpers/contract_create_data?template_type_id=9001${query}`);
  }
  const asked = (await receivedRequests()).map(({ path: place }) =>
    new URLSearchParams(place.split('?')[1]).getAll('extension_type'),
  );
  assert.deepEqual(asked, Array(6).fill(['demo_crm']));
});

test('a session lasts a quarter of an hour and no longer', async () => {
  const headers = { authorization: `Bearer ${await session()}` };
  later = QUARTER - 5_000;
  assert.equal((await fetch(`${server.origin}/oneflow/v1/ping`, { headers })).status, 200);
  later = QUARTER;
  await refused(await fetch(`${server.origin}/oneflow/v1/ping`, { headers }), 401);
  assert.equal((await receivedRequests()).length, 1);
});

test('a session that ends while somebody types is renewed, and what was typed is created', async () => {
  const picker = await filling('Typed before it ended');
  const sessions = () => app.requested.filter((url) => url.endsWith('/session')).length;
  const before = sessions();
  later = QUARTER;
  await picker.create();
  await picker.waitForStep('created');
  assert.equal(sessions(), before + 1);
  assert.deepEqual(
    (await createRequests()).map(({ body }) => body.name),
    ['Typed before it ended'],
  );
  provoked(/401/);
});

test('a body that is too large, or does not say how large it is, is refused', async () => {
  const large = (size) => ({ method: 'POST', headers: json, body: 'x'.repeat(size) });
  await refused(await ask('/contracts/create', large(2 ** 22 + 1)), 413);
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{}'));
      controller.close();
    },
  });
  await refused(await ask('/contracts/create', { ...large(0), body: stream, duplex: 'half' }), 413);
  assert.deepEqual(await receivedRequests(), []);
  // The largest contract that a form can hold, in a script of three bytes a character.
  const fields = Array.from({ length: 500 }, (_, index) => ({
    custom_id: `field_${index}`,
    value: '字'.repeat(1_024),
  }));
  await post('/contracts/create', { ...draft, data_fields: fields });
  assert.equal((await createRequests()).length, 1, 'as much as is allowed is passed on');
});

test('what Oneflow answers comes back as it is', async () => {
  const answer = await post('/contracts/create', { ...draft, workspace_id: 1 });
  const direct = await fetch(`${api}/contracts/create`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri },
    body: JSON.stringify({ ...draft, workspace_id: 1 }),
  });
  const [given, own] = [await answer.json(), await direct.json()];
  assert.equal(answer.status, direct.status);
  assert.deepEqual({ ...given, request_id: '' }, { ...own, request_id: '' });
  await armFault({ on: 'GET /ping', kind: 'html', status: 503 });
  const page = await ask('/ping');
  assert.match(await page.text(), /<html/i);
  const named = ['content-type', 'x-content-type-options', 'cache-control'].map((name) => page.headers.get(name));
  assert.deepEqual([page.status, ...named], [503, 'application/json', 'nosniff', 'no-store'], 'it is no page here');
});

test('Retry-After comes back, and the server itself does not try again', async () => {
  await armFault({ on: 'POST /contracts/create', kind: 'busy', retry_after: '7' });
  const answer = await post('/contracts/create', draft);
  assert.deepEqual([answer.status, answer.headers.get('retry-after')], [429, '7']);
  assert.equal((await createRequests()).length, 1);
});

test('an Oneflow that cannot be reached, or does not answer in time, is told as a 5xx', async () => {
  server = await started({ api: await unusedOrigin() });
  await refused(await ask('/ping'), 502);
  server = await started({ patience: 300 });
  await armFault({ on: 'POST /contracts/create', kind: 'silence_after' });
  await refused(await post('/contracts/create', draft), 504);
  assert.equal((await createRequests()).length, 1);
});

test('a redirect is not followed: the token would go where nobody sent it', async () => {
  const caught = [];
  const thief = opened(
    await small((request, response) => {
      caught.push(request.url);
      response.writeHead(200).end('[]');
    }),
  );
  await armFault({ on: 'GET /ping', kind: 'redirect', location: `${thief.origin}/v1` });
  await refused(await ask('/ping'), 502);
  assert.deepEqual(caught, []);
});

test('when Oneflow is gone at the creation, the widget does not say that nothing was made', async () => {
  const picker = await filling('Perhaps made');
  // The page’s server is started again, and what it stands in front of is gone.
  const { port } = new URL(server.origin);
  await server.close();
  server = await started({ api: await unusedOrigin(), port: Number(port) });
  await picker.create();
  await picker.waitForStep('unconfirmed');
  await picker.waitForText('We don’t know yet whether it was created');
  assert.equal(await picker.host.evaluate((element) => element.contract), null);
  provoked(/401|502/);
});

test('an answer to a creation that is lost leads to one contract', async () => {
  const picker = await filling('Made once');
  await armFault({ on: 'POST /contracts/create', kind: 'cut_after' });
  await picker.create();
  await picker.waitForStep('unconfirmed');
  assert.equal((await createRequests()).length, 1);
  await picker.button('This is it').click();
  await picker.waitForStep('created');
  assert.equal((await createRequests()).length, 1);
  assert.deepEqual(
    (await readApi('/contracts', mira)).data.map((made) => made._private.name),
    ['Made once'],
  );
  provoked(/502/);
});

test('a request that is none does not stop the server', async () => {
  const socket = net.connect(new URL(server.origin).port, '127.0.0.1');
  socket.end('POST // HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
  const [line] = (await socket.toArray()).join('').split('\r\n');
  assert.match(line, /^HTTP\/1\.1 400 /);
  assert.equal((await ask('/ping')).status, 200);
});

test('a server that was not told its token, its extension or who is signed in does not start', () => {
  for (const missing of ['token', 'extensionType', 'signedIn']) {
    assert.throws(() => broker({ token: 't', extensionType: 'e', signedIn() {}, [missing]: undefined }), /is missing/);
  }
});

/** A request as it is written here: `fetch` would put its path and headers right. */
async function raw(path, { method = 'GET', headers = {} } = {}) {
  const { hostname, port } = new URL(server.origin);
  const request = http.request({ hostname, port, path, method, headers, agent: false }).end();
  const [response] = await once(request, 'response');
  const chunks = await response.toArray();
  return { status: response.statusCode, text: Buffer.concat(chunks).toString() };
}

test('under another name than its own it answers nothing, so that a name made to lead here opens nothing', async () => {
  const authorization = `Bearer ${await session()}`;
  const under = (host, method = 'GET', path = '/oneflow/v1/ping') =>
    raw(path, { method, headers: { ...sameOrigin, authorization, host } });
  for (const host of ['evil.example', '127.0.0.1.evil.example', 'evil.example:3000', '127.0.0.1@evil.example']) {
    assert.equal((await under(host)).status, 421, host);
    assert.equal((await under(host, 'POST', '/session')).status, 421, host);
  }
  const socket = net.connect(new URL(server.origin).port, '127.0.0.1');
  const names = ['host: 127.0.0.1', 'host: evil.example'];
  const lines = ['GET /oneflow/v1/ping HTTP/1.1', ...names, `authorization: ${authorization}`];
  socket.end(`${lines.join('\r\n')}\r\nconnection: close\r\n\r\n`);
  assert.match((await socket.toArray()).join(''), /^HTTP\/1\.1 4(00|21) /, 'two names are none');
  assert.deepEqual(await receivedRequests(), []);
  assert.equal((await under('LocalHost:80')).status, 200);
  server = await started({ hosts: ['crm.example'] });
  assert.equal((await under('crm.example', 'POST', '/session')).status, 200);
  assert.equal((await under('localhost', 'POST', '/session')).status, 421);
});

test('a POST of another site’s page, or of nobody who says where they are, is refused', async () => {
  const authorization = `Bearer ${await session()}`;
  const from = async (headers) => {
    const asked = { method: 'POST', headers: { authorization, ...json, ...headers }, body: JSON.stringify(draft) };
    const [begun, made] = await Promise.all(
      ['/session', '/oneflow/v1/contracts/create'].map((path) => fetch(server.origin + path, asked)),
    );
    assert.equal(begun.status, made.status);
    return begun.status;
  };
  const other = server.origin.replace(/\d$/, (digit) => (digit === '1' ? '2' : '1'));
  for (const headers of [
    {},
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: other },
    { origin: `${server.origin}.evil.example` },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: server.origin },
    { 'sec-fetch-site': 'none' },
  ])
    assert.equal(await from(headers), 403, JSON.stringify(headers));
  assert.deepEqual(await createRequests(), []);
  assert.equal(await from({ origin: server.origin }), 200, 'an older browser says the origin only');
});

test('a path has one form, and what is spelt otherwise reaches nobody', async () => {
  const headers = { authorization: `Bearer ${await session()}` };
  for (const path of [
    '/oneflow/v1/users/../ping',
    '/oneflow/v1/./ping',
    '/oneflow/v1/%70ing',
    '/oneflow/v1//ping',
    '/oneflow/v1/ping/',
    '/oneflow/v1/ping;x',
    '/oneflow/v1\\ping',
    '/oneflow/v1/contracts/010001',
    '/oneflow/v1/contracts/99999999999999999',
    '//oneflow/v1/ping',
    '/oneflow/V1/ping',
  ])
    assert.equal((await raw(path, { headers })).status, 404, path);
  assert.deepEqual(await receivedRequests(), []);
  assert.equal((await raw('/oneflow/v1/ping', { headers })).status, 200);
});

test('a creation needs a template of the extension, and what was listed before a restart still counts', async () => {
  for (const template of [8204, 1, '8101', null, undefined]) {
    await refused(await post('/contracts/create', { ...draft, template_id: template }), 404);
  }
  await refused(await ask('/contracts/create', { method: 'POST', headers: json, body: '{' }), 404);
  assert.deepEqual(await createRequests(), []);
  for (const template of [8204, 1]) await refused(await ask(`/templates/${template}`), 404);
  assert.equal((await (await ask('/templates/8101')).json()).id, 8101, 'so does a read of one');
  server = await started();
  assert.equal((await post('/contracts/create', draft)).status, 200);
});

test('a contract is there for whom it was made or listed here, or who has it by the records', async () => {
  const { id } = await (await post('/contracts/create', draft)).json();
  assert.equal((await ask(`/contracts/${id}`)).status, 200);
  user = mira;
  const before = (await receivedRequests()).length;
  for (const place of ['', '/files/1?download=true']) await refused(await ask(`/contracts/${id}${place}`), 404);
  await refused(await post(`/contracts/${id}/publish`, { subject: 'S', message: 'M' }), 404);
  assert.equal((await receivedRequests()).length, before);
  await ask('/contracts?filter%5Bstates%5D=draft&sort=-state_updated_time&limit=100');
  assert.equal((await ask(`/contracts/${id}`)).status, 200, 'Mira was shown it among the drafts');
  server = await started({ hasContract: (email, contract) => email === mira && contract === id });
  assert.equal((await ask(`/contracts/${id}`)).status, 200);
  user = siri;
  await refused(await ask(`/contracts/${id}`), 404);
});

test('access links are made where they are switched on, and never one with which the other side signs', async () => {
  const party = (name, signatory) => ({
    type: 'company',
    name,
    participants: [{ name: 'P', email: `${name}@example.com`, signatory, delivery_channel: 'email' }],
  });
  server = await started({ accessLinks: true });
  const { id } = await (
    await post('/contracts/create', { ...draft, parties: [party('Signs', true), party('Reads', false)] })
  ).json();
  await post(`/contracts/${id}/publish`, { subject: 'S', message: 'M' });
  const { parties } = await readContract(id);
  const participant = (found) => parties.find(found).participants[0].id;
  const link = (person) => post(`/contracts/${id}/participants/${person}/access_link`, {});
  await refused(await link(participant(({ name }) => name === 'Signs')), 403);
  await refused(await link(1), 403);
  assert.equal((await receivedRequests('POST')).filter(({ path: place }) => place.endsWith('access_link')).length, 0);
  assert.equal((await link(participant(({ name }) => name === 'Reads'))).status, 200);
  assert.equal((await link(participant(({ my_party: own }) => own))).status, 200);
  server = await started({ hasContract: () => true });
  await refused(await link(participant(({ my_party: own }) => own)), 403);
});

test('a user has ten sessions and three hundred requests a minute, and none after signing out', async () => {
  const ping = async (own) =>
    (await fetch(`${server.origin}/oneflow/v1/ping`, { headers: { authorization: `Bearer ${own}` } })).status;
  const first = await session();
  const others = [];
  for (let index = 0; index < 10; index += 1) others.push(await session());
  assert.deepEqual([await ping(first), await ping(others[0])], [401, 200], 'the oldest has ended');
  user = mira;
  const hers = await session();
  let asked = 12;
  while ((await ping(others[0])) === 200) asked += 1;
  assert.equal(asked, 300);
  const headers = { authorization: `Bearer ${others[0]}` };
  const busy = await fetch(`${server.origin}/oneflow/v1/ping`, { headers });
  assert.equal(busy.headers.get('retry-after'), '60');
  await refused(busy, 429);
  assert.equal(await ping(hers), 200, 'another user is not held up');
  later = 60_000;
  assert.equal(await ping(others[0]), 200);
  server.signOut(siri);
  assert.deepEqual([await ping(others[0]), await ping(others[9]), await ping(hers)], [401, 401, 200]);
});

const keyed = (key, body = draft, place = '/contracts/create') => post(place, body, { 'idempotency-key': key });

test('every answer announces the keys, refusals included', async () => {
  for (const answer of [
    await ask('/ping'),
    await ask('/nowhere'),
    await fetch(`${server.origin}/session`, { method: 'POST' }),
    await fetch(`${server.origin}/oneflow/v1/ping`),
  ]) {
    assert.equal(answer.headers.get('oneflow-broker'), 'idempotency', String(answer.status));
    assert.match(answer.headers.get('access-control-expose-headers'), /oneflow-broker/);
  }
});

test('whatever repeats an attempt gets the first answer, at once or later: one contract, sent once', async () => {
  const key = randomUUID();
  const answers = await Promise.all([keyed(key), keyed(key), keyed(key)]);
  const ids = await Promise.all([...answers, await keyed(key)].map(async (answer) => (await answer.json()).id));
  assert.equal(new Set(ids).size, 1);
  assert.equal((await createRequests()).length, 1);
  const sending = randomUUID();
  const invitation = { subject: 'S', message: 'M' };
  const sent = [];
  const place = `/contracts/${ids[0]}/publish`;
  for (let times = 0; times < 2; times += 1) sent.push(await keyed(sending, invitation, place));
  assert.deepEqual(await Promise.all(sent.map(async (answer) => (await answer.json()).id)), [ids[0], ids[0]]);
  assert.equal((await receivedRequests(`POST ${place}`)).length, 1);
});

test('a key is one user’s, for one request, and looks like one', async () => {
  const key = randomUUID();
  assert.equal((await keyed(key)).status, 200);
  await refused(await keyed(key, { ...draft, name: 'Another' }), 422);
  await refused(await keyed('short'), 400);
  user = mira;
  assert.equal((await keyed(key, { ...draft, name: 'Hers' })).status, 200);
  assert.equal((await createRequests()).length, 2);
});

test('an attempt of which nobody knows what came is never sent again', async () => {
  for (const kind of ['cut_after', 'cut_before', 'garbage', 'html']) {
    const key = randomUUID();
    await armFault({ on: 'POST /contracts/create', kind, ...(kind === 'html' && { status: 503 }) });
    const before = (await createRequests()).length;
    const first = await keyed(key);
    const again = await keyed(key);
    assert.ok(first.status >= 500 || kind === 'garbage', `${kind}: ${first.status}`);
    assert.deepEqual([again.status, await again.text()], [first.status, await first.text()], kind);
    assert.equal((await createRequests()).length, before + 1, kind);
  }
});

test('after a refusal, which made nothing, the same attempt may be sent again', async () => {
  const key = randomUUID();
  await armFault({ on: 'POST /contracts/create', kind: 'busy', retry_after: '7' });
  assert.equal((await keyed(key)).status, 429);
  assert.equal((await keyed(key)).status, 200);
  assert.equal((await createRequests()).length, 2);
});

test('a body that is not declared as JSON is refused: a form of another site could send it', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'text/plain; application/json']) {
    const body = JSON.stringify(draft);
    await refused(await ask('/contracts/create', { method: 'POST', headers: { 'content-type': type }, body }), 415);
  }
  assert.deepEqual(await receivedRequests(), []);
});

const made = async () => (await (await post('/contracts/create', draft)).json()).id;
const uploads = async () => (await receivedRequests('POST')).filter(({ path: place }) => place.endsWith('/files'));

test('a file is added once for each key, whoever repeats it, and a key is for one file', async () => {
  const id = await made();
  const key = { 'idempotency-key': randomUUID() };
  const first = await upload(id, file('Größe.pdf'), key);
  assert.equal(first.status, 200);
  const text = await first.text();
  // Each form has another boundary.
  assert.equal(await (await upload(id, file('Größe.pdf'), key)).text(), text);
  for (const other of [file('Größe.pdf', 'other'), file('b.pdf'), file('Größe.pdf', '%PDF-1.7', 'expanded_pdf')])
    await refused(await upload(id, other, key), 422);
  assert.equal((await uploads()).length, 1);
  const { data } = await (await ask(`/contracts/${id}/files`)).json();
  assert.deepEqual(data.slice(1).map(({ name }) => name), ['Größe.pdf']);
  await armFault({ on: 'POST /contracts/{id}/files', kind: 'cut_after' });
  const lost = { 'idempotency-key': randomUUID() };
  for (let times = 0; times < 2; times += 1) assert.equal((await upload(id, file('c.pdf'), lost)).status, 502);
  assert.equal((await uploads()).length, 2, 'what nobody knows the end of is never sent again');
});

test('what is not exactly a file of a kind that Oneflow takes, and its place, reaches nobody', async () => {
  const id = await made();
  const changed = (change) => {
    const form = file('a.pdf');
    change(form);
    return form;
  };
  for (const form of [
    changed((it) => it.delete('upload_as')),
    changed((it) => it.delete('file')),
    changed((it) => it.set('file', 'text')),
    changed((it) => it.append('file', new Blob(['x']), 'b.pdf')),
    changed((it) => it.set('note', 'x')),
    changed((it) => it.set('upload_as', '__proto__')),
    ...['../a.pdf', 'a\\b.pdf', 'a\n.pdf', '.pdf', 'a.exe', 'a.pdf.zip', '\u202efdp.exe.pdf', `${'x'.repeat(252)}.pdf`]
      .map((name) => file(name)),
    file('a.docx', 'x', 'expanded_pdf'),
  ])
    await refused(await upload(id, form), 400);
  const cut = { 'content-type': 'multipart/form-data; boundary=b' };
  const begin = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\nx';
  await refused(await upload(id, begin, cut), 400);
  await refused(await upload(id, '{}', json), 415);
  await refused(await upload(id, file('a.txt', Buffer.alloc(20_000_001))), 413);
  await refused(await upload(id, file('a.txt', Buffer.alloc(20_100_000))), 413);
  user = mira;
  await refused(await upload(id, file('a.pdf')), 404);
  assert.deepEqual(await uploads(), []);
  user = siri;
  assert.equal((await upload(id, file('a.txt', Buffer.alloc(20_000_000)))).status, 200);
});

test('a record’s contracts are listed for whom the record is by your records, and no other ones', async () => {
  const fields = (value) => ({ ...draft, data_fields: [{ custom_id: 'deal_id', value }] });
  const own = { recordField: 'deal_id', hasRecord: (email, record) => email === siri && record === 'deal:1' };
  const list = (field, record, more = '') =>
    ask(`/contracts?${more}filter%5Bdata_field_match%5D=${field}%3A${record}&sort=-state_updated_time&limit=100`);
  await refused(await list('deal_id', 'deal%3A1'), 404);
  server = await started(own);
  for (const more of ['', 'filter%5Bstates%5D=draft&', 'offset=100&'])
    assert.equal((await list('deal_id', 'deal%3A1', more)).status, 200);
  for (const [field, record] of [['deal_id', 'deal%3A2'], ['deal', 'deal%3A1'], ['deal_id', ''], ['', 'deal%3A1']])
    await refused(await list(field, record), 404);
  await refused(await list('deal_id', 'deal%3A1', 'filter%5Bstates%5D=signed&'), 404);
  await refused(await post('/contracts/create', fields('deal:2')), 404);
  assert.equal((await createRequests()).length, 0);
  user = mira;
  await refused(await list('deal_id', 'deal%3A1'), 404);
  assert.equal((await receivedRequests('GET')).filter(({ path: place }) => place.includes('match')).length, 3);
});

test('a contract that only the list of its record has shown is there for reading, and for nothing else', async () => {
  const { parties, id } = await (
    await post('/contracts/create', { ...draft, data_fields: [{ custom_id: 'order_no', value: 'A-1' }] })
  ).json();
  const participant = parties.find(({ my_party: own }) => own).participants[0].id;
  const list = (more = '') =>
    ask(`/contracts?${more}filter%5Bdata_field_match%5D=order_no%3AA-1&sort=-state_updated_time&limit=100`);
  const link = () => post(`/contracts/${id}/participants/${participant}/access_link`, {});
  const send = () => post(`/contracts/${id}/publish`, { subject: 'S', message: 'M' });
  const read = ['', '/files', '/files/1?download=true'];
  user = mira;
  // Each server has a memory of its own.
  for (const more of ['', 'offset=0&']) {
    server = await started({ accessLinks: true });
    for (const place of read) await refused(await ask(`/contracts/${id}${place}`), 404);
    assert.deepEqual((await (await list(more)).json()).data.map((contract) => contract.id), [id]);
    for (const place of read) assert.equal((await ask(`/contracts/${id}${place}`)).status, 200, place);
    const before = (await receivedRequests()).length;
    for (const refuse of [send, link, () => attach(id, 'Terms.pdf')]) await refused(await refuse(), 404);
    assert.equal((await receivedRequests()).length, before, 'they reach nobody');
  }
  await list('filter%5Bstates%5D=draft&');
  assert.equal((await attach(id, 'Terms.pdf')).status, 200, 'the draft of an attempt without an answer is found so');
  server = await started({ accessLinks: true, hasContract: (email, contract) => email === mira && contract === id });
  await list();
  for (const allow of [() => attach(id, 'More.pdf'), send, link]) assert.equal((await allow()).status, 200);
});

/** A server in front of one that answers `GET` with `respond`. */
const before = async (respond) => {
  const upstream = opened(await small(respond));
  server = await started({ api: `${upstream.origin}/v1`, hasContract: () => true });
  return upstream;
};

test('the PDF comes from where Oneflow keeps it, without token and user, and is nothing else', async () => {
  const seen = [];
  const answers = { '/pdf': [200, { 'content-type': 'application/pdf' }, '%PDF-1.7'] };
  const store = opened(
    await small((request, response) => {
      seen.push(request.headers);
      const [status, headers, body] = answers[request.url];
      response.writeHead(status, headers).end(body);
    }),
  );
  let location;
  await before((request, response) => response.writeHead(302, { location }).end());
  const file = () => ask('/contracts/10001/files/1?download=true');
  location = `${store.origin}/pdf`;
  const pdf = await file();
  assert.deepEqual([pdf.status, await pdf.text()], [200, '%PDF-1.7']);
  assert.equal(pdf.headers.get('content-type'), 'application/pdf');
  assert.match(pdf.headers.get('content-disposition'), /^attachment/);
  for (const name of ['x-oneflow-api-token', 'x-oneflow-user-email', 'authorization', 'cookie'])
    assert.ok(!(name in seen[0]), `${name} went along`);
  answers['/page'] = [200, { 'content-type': 'text/html' }, '<script>'];
  answers['/on'] = [302, { location: `${store.origin}/pdf` }, ''];
  answers['/gone'] = [404, { 'content-type': 'application/json' }, '{"status": 404}'];
  answers['/large'] = [200, { 'content-type': 'application/pdf' }, Buffer.alloc(2 ** 24 + 1)];
  for (const place of ['/page', '/on', '/gone', '/large']) {
    location = store.origin + place;
    await refused(await file(), 502);
  }
  for (location of ['http://files.example/pdf', 'ftp://127.0.0.1/pdf', 'file:///etc/passwd', 'data:application/pdf,x'])
    await refused(await file(), 502);
  assert.equal(seen.length, 5);
});

test('an answer that is larger than the widget reads is a 5xx', async () => {
  await before((request, response) => response.end(Buffer.alloc(2 ** 24 + 1, ' ')));
  await refused(await ask('/ping'), 502);
});

test('it runs by itself, as its first lines say', async () => {
  const env = {
    ...process.env,
    ONEFLOW_API: api,
    ONEFLOW_API_TOKEN: token,
    EXTENSION_TYPE: 'demo_crm',
    DEMO_USER: siri,
    PORT: '0',
    NODE_TEST_CONTEXT: undefined,
  };
  const child = spawn(process.execPath, [path.join(root, 'examples', 'server.js')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  opened({ close: () => child.kill() });
  const [line] = await once(child.stdout, 'data');
  const base = String(line).trim();
  const begun = await fetch(new URL('/session', base), { method: 'POST', headers: sameOrigin });
  const { session: own } = await begun.json();
  const answer = await fetch(`${base}/helpers/contract_create_data`, { headers: { authorization: `Bearer ${own}` } });
  assert.ok((await answer.json()).length > 0);
});

test('it has no user of its own: without one it does not run', async () => {
  const env = { ...process.env, ONEFLOW_API_TOKEN: token, EXTENSION_TYPE: 'demo_crm', NODE_TEST_CONTEXT: undefined };
  const child = spawn(process.execPath, [path.join(root, 'examples', 'server.js')], { env, stdio: 'ignore' });
  opened({ close: () => child.kill() });
  const [code] = await once(child, 'exit');
  assert.equal(code, 1);
});
