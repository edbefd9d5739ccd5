// Wires the deal page to the widget: configuration goes in, events come out.

import { warn, warnWithoutSandbox } from './banner.js';
import { follow, list, showCreated, showPublished } from './contract.js';
import { prefill } from './deal.js';
import { eventList } from './events.js';
import { chosen, connectControls, offerUsers, setAttribute, setAttributes, showPage } from './options.js';
import { authorizeAs, readSandbox } from './sandbox.js';

const slot = document.getElementById('slot');
const listen = eventList(document.getElementById('events'));
let picker = document.getElementById('picker');
let sandbox = { users: [] };
let user;

function adopt(element) {
  picker = element;
  listen(picker);
  picker.addEventListener('oneflow-created', ({ detail, target }) => {
    showCreated(detail);
    if (chosen('card') !== 'none' && !chosen('record-field')) follow(detail.contractId, target);
  });
  picker.addEventListener('oneflow-published', ({ detail }) => {
    showPublished(detail);
    document.querySelector('oneflow-contract-card')?.refresh();
  });
  if (chosen('prefill') !== 'none') picker.prefill = prefill;
}

/** The address comes last, because it is what sets the widget going. */
function configure() {
  const { apiBase, appBase, setupUrl, extensionType } = sandbox;
  if (apiBase) picker.authorize = authorizeAs(user, sandbox, chosen('authorize'));
  setAttributes(picker, { 'extension-type': extensionType, 'app-base': appBase, 'setup-url': setupUrl });
  setAttribute(picker, 'api-base', chosen('api-base') ?? apiBase);
  if (chosen('record-field') && chosen('card') !== 'none') list(picker);
  showWho();
}

function showWho() {
  const { name = user } = sandbox.users.find(({ email }) => email === user) ?? {};
  const type = picker.getAttribute('extension-type') ?? 'no extension type';
  document.getElementById('controls-state').textContent = name ? `${name} · ${type}` : type;
  document.querySelector('#controls [name=extension-type]').value = picker.getAttribute('extension-type') ?? '';
  if (!name) return;
  const avatar = document.getElementById('avatar');
  avatar.textContent = name
    .split(/[\s.]+/, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
  avatar.ariaLabel = `Signed in as ${name}`;
}

/** Another person never inherits what the last one typed: they get an element of their own. */
function actAs(email) {
  user = email;
  const last = picker;
  adopt(last.cloneNode(false));
  configure();
  last.replaceWith(picker);
}

function place(present) {
  if (present) slot.append(picker);
  else picker.remove();
  document.querySelector('[data-do=remove]').disabled = !present;
  document.querySelector('[data-do=put-back]').disabled = present;
}

document.querySelector('script[src$="define.js"]').addEventListener('error', () => {
  warn(
    'The widget’s script could not be loaded, so its place stays empty. ' +
      'Build it and serve this page with “cargo\u00a0xtask\u00a0demo”.',
  );
});
showPage();
adopt(picker);
setAttributes(picker);
connectControls(
  {
    user: actAs,
    lang: (value) => picker.setAttribute('lang', value),
    theme: (value) => picker.setAttribute('theme', value),
    'extension-type': (value) => {
      setAttribute(picker, 'extension-type', value);
      showWho();
    },
  },
  { remove: () => place(false), 'put-back': () => place(true), reset: () => picker.reset?.() },
);

try {
  sandbox = await readSandbox();
} catch (error) {
  warnWithoutSandbox(error);
}
user = chosen('user') ?? sandbox.users[0]?.email;
if (user) offerUsers(sandbox.users, user);
configure();
