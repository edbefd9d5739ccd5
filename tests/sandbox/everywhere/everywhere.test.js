// Tests of the sandbox that are written in Rust, here as WebAssembly.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

const SOURCES = 'sandbox/tests';
const folder = process.env.SANDBOX_EVERYWHERE;

const { initSync, ...exported } = await import(pathToFileURL(path.join(folder, 'everywhere.js')));
initSync({ module: await readFile(path.join(folder, 'everywhere_bg.wasm')) });

/** Tests have names of several words; nothing else that the module exports has. */
const tests = Object.entries(exported).filter(([name]) => name.includes('_'));

/** How many tests the files of a folder hold. */
const count = async (folder) => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.rs'));
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return texts.join('').match(/^#\[(tokio::)?test\b|tokio::test\)\]$/gm)?.length ?? 0;
};

for (const [name, run] of tests) {
  test(name.replaceAll('_', ' '), () => run());
}

test('every test that runs everywhere runs here, and is one in ten of all', async () => {
  const everywhere = await count(`${SOURCES}/everywhere`);
  assert.equal(tests.length, everywhere);
  assert.ok(everywhere * 10 >= everywhere + (await count(SOURCES)), `${everywhere}`);
});
