// The code to copy: a function of the settings, correct whatever the values are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transform } from 'esbuild';

import { languages } from '../../site/assets/code/languages.js';
import { PROGRAM } from '../../site/assets/code/shared.js';

const HOSTILE = 'a"b\'c`d${e}{f}{{g}}<i>&amp;\\h</script>';
const model = {
  key: 'picker',
  tag: 'oneflow-contract-picker',
  attributes: { 'api-base': 'https://host.example/v1', 'contract-name': HOSTILE },
  headers: { 'x-oneflow-user-email': HOSTILE },
  prefill: { name: HOSTILE, fields: { order_no: 'A-1' } },
  tokens: { '--oneflow-radius': '4px', '--oneflow-spacing': '</style>', '--oneflow-font-size': '' },
  script: 'https://host.example/define.js',
};
const card = { ...model, key: 'card', tag: 'oneflow-contract-card', prefill: undefined, tokens: {} };

const inTag = (text, tag) => new RegExp(`<${tag}[^>]*>([^]*?)</${tag}>`).exec(text)[1];

for (const shown of [model, card]) {
  test(`the code for a ${shown.key} is valid in each language, with values that try to end it`, async () => {
    const react = languages.React(shown);
    await transform(react, { loader: 'tsx' });
    await transform(languages.Angular(shown), {
      loader: 'ts',
      tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
    });
    for (const name of ['Vue', 'Svelte']) await transform(inTag(languages[name](shown), 'script'), { loader: 'ts' });
    for (const name of Object.keys(languages)) {
      assert.equal(languages[name](shown).split('</script>').length, { HTML: 3, Vue: 2, Svelte: 2 }[name] ?? 1, name);
    }
  });
}

test('a value arrives as it is, in a script and in an attribute', async () => {
  const script = inTag(languages.Vue(model), 'script').replace(/import[^\n]*\n/g, '');
  const { code } = await transform(script, { loader: 'ts' });
  const { authorize, prefill } = new Function(`${code}; return { authorize, prefill };`)();
  assert.deepEqual(prefill, model.prefill);
  assert.deepEqual(authorize(), model.headers);
  const { code: jsx } = await transform(languages.React(model), { loader: 'tsx', jsxFactory: 'h' });
  assert.ok(jsx.replaceAll('<\\/', '</').includes(`contractName: ${JSON.stringify(HOSTILE)}`), jsx);
});

test('what each language reads in a text is escaped', () => {
  assert.match(languages.HTML(model), /contract-name="a&quot;b'c`d\$\{e\}\{f\}\{\{g\}\}&lt;i>&amp;amp;/);
  assert.doesNotMatch(/contract-name="([^"]*)"/.exec(languages.Svelte(model))[1], /[{}]/);
});

/** What Angular reads: the template and the members of the class. */
async function angularOf(shown) {
  const source = languages.Angular(shown);
  const [, template] = /template: `([^]*?)`,\n\}\)/.exec(source);
  const script = source.replace(/^import .*$/gm, '').replace(/@Component\([^]*?\n\}\)\nexport /, '');
  const { code } = await transform(script, { loader: 'ts' });
  return { template, members: new Function(`${code}; return new Contract();`)() };
}

test('in Angular, a value in which it could see an expression is a member of the class', async () => {
  for (const value of [HOSTILE, '{{1+1}}', '&#123;{1+1}}', '${1+1}', '`', '\\u007b']) {
    const { template, members } = await angularOf({ ...model, attributes: { 'contract-name': value, theme: 'dark' } });
    assert.match(template, /\n {6}\[attr\.contract-name\]="contractName"\n {6}theme="dark"\n/);
    assert.doesNotMatch(template, /[{}`\\&]|\$(?!event)/, value);
    assert.equal(members.contractName, value);
    assert.deepEqual(members.prefill, model.prefill);
  }
});

test('a token with a value that would end its declaration is left out, and so is an empty one', () => {
  assert.equal(languages.CSS(model), 'oneflow-contract-picker {\n  block-size: 40rem;\n  --oneflow-radius: 4px;\n}\n');
  assert.equal(languages.CSS(card), '/* Nothing differs from the default. */\n');
});

test('a token that would swallow what follows is left out, and a function with brackets is not', () => {
  const marks = ['/* x', '"x', "'x", 'x\\', 'x\ny', '</style>', '}', ';'];
  const swallowing = [...marks, 'rgb(1 2 3', 'url(a', 'x)', '[x', '(x]'];
  for (const value of swallowing) {
    const tokens = { '--oneflow-accent': value, '--oneflow-radius': 'calc((1px + 2px) * 2)' };
    const shown = { ...model, tokens };
    assert.doesNotMatch(languages.CSS(shown), /accent/, value);
    assert.match(languages.CSS(shown), /  --oneflow-radius: calc\(\(1px \+ 2px\) \* 2\);\n\}\n$/, value);
  }
});

test('width and colour scheme are in the style sheet', () => {
  const shown = { ...card, width: 320, scheme: 'dark' };
  const sheet = ':root {\n  color-scheme: dark;\n}\noneflow-contract-card {\n  max-inline-size: 320px;\n}\n';
  assert.equal(languages.CSS(shown), sheet);
});

test('each language says how to start the sandbox’s program if its address is that of the program', () => {
  const here = { ...model, attributes: { 'api-base': `${PROGRAM}/v1` } };
  for (const name of ['HTML', 'React', 'Vue', 'Svelte', 'Angular']) {
    assert.match(languages[name](here), /\/\/ Run the API: npx oneflow-sandbox --cors /, name);
    assert.doesNotMatch(languages[name](model), /npx oneflow-sandbox/, name);
  }
});

test('each language listens for what its element reports', () => {
  for (const name of ['HTML', 'Vue', 'Svelte', 'Angular']) {
    assert.match(languages[name](model), /oneflow-created/, name);
    assert.match(languages[name](card), /oneflow-contract-change/, name);
  }
  assert.match(languages.React(model), /onOneflowCreated=/);
  assert.match(languages.React(card), /onOneflowContractChange=/);
});
