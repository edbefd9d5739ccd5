// The server that stands between a page and Oneflow: what it passes on, as whom, what it gives back, and what it never
// does.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
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

async function session() {
  const answer = await fetch(`${server.origin}/session`, { method: 'POST' });
  assert.equal(answer.status, 200);
  return (await answer.json()).session;
}

/** Asks as a page with a session does. */
async function ask(place, { method = 'GET', headers, body, ...more } = {}) {
  const authorization = `Bearer ${await session()}`;
  return fetch(`${server.origin}/oneflow/v1${place}`, {
    method,
    headers: { authorization, ...headers },
    body,
    ...more,
  });
}

const post = (place, body) =>
  ask(place, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
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
        headers,
        body: JSON.stringify(draft),
      }),
      401,
    );
  }
  assert.deepEqual(await receivedRequests(), []);
});

test('who is not signed in gets no session', async () => {
  user = undefined;
  await refused(await fetch(`${server.origin}/session`, { method: 'POST' }), 401);
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
  const { id } = await (await post('/contracts/create', draft)).json();
  const { parties } = await readContract(id);
  const [{ id: participant }] = parties.flatMap(({ participants }) => participants);
  const places = [
    '/helpers/contract_create_data?extension_type=demo_crm&template_type_id=9001',
    '/templates?limit=100&offset=0&extension_type=demo_crm',
    '/helpers/template_types/9001/data_fields',
    '/accounts/extensions',
    '/ping',
    '/users?limit=100',
    `/contracts/${id}`,
    '/contracts?filter%5Bstates%5D=draft&sort=-state_updated_time&limit=100',
  ];
  for (const place of places) assert.equal((await ask(place)).status, 200, place);
  assert.equal((await post(`/contracts/${id}/publish`, { subject: 'S', message: 'M' })).status, 200);
  await post(`/contracts/${id}/participants/${participant}/access_link`, {});
  const seen = (await receivedRequests()).map(({ method, path: place }) => `${method} ${place.slice('/v1'.length)}`);
  for (const place of places) assert.ok(seen.includes(`GET ${place}`), `${place} is not in ${seen}`);
  assert.ok(
    seen.includes(`POST /contracts/${id}/publish`) &&
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
  const large = (size) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: 'x'.repeat(size) });
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
  assert.equal((await receivedRequests()).length, 1, 'as much as is allowed is passed on');
});

test('what Oneflow answers comes back as it is', async () => {
  const answer = await post('/contracts/create', { ...draft, template_id: 1 });
  const direct = await fetch(`${api}/contracts/create`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri },
    body: JSON.stringify({ ...draft, template_id: 1 }),
  });
  const [given, own] = [await answer.json(), await direct.json()];
  assert.equal(answer.status, direct.status);
  assert.deepEqual({ ...given, request_id: '' }, { ...own, request_id: '' });
  await armFault({ on: 'GET /ping', kind: 'html', status: 503 });
  const page = await ask('/ping');
  assert.deepEqual([page.status, page.headers.get('content-type').split(';')[0]], [503, 'text/html']);
  assert.match(await page.text(), /<html/i);
  assert.equal(page.headers.get('cache-control'), 'no-store');
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

test('a server that was not told its token or its extension does not start', () => {
  for (const missing of ['token', 'extensionType']) {
    assert.throws(() => broker({ token: 't', extensionType: 'e', [missing]: '' }), /is missing/);
  }
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
  const { session: own } = await (await fetch(new URL('/session', base), { method: 'POST' })).json();
  const answer = await fetch(`${base}/helpers/contract_create_data`, { headers: { authorization: `Bearer ${own}` } });
  assert.ok((await answer.json()).length > 0);
});
