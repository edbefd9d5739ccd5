// The stable name of the WebAssembly module: Node and every bundler find the file behind it, and ship it once.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build as esbuild } from 'esbuild';

const { EXAMPLES } = process.env;
const run = promisify(execFile);
const NAME = 'oneflow-contract-picker/picker.wasm';
const requireFrom = (example) => createRequire(path.join(EXAMPLES, example, 'package.json'));
const own = async (example, name) => import(pathToFileURL(requireFrom(example).resolve(name)));
const expected = await readFile(requireFrom('plain').resolve(NAME));

/** Builds a module in an example's folder, where its bundler and the package are installed; gives the files. */
async function built(example, source, bundle) {
  const folder = await mkdtemp(path.join(EXAMPLES, example, 'wasm-'));
  const [entry, output] = [path.join(folder, 'entry.js'), path.join(folder, 'output')];
  try {
    await writeFile(entry, source);
    await bundle(entry, output);
    const names = await readdir(output, { recursive: true });
    const files = names.filter((name) => name.endsWith('.wasm'));
    const scripts = names.filter((name) => name.endsWith('.js'));
    const texts = await Promise.all(scripts.map((name) => readFile(path.join(output, name), 'utf8')));
    assert.equal(files.length, 1, `${example} makes ${names}`);
    assert.deepEqual(await readFile(path.join(output, files[0])), expected);
    assert.ok(texts.join('').includes(path.basename(files[0])), 'a script names the file');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// Registers the tags with the module from there, so that the bundle also has the address that the package knows.
const given = (address, ...imports) =>
  [...imports, "import { define } from 'oneflow-contract-picker';", `define({ wasm: ${address} });`].join('\n');
const address = given(`new URL('${NAME}', import.meta.url).href`);

test('Node finds the file of this version behind the stable name, by import and by require', async () => {
  const { wasm } = JSON.parse(await readFile(requireFrom('plain').resolve('oneflow-contract-picker/preload.json')));
  assert.equal(path.basename(requireFrom('plain').resolve(NAME)), wasm);
  const script = `console.log(import.meta.resolve(${JSON.stringify(NAME)}))`;
  const args = ['--input-type=module', '--eval', script];
  const { stdout: found } = await run(process.execPath, args, { cwd: path.join(EXAMPLES, 'plain') });
  assert.equal(path.basename(found.trim()), wasm);
  await assert.doesNotReject(WebAssembly.compile(expected));
});

test('Vite gives the address of the file', () =>
  built('vite', given('wasm', `import wasm from '${NAME}?url';`), async (entry, output) => {
    const { build } = await own('vite', 'vite');
    const root = path.dirname(entry);
    const options = { outDir: output, rollupOptions: { input: entry } };
    await build({ configFile: false, root, logLevel: 'error', build: options });
  }));

test('webpack gives the address of the file', () =>
  built('webpack', address, async (entry, output) => {
    const { default: webpack } = await own('webpack', 'webpack');
    const options = { mode: 'development', devtool: false, entry, output: { path: output } };
    const errors = await new Promise((resolve, reject) => {
      webpack(options, (error, stats) => (error ? reject(error) : resolve(stats.compilation.errors)));
    });
    assert.deepEqual(errors, []);
  }));

test('esbuild gives the address of the file', () =>
  built('esbuild', `import wasm from '${NAME}';\nconsole.log(wasm);`, (entry, output) =>
    esbuild({ entryPoints: [entry], outdir: output, bundle: true, format: 'esm', loader: { '.wasm': 'file' } }),
  ));

test('Parcel gives the address of the file', () =>
  built('parcel', given('wasm', `import wasm from 'url:${NAME}';`), async (entry, output) => {
    const parcel = path.join(EXAMPLES, 'parcel', 'node_modules', '.bin', 'parcel');
    const args = ['build', entry, '--no-cache', '--no-source-maps', '--dist-dir', output];
    await run(parcel, args, { cwd: path.join(EXAMPLES, 'parcel') });
  }));
