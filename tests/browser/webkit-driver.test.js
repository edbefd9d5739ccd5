// What starts and stops WebKit, with programs in the place of the display and the driver.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

import { startWebKit } from './support/engines/webkit.js';

const folder = await mkdtemp(path.join(os.tmpdir(), 'webkit-'));
process.env.PATH = `${folder}${path.delimiter}${process.env.PATH}`;
after(() => rm(folder, { recursive: true }));

const program = async (name, text) => {
  const file = path.join(folder, name);
  await writeFile(file, text, { mode: 0o755 });
  return file;
};

/** A driver that opens a session and cannot end it. */
const DRIVER = `#!/usr/bin/env node
require('node:fs').writeFileSync(__filename + '.pid', String(process.pid));
const value = { sessionId: '1', capabilities: { browserVersion: '0' }, error: 'unknown error', message: 'no' };
const answer = ({ method }, response) => {
  response.writeHead(method === 'DELETE' ? 500 : 200).end(JSON.stringify({ value }));
};
require('node:http').createServer(answer).listen(process.argv[2].split('=')[1], '127.0.0.1');
`;
const DISPLAY = `#!/bin/sh
echo $$ > "$0.pid"
echo 99 >&3
exec sleep 60
`;

const isRunning = async (name) => {
  try {
    return process.kill(Number(await readFile(path.join(folder, `${name}.pid`), 'utf8')), 0);
  } catch (error) {
    assert.equal(error.code, 'ESRCH');
    return false;
  }
};

test('a display that ends before it says its number is an error', { timeout: 5_000 }, async () => {
  await program('Xvfb', '#!/bin/sh\nexit 3\n');
  await assert.rejects(startWebKit('driver'), /Xvfb has ended with 3/);
});

test('a driver that ends is an error, and its display ends as well', { timeout: 5_000 }, async () => {
  await program('Xvfb', DISPLAY);
  await assert.rejects(startWebKit(await program('driver', '#!/bin/sh\nexit 4\n')), /driver has ended with 4/);
  assert.equal(await isRunning('Xvfb'), false);
});

test('display and driver end although the session cannot be ended', { timeout: 5_000 }, async () => {
  await program('Xvfb', DISPLAY);
  const { close } = await startWebKit(await program('driver', DRIVER));
  assert.deepEqual([await isRunning('Xvfb'), await isRunning('driver')], [true, true]);
  await assert.rejects(close(), /DELETE .*unknown error: no/);
  assert.deepEqual([await isRunning('Xvfb'), await isRunning('driver')], [false, false]);
});
