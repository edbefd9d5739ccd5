// The program of the sandbox's npm package: flags, sockets, faults on them, and the state file.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { text } from 'node:stream/consumers';

const PROGRAM = path.join(process.env.SANDBOX_PACKAGE, 'program.js');
const folder = await mkdtemp(path.join(os.tmpdir(), 'sandbox-'));
after(() => rm(folder, { recursive: true }));

/** Starts the program; `facts` is `undefined` if it ends at once. */
const start = async (...flags) => {
  const child = spawn(process.execPath, [PROGRAM, '--port', '0', '--json', '--until-stdin-closes', ...flags]);
  const errors = text(child.stderr);
  const code = new Promise((resolve) => child.on('close', resolve));
  const line = await new Promise((resolve) => {
    child.stdout.once('data', resolve);
    child.stdout.once('end', resolve);
  });
  const stop = async () => {
    child.stdin.end();
    return { code: await code, errors: await errors };
  };
  return { child, code, stop, facts: line && JSON.parse(line) };
};

const headersOf = ({ token, user }) => ({
  'x-oneflow-api-token': token,
  'x-oneflow-user-email': user,
  'content-type': 'application/json',
});

const call = (facts, method, target, body) =>
  fetch(facts.api + target, { method, headers: headersOf(facts), body: body && JSON.stringify(body) });

const create = (facts) => call(facts, 'POST', '/contracts/create', { workspace_id: 7001, template_id: 8101 });

const arm = (facts, fault) =>
  fetch(facts.api.replace('/v1', '/_sandbox/faults'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });

/** Everything that comes back on a connection until it closes. */
const raw = async (facts, request) => {
  const { port } = new URL(facts.api);
  const socket = net.connect(Number(port), '127.0.0.1');
  socket.write(request);
  return text(socket).catch(() => '');
};

test('the program prints its addresses, answers like Oneflow and ends with its parent', async () => {
  const { facts, stop } = await start('--cors', 'http://localhost:3000');
  assert.match(facts.api, /^http:\/\/127\.0\.0\.1:\d+\/v1$/);
  const created = await create(facts);
  assert.equal(created.status, 200);
  assert.equal((await created.json())._links.self.href, `${facts.api}/contracts/10001`);
  const preflight = await fetch(`${facts.api}/ping`, {
    method: 'OPTIONS',
    headers: { origin: 'http://localhost:3000', 'access-control-request-method': 'GET' },
  });
  assert.equal(preflight.headers.get('access-control-allow-origin'), 'http://localhost:3000');
  const page = await fetch(facts.api.replace('/v1', '/_sandbox/app'));
  assert.match(await page.text(), /Northwind Demo AB/);
  assert.deepEqual(await stop(), { code: 0, errors: '' });
});

test('a body over the limit and a foreign host are refused', async () => {
  const { facts, stop } = await start();
  assert.equal((await call(facts, 'POST', '/contracts/create', ' '.repeat(1_048_577))).status, 413);
  const foreign = await raw(facts, 'GET /v1/ping HTTP/1.1\r\nhost: example.com\r\nconnection: close\r\n\r\n');
  assert.match(foreign, /^HTTP\/1\.1 403 /);
  await stop();
});

test('a file larger than other bodies is taken, and one over its own limit is refused', async () => {
  const { facts, stop } = await start();
  await create(facts);
  const files = '/contracts/10001/files';
  // `fetch` knows the content type of a form, with its boundary.
  const { 'content-type': _, ...headers } = headersOf(facts);
  const upload = (size) => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(size).fill(7)]), 'drawing.png');
    form.append('upload_as', 'attachment');
    return fetch(`${facts.api}${files}`, { method: 'POST', headers, body: form });
  };
  const stored = await upload(2_000_000);
  assert.equal(stored.status, 200, await stored.clone().text());
  const { id } = await stored.json();
  const content = await fetch(`${facts.api}${files}/${id}?download=true`, { headers });
  assert.equal((await content.arrayBuffer()).byteLength, 2_000_000);
  for (const size of [20_000_001, 21_000_000]) {
    const refused = await upload(size);
    assert.deepEqual((await refused.json()).parameter_problems, { file: ['Larger than 20000000 bytes.'] });
  }
  await stop();
});

