// The examples that a bundler has built, served as they are: each creates a contract, and continues in the full module.
import assert from 'node:assert/strict';
import { build } from 'esbuild';

import { serve } from '../../examples/serve.js';
import { armFault, createRequests } from '../browser/support/sandbox.js';
import { folder, sandbox, start, test, useApp } from './support/app.js';

const app = useApp();

async function built(name, below = '') {
  const { origin, close } = await serve({ folder: `${folder(name)}/${below}`, api: sandbox });
  try {
    await app.page.goto(`${origin}/`);
    await app.creates();
    const wasm = app.requested.filter((url) => url.endsWith('.wasm'));
    assert.equal(wasm.length, 1, 'the wasm is loaded once');
    await app.continuesInFull();
    return wasm[0].slice(origin.length);
  } finally {
    await close();
  }
}

test('an app built by Vite creates a contract', async () => {
  assert.match(await built('vite', 'dist'), /^\/assets\/picker-.*\.wasm$/);
});

test('an app built by webpack creates a contract', async () => {
  assert.match(await built('webpack'), /^\/dist\/[^/]+\.wasm$/);
});

test('an app built by Rollup creates a contract', async () => {
  assert.match(await built('rollup'), /^\/dist\/assets\/picker-.*\.wasm$/);
});

test('an app built by Parcel creates a contract', async () => {
  assert.match(await built('parcel', 'dist'), /^\/picker-.*\.wasm$/);
});

test('a React 18 app built by esbuild creates a contract and follows it in a card', async () => {
  const { origin, close } = await serve({ folder: folder('esbuild'), api: sandbox });
  try {
    const { page, picker } = app;
    await page.goto(`${origin}/`);
    await picker.waitForStep('choosing');
    assert.deepEqual(await picker.host.evaluate(({ className, externalId }) => [className, externalId]), [
      'panel',
      'A-1017',
    ]);
    await app.creates();
    const card = page.locator('oneflow-contract-card');
    await card.getByText('Draft').first().waitFor();
    await page.getByRole('button', { name: 'Start afresh' }).click();
    await picker.waitForStep('choosing');
    await app.continuesInFull();
  } finally {
    await close();
  }
});

test('a React component that is gone hears of the contract that was being created', async () => {
  const { origin, close } = await serve({ folder: folder('esbuild'), api: sandbox });
  try {
    const { page, picker } = app;
    await page.goto(`${origin}/`);
    await picker.waitForStep('choosing');
    await picker.choose('Supply agreement');
    await armFault({ on: 'POST /contracts/create', kind: 'slow', millis: 600 });
    await picker.create();
    await picker.waitForStep('creating');
    await page.getByRole('button', { name: 'Close' }).click();
    assert.equal(await page.locator('oneflow-contract-picker').count(), 0);
    await page.waitForFunction(() => /^Contract \d+$/.test(document.getElementById('created').textContent));
    assert.equal((await createRequests()).length, 1);
    await page.locator('oneflow-contract-card').getByText('Draft').first().waitFor();
  } finally {
    await close();
  }
});

test('Vite’s development server creates a contract', async () => {
  const { origin, close } = await start('vite', 'vite', (port) => [
    '--host',
    '127.0.0.1',
    '--port',
    port,
    '--strictPort',
  ]);
  try {
    await app.page.goto(`${origin}/`);
    await app.creates();
  } finally {
    await close();
  }
});

test('an import that is not used adds nothing to a bundle, and the one that registers the tags stays', async () => {
  const size = async (contents) => {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: folder('plain') },
      bundle: true,
      format: 'esm',
      minify: true,
      write: false,
      logLevel: 'silent',
    });
    return outputFiles[0].contents.length;
  };
  assert.equal(await size("import 'oneflow-contract-picker'; import { define } from 'oneflow-contract-picker';"), 0);
  assert.ok((await size("import 'oneflow-contract-picker/define';")) > 10_000);
});
