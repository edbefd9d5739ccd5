// What all languages of the code have in common. Everything here is a function of the model.

/** Where `npx oneflow-sandbox` listens. */
export const PROGRAM = 'http://127.0.0.1:8787';

/** A value as JavaScript, indented; no text in it can end a script. */
export function literal(value, indent = '') {
  const json = JSON.stringify(value, null, 2).replaceAll('<', '\\u003c');
  const lines = json.split('\n').map((line) => line.replace(/^(\s*)"([A-Za-z_]\w*)": /, '$1$2: '));
  return lines.join(`\n${indent}`);
}

const ENTITIES = { '&': '&amp;', '"': '&quot;', '<': '&lt;' };

/** An attribute as HTML; `more` are further characters that the language must not see. */
export const attribute = (name, value, more = '') => {
  const escaped = [...value].map((c) => ENTITIES[c] ?? (more.includes(c) ? `&#${c.codePointAt(0)};` : c));
  return `${name}="${escaped.join('')}"`;
};

export const attributeLines = ({ attributes }, more) =>
  Object.entries(attributes).map(([name, value]) => attribute(name, value, more));

/** What a page listens for, and the words for it in each language. */
export const OF_ELEMENT = {
  picker: { event: 'oneflow-created', handler: 'onOneflowCreated', component: 'ContractPicker', map: 'PickerEventMap' },
  card: {
    event: 'oneflow-contract-change',
    handler: 'onOneflowContractChange',
    component: 'ContractCard',
    map: 'CardEventMap',
  },
  list: { event: 'oneflow-created', handler: 'onOneflowCreated', component: 'ContractList', map: 'ListEventMap' },
};

export const camelCase = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** Whether no language reads anything in the value, so that it can stand between quotes. */
export const isPlain = (value) => /^[\p{L}\p{N}_ .:/,-]*$/u.test(value);

/** The constants: `prefill`, if there is one, and `authorize`. */
export function constants({ headers, prefill, attributes }, { typed, indent = '', prefix = 'const ' }) {
  const type = (name) => (typed ? `: ${name}` : '');
  const about = `${indent}// In production, your server holds the token, and this proves a session to it.`;
  const authorize = `${indent}${prefix}authorize${type('Authorize')} = () => (${literal(headers, indent)});`;
  const values = prefill && `${indent}${prefix}prefill${type('Prefill')} = ${literal(prefill, indent)};`;
  const program = attributes['api-base']?.startsWith(PROGRAM) && commentOnProgram(indent);
  return [program, about, authorize, values].filter(Boolean).join('\n');
}

const commentOnProgram = (indent) =>
  `${indent}// Run the API: npx oneflow-sandbox --cors http://localhost:3000, with the origin of your page.`;

export const typeImport = ({ prefill }, ...more) => {
  const names = ['Authorize', ...more, ...(prefill ? ['Prefill'] : [])];
  return `import type { ${names.join(', ')} } from 'oneflow-contract-picker';`;
};

const CLOSING = { '(': ')', '[': ']' };

/** Whether each bracket is closed; one that is not swallows the rest of the sheet. */
function isBalanced(value) {
  const expected = [];
  for (const c of value) {
    if (CLOSING[c]) expected.push(CLOSING[c]);
    else if (Object.values(CLOSING).includes(c) && expected.pop() !== c) return false;
  }
  return !expected.length;
}

/** Only a value that stays inside of its declaration: no comment, text or escape begins in it. */
const isWhole = (value) => !/[<>{};"'\\\n]|\/\*/.test(value) && isBalanced(value);

const rule = (selector, declarations) => {
  const lines = declarations.filter(([, value]) => value).map(([name, value]) => `  ${name}: ${value};\n`);
  return lines.length ? `${selector} {\n${lines.join('')}}\n` : '';
};

/** The style sheet: a height, because list and form scroll inside, the width and the custom properties. */
export function css({ key, tag, tokens, width, scheme }) {
  const own = Object.entries(tokens).filter(([, value]) => isWhole(value));
  const size = { 'block-size': key !== 'card' && '40rem', 'max-inline-size': width && `${width}px` };
  return rule(':root', [['color-scheme', scheme]]) + rule(tag, [...Object.entries(size), ...own]);
}