test('faults happen to the connection', async () => {
  const { facts, stop } = await start();
  const request = `GET /v1/ping HTTP/1.1\r\nhost: 127.0.0.1\r\nx-oneflow-api-token: ${facts.token}\r\n\r\n`;
  await arm(facts, { on: 'GET /ping', kind: 'drop_after' });
  assert.equal(await raw(facts, request), '');
  await arm(facts, { on: 'GET /ping', kind: 'cut_after' });
  const cut = await raw(facts, request);
  assert.match(cut, /content-length: 4096/i);
  assert.ok(cut.split('\r\n\r\n')[1].length < 10, cut);
  await arm(facts, { on: 'GET /ping', kind: 'silence_after' });
  await assert.rejects(fetch(`${facts.api}/ping`, { headers: headersOf(facts), signal: AbortSignal.timeout(100) }));
  assert.equal((await stop()).code, 0, 'a response that never comes does not hold the program');
});

test('a client that breaks off in the middle of a body does not end the program', async () => {
  const { facts, stop } = await start();
  const socket = net.connect(new URL(facts.api).port, '127.0.0.1');
  const request = 'POST /v1/contracts/create HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 100\r\n\r\n{';
  await new Promise((resolve) => socket.write(request, resolve));
  await new Promise((resolve) => setTimeout(resolve, 100));
  socket.destroy();
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal((await call(facts, 'GET', '/ping')).status, 200);
  assert.deepEqual(await stop(), { code: 0, errors: '' });
});

test('a request that comes while the state file is read waits for the account', async () => {
  const file = path.join(folder, 'before.json');
  const first = await start('--state', file);
  const port = new URL(first.facts.api).port;
  await first.stop();
  // Whoever reads it waits until somebody has written to it.
  const pipe = path.join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const starting = start('--port', port, '--state', pipe);
  let answer;
  for (let attempt = 0; !answer && attempt < 200; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const socket = net.connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(() => true, () => false);
    socket.destroy();
    answer = isOpen && call(first.facts, 'GET', '/ping');
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
  execFileSync('cp', [file, pipe], { timeout: 10_000 });
  assert.equal((await answer).status, 200);
  const { stop } = await starting;
  assert.equal((await stop()).code, 0);
  await Promise.all([rm(pipe), rm(file)]);
});

test('a state file keeps the account between runs, and a damaged one is refused and not changed', async () => {
  const file = path.join(folder, 'state.json');
  const first = await start('--state', file);
  await create(first.facts);
  assert.equal((await first.stop()).code, 0);
  const second = await start('--state', file);
  assert.equal((await (await create(second.facts)).json()).id, 10002);
  const before = Date.now();
  while (!(await readFile(file, 'utf8')).includes('"contract":10003')) {
    assert.ok(Date.now() - before < 20_000, 'it is written while the program runs');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  second.child.kill('SIGTERM');
  assert.equal(await second.code, 0);
  assert.deepEqual(await readdir(folder), ['state.json']);
  await writeFile(file, '{"oneflow_sandbox": 2, "se');
  const refused = await (await start('--state', file)).stop();
  assert.equal(refused.code, 1);
  assert.match(refused.errors, /^The state file .*state\.json is damaged and was not changed: EOF/);
  assert.equal(await readFile(file, 'utf8'), '{"oneflow_sandbox": 2, "se');
});

test('flags set clock, blueprint, limit and sequence as in the native program', async () => {
  const blueprint = path.join(folder, 'acme.toml');
  const webhook = '[webhook]\ncallback_url = "https://acme.example/"\nsign_key = { env = "PATH" }\n';
  await writeFile(blueprint, `extension_type = "acme"\nname = "Acme"\n${webhook}`);
  const { facts, stop } = await start('--blueprint', blueprint, '--clock', '2026-01-31T12:00:00Z', '--limit', '2');
  const extensions = await (await call(facts, 'GET', '/accounts/extensions')).json();
  assert.equal(extensions.data[2].type, 'acme');
  const missing = await (await call(facts, 'GET', '/contracts/1')).json();
  assert.equal(missing.request_id, '910a2dec89025cc1beeb8da1658eec67=');
  assert.equal((await call(facts, 'GET', '/ping')).status, 429);
  await stop();
});

test('wrong flags and a busy port have different exit codes, and one sentence each', async () => {
  for (const flags of [['--port', 'many'], ['--nonsense'], ['--retry-speed', '-1'], ['--clock', 'noon']]) {
    assert.equal((await (await start(...flags)).stop()).code, 2, flags.join(' '));
  }
  const { facts, stop } = await start();
  const busy = await (await start('--port', new URL(facts.api).port)).stop();
  assert.equal(busy.code, 1);
  assert.match(busy.errors, /^Port \d+ is in use; choose another or 0 for a free one\.\n$/);
  // The fault is not the file's.
  const origin = await (await start('--state', path.join(folder, 'none.json'), '--cors', 'localhost:3000')).stop();
  assert.equal(origin.code, 2);
  assert.match(origin.errors, /^"localhost:3000" is no origin: expected an origin such as/);
  await stop();
});
