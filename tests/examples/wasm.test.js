// The stable names of the WebAssembly modules: Node and every bundler find the files behind them, and ship each once.
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
const [SMALL, FULL] = ['oneflow-contract-picker/picker.wasm', 'oneflow-contract-picker/full.wasm'];
const requireFrom = (example) => createRequire(path.join(EXAMPLES, example, 'package.json'));
const own = async (example, name) => import(pathToFileURL(requireFrom(example).resolve(name)));
const expected = await Promise.all([SMALL, FULL].map((name) => readFile(requireFrom('plain').resolve(name))));

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
    assert.equal(files.length, expected.length, `${example} makes ${names}`);
    const contents = await Promise.all(files.map((name) => readFile(path.join(output, name))));
    for (const one of expected) assert.ok(contents.some((content) => content.equals(one)), `${example} makes ${names}`);
    for (const file of files) assert.ok(texts.join('').includes(path.basename(file)), `a script names ${file}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// Registers the tags with the modules from there, so that the bundle also has the addresses that the package knows.
const given = (small, full, ...imports) =>
  [
    ...imports,
    "import { define } from 'oneflow-contract-picker';",
    `define({ wasm: ${small}, fullWasm: ${full} });`,
  ].join('\n');
const imported = (prefix, suffix) => {
  const imports = Object.entries({ small: SMALL, full: FULL });
  return given('small', 'full', ...imports.map(([as, name]) => `import ${as} from '${prefix}${name}${suffix}';`));
};
const addressed = given(...[SMALL, FULL].map((name) => `new URL('${name}', import.meta.url).href`));

test('Node finds the files of this version behind the stable names, by import and by require', async () => {
  const { wasm } = JSON.parse(await readFile(requireFrom('plain').resolve('oneflow-contract-picker/preload.json')));
  assert.equal(path.basename(requireFrom('plain').resolve(SMALL)), wasm);
  for (const [index, name] of [SMALL, FULL].entries()) {
    const script = `console.log(new URL(import.meta.resolve(${JSON.stringify(name)})).pathname)`;
    const args = ['--input-type=module', '--eval', script];
    const { stdout: found } = await run(process.execPath, args, { cwd: path.join(EXAMPLES, 'plain') });
    assert.deepEqual(await readFile(found.trim()), expected[index]);
    await assert.doesNotReject(WebAssembly.compile(expected[index]));
  }
});

test('Vite gives the addresses of the files', () =>
  built('vite', imported('', '?url'), async (entry, output) => {
    const { build } = await own('vite', 'vite');
    const root = path.dirname(entry);
    const options = { outDir: output, rollupOptions: { input: entry } };
    await build({ configFile: false, root, logLevel: 'error', build: options });
  }));

test('webpack gives the addresses of the files', () =>
  built('webpack', addressed, async (entry, output) => {
    const { default: webpack } = await own('webpack', 'webpack');
    const options = { mode: 'development', devtool: false, entry, output: { path: output } };
    const errors = await new Promise((resolve, reject) => {
      webpack(options, (error, stats) => (error ? reject(error) : resolve(stats.compilation.errors)));
    });
    assert.deepEqual(errors, []);
  }));

test('esbuild gives the addresses of the files', () =>
  built('esbuild', imported('', ''), (entry, output) =>
    esbuild({ entryPoints: [entry], outdir: output, bundle: true, format: 'esm', loader: { '.wasm': 'file' } }),
  ));

test('Parcel gives the addresses of the files', () =>
  built('parcel', imported('url:', ''), async (entry, output) => {
    const parcel = path.join(EXAMPLES, 'parcel', 'node_modules', '.bin', 'parcel');
    const args = ['build', entry, '--no-cache', '--no-source-maps', '--dist-dir', output];
    await run(parcel, args, { cwd: path.join(EXAMPLES, 'parcel') });
  }));
