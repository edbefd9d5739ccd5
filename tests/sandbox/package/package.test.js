// The npm package of the sandbox: `createSandbox`, without a socket.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { publint } from 'publint';

const folder = process.env.SANDBOX_PACKAGE;
const entry = pathToFileURL(path.join(folder, 'index.js')).href;
const { createSandbox } = await import(entry);

const headersOf = ({ token, user }) => ({ 'x-oneflow-api-token': token, 'x-oneflow-user-email': user });

/** Creates a contract as a client does that knows nothing of the sandbox but its address. */
const create = (sandbox, init = {}) =>
  sandbox.fetch(`${sandbox.apiBase}/contracts/create`, {
    method: 'POST',
    headers: { ...headersOf(sandbox), 'content-type': 'application/json' },
    body: JSON.stringify({ workspace_id: 7001, template_id: 8101, name: 'Order' }),
    ...init,
  });

const ping = (sandbox, init) => sandbox.fetch('/v1/ping', { headers: headersOf(sandbox), ...init });

test('a contract is created, read and logged without a socket', async () => {
  const sandbox = await createSandbox();
  const created = await create(sandbox);
  assert.equal(created.status, 200);
  const { id, state, _links } = await created.json();
  assert.deepEqual([id, state], [10001, 'draft']);
  assert.equal(_links.self.href, 'https://api.oneflow.com/v1/contracts/10001');
  const read = await sandbox.fetch(new Request(_links.self.href, { headers: headersOf(sandbox) }));
  assert.equal((await read.json())._private.name, 'Order');
  const [first] = sandbox.requests();
  assert.deepEqual([first.method, first.path, first.status], ['POST', '/v1/contracts/create', 200]);
  assert.equal(first.body.name, 'Order');
});

test('a refusal is a problem of Oneflow', async () => {
  const sandbox = await createSandbox();
  const refused = await create(sandbox, { body: '{"workspace_id": 7001}' });
  assert.equal(refused.status, 400);
  assert.deepEqual(Object.keys((await refused.json()).parameter_problems), ['template_id']);
  assert.equal((await sandbox.fetch('/v1/ping')).status, 401);
});

test('sandboxes share nothing, and a reset starts from the seed', async () => {
  const [one, other] = await Promise.all([createSandbox(), createSandbox({ seed: 'wide' })]);
  await create(one);
  assert.deepEqual([one.requests().length, other.requests().length], [1, 0]);
  one.reset();
  assert.deepEqual(one.requests(), []);
  assert.equal((await (await create(one)).json()).id, 10001);
});

test('the path of apiBase stands for that of Oneflow', async () => {
  for (const path of ['/v1', '/one/flow', '/api/v1', '']) {
    const apiBase = `https://proxy.example${path}`;
    const sandbox = await createSandbox({ apiBase });
    const { id, _links } = await (await create(sandbox)).json();
    assert.deepEqual([sandbox.apiBase, _links.self.href], [apiBase, `${apiBase}/contracts/10001`]);
    assert.equal((await sandbox.fetch(_links.self.href, { headers: headersOf(sandbox) })).status, 200);
    const paths = sandbox.requests().map((request) => request.path);
    assert.deepEqual(paths, ['/v1/contracts/create', `/v1/contracts/${id}`]);
    assert.equal((await ping(sandbox)).status, 200);
    assert.equal((await sandbox.fetch('/_sandbox/requests')).status, 200);
  }
});

test('a dropped connection rejects the promise, and a cut one the body', async () => {
  const sandbox = await createSandbox();
  sandbox.arm({ on: 'POST /contracts/create', kind: 'drop_after' });
  await assert.rejects(create(sandbox), TypeError);
  sandbox.arm({ on: 'POST /contracts/create', kind: 'cut_after' });
  const cut = await create(sandbox);
  assert.equal(cut.status, 200);
  await assert.rejects(cut.json(), TypeError);
  assert.equal((await (await create(sandbox)).json()).id, 10003, 'both were executed');
  assert.deepEqual(sandbox.requests().map(({ status }) => status), [null, 200, 200]);
});

