// Tries themes: the custom properties come from the package's own manifest, and each change shows at once.

import { warn, warnWithoutSandbox } from './banner.js';
import { build } from './build.js';
import { prefill } from './deal.js';
import { authorizeAs, readSandbox } from './sandbox.js';

const STATES = ['loading', 'busy', 'invalid', 'offline', 'created', 'published'];
const manifest = new URL('../oneflow-contract-picker/custom-elements.json', import.meta.url);
const [root, picker, place, theme, sheet, undo] = [
  document.documentElement,
  ...['picker', 'tokens', 'theme', 'sheet', 'undo'].map((id) => document.getElementById(id)),
];
const card = document.createElement('oneflow-contract-card');
const params = new URLSearchParams(location.search);
const changed = new Map();
let tokens = [];

/** A colour as a colour input takes it, however it is written: the browser paints it, and the pixel is read. */
function hexOf(colour) {
  const probe = build('i', '');
  Object.assign(probe.style, { color: colour, colorScheme: getComputedStyle(picker).colorScheme });
  document.body.append(probe);
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  context.fillStyle = getComputedStyle(probe).color;
  probe.remove();
  return context.fillStyle;
}

const valueOf = ({ name, default: usual }) => getComputedStyle(picker).getPropertyValue(name).trim() || usual;

function change(token, value) {
  changed.set(token.name, value);
  for (const element of [picker, card]) element.style.setProperty(token.name, value);
  show();
}

function control(token) {
  const colour = token.syntax === '<color>';
  const input = Object.assign(build('input', ''), {
    type: colour ? 'color' : 'text',
    id: token.name,
    spellcheck: false,
    autocomplete: 'off',
  });
  input.addEventListener('input', () => change(token, input.value));
  const label = build('label', '', token.name.replace('--oneflow-', ''));
  label.htmlFor = token.name;
  const about = Object.assign(build('small', '', token.description), { id: `${token.name}-about` });
  input.setAttribute('aria-describedby', about.id);
  return build('div', 'token', build('div', '', label, about), input);
}

/** The theme with what was changed in it, as a style sheet. */
function written() {
  const [first, ...others] = (theme.disabled ? null : theme.sheet?.cssRules) ?? [];
  const besides = [...(first?.style ?? [])]
    .filter((name) => !name.startsWith('--'))
    .map((name) => [name, first.style.getPropertyValue(name)]);
  const own = tokens
    .map((token) => [token.name, valueOf(token)])
    .filter(([, value], at) => value !== tokens[at].default);
  const lines = [...besides, ...own].map(([name, value]) => `  ${name}: ${value};`);
  if (!lines.length) return '/* Nothing differs from the default. */\n';
  const rules = [
    `oneflow-contract-picker, oneflow-contract-card, oneflow-contract-list {\n${lines.join('\n')}\n}`,
    ...others.map(({ cssText }) => cssText),
  ];
  return `${rules.join('\n')}\n`;
}

function show() {
  for (const token of tokens) {
    const input = document.getElementById(token.name);
    if (input !== document.activeElement) input.value = input.type === 'color' ? hexOf(valueOf(token)) : valueOf(token);
    input.closest('.token').classList.toggle('changed', changed.has(token.name));
  }
  sheet.textContent = written();
  undo.disabled = changed.size === 0;
}

function forget() {
  for (const name of changed.keys()) for (const element of [picker, card]) element.style.removeProperty(name);
  changed.clear();
}

/** Another theme counts as soon as its style sheet is there. */
async function wear(name) {
  forget();
  if (name) {
    const loaded = new Promise((resolve, reject) => {
      theme.onload = resolve;
      theme.onerror = () => reject(new Error(`themes/${name}.css cannot be loaded`));
    });
    theme.href = `themes/${name}.css`;
    theme.disabled = false;
    await loaded;
  } else {
    theme.disabled = true;
  }
  show();
}

const choices = {
  theme: wear,
  scheme: (value) => {
    root.dataset.theme = value;
    show();
  },
  width: (value) => {
    root.dataset.width = value;
  },
  dir: (value) => {
    root.dir = value;
  },
};

function tellStates() {
  document.getElementById('states').textContent =
    STATES.filter((name) => picker.matches(`:state(${name})`)).join(' ') || 'none';
}

/** The contract that was created shows what a card looks like in the same theme. */
function follow({ detail, target }) {
  card.authorize = target.authorize;
  for (const name of ['api-base', 'app-base']) card.setAttribute(name, target.getAttribute(name));
  card.setAttribute('contract-id', detail.contractId);
  document.getElementById('contract-card').replaceChildren(card);
}

async function begin() {
  tokens = (await (await fetch(manifest)).json()).modules[0].declarations[0].cssProperties;
  place.replaceChildren(...tokens.map(control));
  for (const select of document.querySelectorAll('.choices select')) {
    const set = (value) => Promise.resolve(choices[select.name](value)).catch(({ message }) => warn(message));
    select.addEventListener('change', () => {
      params.set(select.name, select.value);
      history.replaceState(null, '', `?${params}`);
      set(select.value);
    });
    if (params.has(select.name)) select.value = params.get(select.name);
    await set(select.value);
  }
}

undo.addEventListener('click', () => {
  forget();
  show();
});
document.getElementById('copy').addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(sheet.textContent);
  } catch {
    getSelection().selectAllChildren(sheet);
  }
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
picker.addEventListener('oneflow-created', follow);
// A state comes with a step or while somebody types; looking once a frame is cheap enough for a page like this.
const look = () => {
  tellStates();
  requestAnimationFrame(look);
};
if (CSS.supports('selector(:state(loading))')) look();

try {
  await begin();
  const { apiBase, appBase, token, users, extensionType } = await readSandbox();
  picker.authorize = authorizeAs(users[0].email, { token });
  picker.prefill = prefill;
  picker.setAttribute('extension-type', extensionType);
  picker.setAttribute('app-base', appBase);
  picker.setAttribute('api-base', apiBase);
} catch (error) {
  warnWithoutSandbox(error);
}
