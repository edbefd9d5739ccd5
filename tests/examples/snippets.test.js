// The snippets of the package's read-me, as TypeScript sees them: the recipes, and each framework.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

import { root } from '../browser/support/environment.js';

const stage = path.join(process.env.EXAMPLES, 'snippets');
const readme = await readFile(path.join(root, 'www', 'README.md'), 'utf8');
const run = promisify(execFile);

/** The snippets of the section about frameworks, in a language. */
function snippet(language) {
  const [, section] = readme.match(/^## Frameworks\n([\s\S]*?)^## /m);
  const found = [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter(([, name]) => name === language);
  assert.equal(found.length, 1, `one snippet in ${language}`);
  return found[0][2];
}

/** The recipes, a module each, beside what they take for granted. */
function recipes() {
  const [, section] = readme.match(/^## Recipes\n([\s\S]*?)^## /m);
  const found = [...section.matchAll(/^```(tsx?)\n([\s\S]*?)^```$/gm)].map(([, language, text], index) => [
    `recipe-${index}.${language}`,
    text,
  ]);
  const yours = `import type { Draft, OneflowContractPicker } from 'oneflow-contract-picker';
    declare global {
      const picker: OneflowContractPicker;
      const crm: {
        save(record: string | null, values: Record<string, string | number>): Promise<void>;
        whyNot(record: string | null, request: Record<string, unknown> | null): Promise<string | undefined>;
        open(contract: number): void;
        keepDraft(record: string | null, draft: Draft | null): Promise<void>;
        keptDraft(record: string | null): Promise<Draft | null>;
      };
    }`;
  return { ...Object.fromEntries(found), 'yours.d.ts': yours };
}

async function checked(name, files, program, args, options = {}) {
  const folder = path.join(stage, 'checked', name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const session = 'export declare const session: () => Promise<string>;\n';
  const config = JSON.stringify({ extends: '../../tsconfig.json', compilerOptions: options, include: ['.'] });
  for (const [file, text] of Object.entries({ ...files, 'session.ts': session, 'tsconfig.json': config }))
    await writeFile(path.join(folder, file), text);
  try {
    await run(path.join(stage, 'node_modules', '.bin', program), args, { cwd: folder });
    return '';
  } catch ({ stdout, stderr }) {
    return `${stdout}${stderr}`;
  }
}

/** The type tests: modules that must compile, with an expected error at each line that must not. */
async function typeTests() {
  const folder = path.join(root, 'tests', 'types');
  const names = await readdir(folder);
  const read = async (name) => [name, await readFile(path.join(folder, name), 'utf8')];
  return Object.fromEntries(await Promise.all(names.map(read)));
}

const tsc = (name, files, options) => checked(name, files, 'tsc', ['--project', '.'], options);
const wrong = (text) => text.replace('detail.contractId', 'detail.contract');

test('the types accept right events and states, and refuse wrong ones', async () => {
  const files = await typeTests();
  assert.deepEqual(Object.keys(files).sort(), ['events-and-states.ts', 'react.tsx']);
  assert.equal(await tsc('types', files), '');
  const unexpected = files['events-and-states.ts'].replace('// @ts-expect-error There is no such step.\n', '');
  assert.match(
    await tsc('types-wrong', { 'unexpected.ts': unexpected }, { skipLibCheck: true }),
    /"closed"' have no overlap/,
  );
});

test('the recipes are right, all of them together', async () => {
  const files = recipes();
  assert.ok(Object.keys(files).length >= 12, `${Object.keys(files)}`);
  assert.equal(await tsc('recipes', files, { moduleDetection: 'force' }), '');
});

test('a recipe that is wrong would be noticed, whether it fills in or listens', async () => {
  for (const [from, to, said] of [
    ['detail.contractId', 'detail.contract', /Property 'contract' does not exist/],
    ['participants: [customer.signer]', 'people: [customer.signer]', /'people' does not exist/],
    ["input: 'date'", "input: 'day'", /Type '"day"' is not assignable/],
    ['picker.messages = { newContract', 'picker.messages = { newContrat', /'newContrat' does not exist/],
  ]) {
    const files = Object.fromEntries(Object.entries(recipes()).map(([file, text]) => [file, text.replace(from, to)]));
    assert.notDeepEqual(files, recipes(), from);
    assert.match(await tsc('recipes-wrong', files, { moduleDetection: 'force', skipLibCheck: true }), said);
  }
});

test('the snippet for React is right with the types of React 19 and of React 18', async () => {
  const files = { 'snippet.tsx': snippet('tsx') };
  assert.equal(await tsc('react-19', files), '');
  // With the second, the types of the package itself are not checked again.
  const paths = {
    react: ['../../node_modules/react-18-types'],
    'react/jsx-runtime': ['../../node_modules/react-18-types/jsx-runtime'],
  };
  assert.equal(await tsc('react-18', files, { paths, skipLibCheck: true }), '');
  assert.match(
    await tsc('react-wrong', { 'snippet.tsx': wrong(files['snippet.tsx']) }, { skipLibCheck: true }),
    /Property 'contract' does not exist/,
  );
});

test('the snippet for Angular is right', async () => {
  assert.equal(await tsc('angular', { 'snippet.ts': snippet('ts') }, { skipLibCheck: true }), '');
});

test('the snippet for Vue is right', async () => {
  const args = ['--project', '.', '--noEmit'];
  const options = { skipLibCheck: true };
  assert.equal(await checked('vue', { 'snippet.vue': snippet('vue') }, 'vue-tsc', args, options), '');
  assert.match(
    await checked('vue-wrong', { 'snippet.vue': wrong(snippet('vue')) }, 'vue-tsc', args, options),
    /Property 'contract' does not exist/,
  );
});

test('the snippet for Svelte is right', async () => {
  const args = ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'];
  const options = { skipLibCheck: true };
  assert.equal(await checked('svelte', { 'snippet.svelte': snippet('svelte') }, 'svelte-check', args, options), '');
  assert.match(
    await checked('svelte-wrong', { 'snippet.svelte': wrong(snippet('svelte')) }, 'svelte-check', args, options),
    /Property 'contract' does not exist/,
  );
});
