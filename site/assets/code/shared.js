// What all languages of the code have in common. Everything here is a function of the model.

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
};

/** The constants: `prefill`, if there is one, and `authorize`. */
export function constants({ headers, prefill }, { typed, indent = '', prefix = 'const ' }) {
  const type = (name) => (typed ? `: ${name}` : '');
  const about = `${indent}// In production, your server holds the token, and this proves a session to it.`;
  const authorize = `${indent}${prefix}authorize${type('Authorize')} = () => (${literal(headers, indent)});`;
  const values = prefill && `${indent}${prefix}prefill${type('Prefill')} = ${literal(prefill, indent)};`;
  return [about, authorize, values].filter(Boolean).join('\n');
}

export const typeImport = ({ prefill }, ...more) => {
  const names = ['Authorize', ...more, ...(prefill ? ['Prefill'] : [])];
  return `import type { ${names.join(', ')} } from 'oneflow-contract-picker';`;
};

/** Only a value that stays inside of its declaration. */
const isWhole = (value) => !/[<>{};]/.test(value);

/** The style sheet: a height, because list and form scroll inside, and the custom properties. */
export function css({ key, tag, tokens }) {
  const own = Object.entries(tokens).filter(([, value]) => value && isWhole(value));
  const lines = [...(key === 'picker' ? [['block-size', '40rem']] : []), ...own].map(
    ([name, value]) => `  ${name}: ${value};`,
  );
  return lines.length ? `${tag} {\n${lines.join('\n')}\n}\n` : '';
}
