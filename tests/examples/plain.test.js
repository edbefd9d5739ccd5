// The package without a bundler: on the page's origin and on another, with the WebAssembly module from wherever the
// page says, and twice.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';

import { serve } from '../../examples/serve.js';
import { folder, sandbox, test, useApp } from './support/app.js';

const app = useApp();
// The strictest policy that the read-me promises to work under, for a page whose server stands between it and Oneflow.
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');
const installed = path.join(folder('plain'), 'node_modules', 'oneflow-contract-picker');
let own;
let elsewhere;
let made;
let wasm;
let fullWasm;

before(async () => {
  const names = await readdir(installed);
  [wasm, fullWasm] = ['picker', 'full'].map((module) => names.find((name) => name.match(`^${module}-.*\\.wasm$`)));
  own = await serve({ folder: folder('plain'), api: sandbox, headers: { 'content-security-policy': POLICY } });
  // Scripts and wasm of another origin come to a page that they allow.
  elsewhere = await serve({ folder: installed, headers: { 'access-control-allow-origin': '*' } });
  made = await mkdtemp(path.join(os.tmpdir(), 'oneflow-plain-'));
});

after(async () => {
  await own?.close();
  await elsewhere?.close();
  await rm(made, { recursive: true, force: true });
});

/** A page like the example's, whose first script is this one; `then` is what comes after a creation. */
async function page(script, then = () => {}) {
  for (const name of ['page.js', 'page.css']) await cp(path.join(folder('plain'), name), path.join(made, name));
  await cp(installed, path.join(made, 'package'), { recursive: true });
  const html = await readFile(path.join(folder('plain'), 'index.html'), 'utf8');
  await writeFile(path.join(made, 'first.js'), script);
  await writeFile(
    path.join(made, 'index.html'),
    html.replace('node_modules/oneflow-contract-picker/define.js', 'first.js'),
  );
  const server = await serve({ folder: made, api: sandbox });
  return {
    async shown() {
      try {
        await app.page.goto(`${server.origin}/`);
        await app.creates();
        await then();
      } finally {
        await server.close();
      }
      return app.requested.filter((url) => url.endsWith('.wasm'));
    },
  };
}

test('a plain page under the strictest policy, with Trusted Types, creates a contract without violations', async () => {
  await app.page.goto(`${own.origin}/`);
  await app.creates();
  await app.continuesInFull();
  // It would have been told.
  await app.page.evaluate(() => {
    try {
      document.body.innerHTML = '<b>';
    } catch {
      // The event is what counts.
    }
  });
  await app.page.waitForFunction(() => window.violations === 1);
  assert.match(app.faults.splice(0).join(), /policy violated: require-trusted-types-for/);
  assert.deepEqual(
    app.requested.filter((url) => !url.startsWith(`${own.origin}/`)),
    [],
    'the page asks nobody else',
  );
});

test('the package may lie on another origin than the page', async () => {
  const shown = await (await page(`import '${elsewhere.origin}/define.js';`)).shown();
  assert.deepEqual(shown, [`${elsewhere.origin}/${wasm}`]);
});

test('the WebAssembly modules come from addresses that the page gives', async () => {
  const [small, full] = [wasm, fullWasm].map((name) => `${elsewhere.origin}/${name}`);
  const script = `import { define } from './package/element.js'; define({ wasm: '${small}', fullWasm: '${full}' });`;
  assert.deepEqual(await (await page(script, () => app.continuesInFull())).shown(), [small, small, full]);
});

test('the WebAssembly module comes from a response that the page has asked for, or still waits for', async () => {
  for (const response of ['await fetch(at)', 'fetch(at)']) {
    const script =
      `import { define } from './package/element.js'; const at = '${elsewhere.origin}/${wasm}'; ` +
      `define({ wasm: ${response} });`;
    await (await page(script)).shown();
    await app.page.goto('about:blank');
  }
});

test('the WebAssembly module is one that the page has compiled', async () => {
  const compiled = `await WebAssembly.compileStreaming(fetch('${elsewhere.origin}/${wasm}'))`;
  await (await page(`import { define } from './package/element.js'; define({ wasm: ${compiled} });`)).shown();
});

test('of two versions on one page the first is used, and the second says so with both versions', async () => {
  const { version } = JSON.parse(await readFile(path.join(installed, 'package.json'), 'utf8'));
  const other = path.join(made, 'other');
  await cp(installed, other, { recursive: true });
  for (const name of (await readdir(other)).filter((file) => file.endsWith('.js'))) {
    const script = await readFile(path.join(other, name), 'utf8');
    await writeFile(
      path.join(other, name),
      script.replaceAll(`static version="${version}"`, 'static version="99.0.0"'),
    );
  }
  await (await page("import './package/define.js'; import './other/define.js'; import './other/define.js';")).shown();
  const warnings = app.said.filter((text) => text.includes('another script has defined'));
  assert.deepEqual(
    warnings,
    ['oneflow-contract-picker', 'oneflow-contract-card', 'oneflow-contract-list'].map(
      (tag) =>
        `oneflow-contract-picker: another script has defined <${tag}> already, as version ${version} of this ` +
          'package; version 99.0.0 leaves it alone',
    ),
  );
  assert.equal(await app.picker.host.evaluate(({ constructor }) => constructor.version), version);
});
