// The snippets of the package's read-me, as TypeScript sees them: the recipes, and each framework. A compiler takes its
// time to start, so each looks at everything at once: at what must be right, and at files named `wrong`, which must
// not be.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, test } from 'node:test';
import { promisify, stripVTControlCharacters } from 'node:util';

const { EXAMPLES } = process.env;
assert.ok(EXAMPLES, 'the variable EXAMPLES is missing: cargo xtask examples sets it');
const root = path.join(import.meta.dirname, '..', '..');
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
        showPdf(address: string): void;
        keepDraft(record: string | null, draft: Draft | null): Promise<void>;
        keptDraft(record: string | null): Promise<Draft | null>;
      };
    }`;
  return { ...Object.fromEntries(found), 'yours.d.ts': yours };
}

/** The type tests: modules that must compile, with an expected error at each line that must not. */
async function typeTests() {
  const folder = path.join(root, 'tests', 'types');
  const names = await readdir(folder);
  const read = async (name) => [name, await readFile(path.join(folder, name), 'utf8')];
  return Object.fromEntries(await Promise.all(names.map(read)));
}

/** Has a compiler look at files, with the packages of an installation. */
async function compiled({ home, name, files, program, args = ['--project', '.'], options = {} }) {
  const folder = path.join(EXAMPLES, home, 'checked', name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const session = 'export declare const session: () => Promise<string>;\n';
  const config = JSON.stringify({ extends: '../../tsconfig.json', compilerOptions: options, include: ['.'] });
  for (const [file, text] of Object.entries({ ...files, 'session.ts': session, 'tsconfig.json': config }))
    await writeFile(path.join(folder, file), text);
  const output = await run(path.join(EXAMPLES, home, 'node_modules', '.bin', program), args, { cwd: folder }).then(
    () => '',
    ({ stdout, stderr }) => stripVTControlCharacters(`${stdout}${stderr}`),
  );
  // What belongs to a complaint is indented.
  return output.split(/^(?=\S)/m).filter((complaint) => /\berror\b/i.test(complaint));
}

const about = (complaints, file) => complaints.filter((complaint) => complaint.includes(file)).join('');
const unexpected = (complaints) => complaints.filter((complaint) => !complaint.includes('wrong')).join('');
const wrong = (text) => text.replace('detail.contractId', 'detail.contract');

const WRONG_RECIPES = [
  ['detail.contractId', 'detail.contract', /Property 'contract' does not exist/],
  ['participants: [customer.signer]', 'people: [customer.signer]', /'people' does not exist/],
  ["input: 'date'", "input: 'day'", /Type '"day"' is not assignable/],
  ['picker.messages = { newContract', 'picker.messages = { newContrat', /'newContrat' does not exist/],
];

function wrongRecipes() {
  return WRONG_RECIPES.map(([from, to], index) => {
    const [, text] = Object.entries(recipes()).find(([, recipe]) => recipe.includes(from));
    return [`wrong-recipe-${index}.ts`, text.replace(from, to)];
  });
}

/** What TypeScript says of everything that is for every framework, or for React 19. */
let said;
before(async () => {
  const types = await typeTests();
  const unmarked = types['events-and-states.ts'].replace('// @ts-expect-error There is no such step.\n', '');
  const files = {
    ...types,
    ...recipes(),
    ...Object.fromEntries(wrongRecipes()),
    'snippet.tsx': snippet('tsx'),
    'wrong-snippet.tsx': wrong(snippet('tsx')),
    'wrong-types.ts': unmarked,
  };
  said = await compiled({ home: 'snippets', name: 'all', files, program: 'tsc' });
});

test('the types accept right events and states, and refuse wrong ones', async () => {
  assert.deepEqual(Object.keys(await typeTests()).sort(), ['events-and-states.ts', 'react.tsx']);
  assert.equal(unexpected(said), '');
  assert.match(about(said, 'wrong-types.ts'), /"closed"' have no overlap/);
});

test('the recipes are right, all of them together', () => {
  const files = recipes();
  assert.ok(Object.keys(files).length >= 12, `${Object.keys(files)}`);
  assert.equal(about(said, '/recipe-') + unexpected(said), '');
});

test('a recipe that is wrong is noticed, whether it fills in or listens', () => {
  WRONG_RECIPES.forEach(([, , expected], index) => assert.match(about(said, `wrong-recipe-${index}.ts`), expected));
});

test('the snippet for React is right with the types of React 19 and of React 18', async () => {
  assert.equal(unexpected(said), '');
  assert.match(about(said, 'wrong-snippet.tsx'), /Property 'contract' does not exist/);
  const paths = {
    react: ['../../node_modules/react-18-types'],
    'react/jsx-runtime': ['../../node_modules/react-18-types/jsx-runtime'],
  };
  const files = { 'snippet.tsx': snippet('tsx') };
  const options = { paths, skipLibCheck: true };
  assert.deepEqual(await compiled({ home: 'snippets', name: 'react-18', files, program: 'tsc', options }), []);
});

for (const { framework, language, program, args } of [
  { framework: 'Vue', language: 'vue', program: 'vue-tsc' },
  {
    framework: 'Svelte',
    language: 'svelte',
    program: 'svelte-check',
    args: ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'machine'],
  },
  { framework: 'Angular', language: 'ts', program: 'ngc' },
]) {
  test(`the snippet for ${framework} is right`, async () => {
    const text = snippet(language);
    const files = { [`snippet.${language}`]: text, [`wrong.${language}`]: wrong(text) };
    const complaints = await compiled({ home: framework.toLowerCase(), name: 'snippet', files, program, args });
    assert.equal(unexpected(complaints), '');
    assert.match(about(complaints, 'wrong'), /Property 'contract' does not exist/);
  });
}
