// The demo's choices: read from the URL, shown in the controls, written back to the URL when they change.

const params = new URLSearchParams(location.search);
const root = document.documentElement;
const controls = document.getElementById('controls');

const attributes = [
  'app-base',
  'credentials',
  'extension-type',
  'template-type-id',
  'workspace-id',
  'template-id',
  'lock',
  'contract-name',
  'actions',
  'lang',
  'theme',
  'external-id',
  'setup-url',
  'record-field',
  'loading',
];

const page = {
  theme: (value) => {
    root.dataset.theme = value;
  },
  width: (value) => {
    root.dataset.width = value;
  },
  dir: (value) => {
    root.dir = value;
  },
};

export const chosen = (name) => params.get(name);

/** An empty value means without the attribute. */
export function setAttribute(element, name, value) {
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}

/** What the URL says wins over what the page would set by itself. */
export function setAttributes(element, defaults = {}) {
  for (const name of attributes) {
    const value = chosen(name) ?? defaults[name];
    if (value !== undefined) setAttribute(element, name, value);
  }
}

export function showPage() {
  for (const [name, show] of Object.entries(page)) if (params.get(name)) show(params.get(name));
  for (const control of controls.querySelectorAll('[name]'))
    if (params.has(control.name)) control.value = params.get(control.name);
}

export function offerUsers(users, current) {
  const known = users.some(({ email }) => email === current) ? users : [...users, { email: current, name: current }];
  controls
    .querySelector('[name=user]')
    .replaceChildren(...known.map(({ email, name }) => new Option(name, email, false, email === current)));
}

/** Calls `changed[name](value)` for a changed control and `done[name]()` for a pressed button. */
export function connectControls(changed, done) {
  controls.addEventListener('change', ({ target: { name, value } }) => {
    params.set(name, value);
    history.replaceState(null, '', `?${params}${location.hash}`);
    page[name]?.(value);
    changed[name]?.(value);
  });
  controls.addEventListener('click', ({ target }) => done[target.closest('button')?.dataset.do]?.());
}