test('where no response arrives, a signal ends the wait', async () => {
  const sandbox = await createSandbox();
  sandbox.arm({ on: 'GET /ping', kind: 'silence_after' });
  await assert.rejects(ping(sandbox, { signal: AbortSignal.timeout(50) }), { name: 'TimeoutError' });
  assert.equal(sandbox.requests()[0].status, null);
  await assert.rejects(ping(sandbox, { signal: AbortSignal.abort() }), { name: 'AbortError' });
});

test('a slow response arrives late, and a redirect is an error where redirects are', async () => {
  const sandbox = await createSandbox();
  sandbox.arm({ on: 'GET /ping', kind: 'slow', millis: 120 });
  const start = performance.now();
  assert.equal((await ping(sandbox)).status, 200);
  assert.ok(performance.now() - start >= 115);
  sandbox.arm({ on: 'GET /ping', kind: 'redirect', times: 2 });
  assert.equal((await ping(sandbox)).headers.get('location'), '/elsewhere');
  await assert.rejects(ping(sandbox, { redirect: 'error' }), TypeError);
});

test('a wrong option or fault is an error that says what is wrong', async () => {
  await assert.rejects(createSandbox({ sed: 'small' }), /unknown field `sed`/);
  await assert.rejects(createSandbox({ clock: 'noon' }), /"noon" is no time/);
  const sandbox = await createSandbox();
  assert.throws(() => sandbox.arm({ on: 'GET /ping', kind: 'fire' }), /there is no kind `fire`/);
});

test('equal options give equal responses', async () => {
  const options = { clock: '2026-01-31T12:00:00Z', random: 7 };
  const texts = [];
  for (const sandbox of await Promise.all([createSandbox(options), createSandbox(options)])) {
    texts.push(await (await create(sandbox)).text(), await (await sandbox.fetch('/v1/contracts/1')).text());
  }
  assert.deepEqual(texts.slice(0, 2), texts.slice(2));
  assert.match(texts[0], /2026-01-31T12:00:00\+00:00/);
});

test('a webhook is delivered with fetch, and retried', async () => {
  const received = [];
  const partner = createServer(async (request, response) => {
    received.push(Buffer.concat(await request.toArray()).toString());
    response.writeHead(received.length === 1 ? 503 : 200).end();
  });
  await new Promise((resolve) => partner.listen(0, '127.0.0.1', resolve));
  const sandbox = await createSandbox({ retrySpeed: 100 });
  const body = JSON.stringify({ callback_url: `http://127.0.0.1:${partner.address().port}/events` });
  const headers = { 'x-oneflow-api-token': sandbox.token, 'content-type': 'application/json' };
  assert.equal((await sandbox.fetch('/v1/webhooks', { method: 'POST', headers, body })).status, 200);
  await create(sandbox);
  while (sandbox.deliveries()[0]?.progress !== 'received') {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  partner.close();
  assert.deepEqual(sandbox.deliveries()[0].attempts.map(({ outcome }) => outcome), ['503', '200']);
  assert.equal(received[0], received[1]);
  assert.equal(JSON.parse(received[0]).contract.id, 10001);
});

test('a program ends although a delivery waits for its next attempt', async () => {
  const script = `
    const { createSandbox } = await import(${JSON.stringify(entry)});
    const sandbox = await createSandbox();
    const headers = { 'x-oneflow-api-token': sandbox.token, 'content-type': 'application/json' };
    const post = (path, body) =>
      sandbox.fetch('/v1' + path, { method: 'POST', headers, body: JSON.stringify(body) }).then((it) => it.status);
    console.log(
      await post('/webhooks', { callback_url: 'http://127.0.0.1:9/' }),
      await post('/contracts/create', { workspace_id: 7001, template_id: 8101 }),
    );`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    timeout: 20_000,
  });
  assert.equal(stdout.trim(), '200 200');
});

test('a CommonJS module gets the same', async () => {
  const { createSandbox } = createRequire(import.meta.url)(path.join(folder, 'index.cjs'));
  assert.equal((await (await create(await createSandbox())).json()).id, 10001);
});

test('the package depends on nothing, installs without a script and has every file that it names', async () => {
  const description = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  for (const key of ['dependencies', 'optionalDependencies', 'peerDependencies', 'scripts']) {
    assert.equal(description[key], undefined, key);
  }
  assert.deepEqual((await publint({ pkgDir: folder, strict: true })).messages, []);
});
