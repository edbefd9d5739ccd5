// Controls of the page around the element: who acts, how wide it is, its colours.
import { build } from '../lib/dom.js';
import { call } from '../lib/sandbox.js';
import { field, select, text } from './fields.js';

const SCHEMES = [
  ['light dark', 'as the system'],
  ['light', 'light'],
  ['dark', 'dark'],
];
const UNKNOWN = 'nobody@example.com';

/** The users of the account, and one whom it does not know. */
export async function userControl(settings) {
  const { data } = await call('/users?limit=100');
  const users = data.map(({ email, name, title, active }) => [email, `${name}, ${active ? title : 'has left'}`]);
  const input = select([...users, [UNKNOWN, 'Somebody unknown']], settings.current.user, (user) =>
    settings.change({ user }),
  );
  return field('user', 'acting user', input);
}

export function widthControl(settings) {
  const input = build('input', { type: 'range', min: 280, max: 1000, step: 20 });
  input.value = settings.current.width;
  const shown = build('output', {}, `${input.value} px`);
  input.addEventListener('input', () => {
    shown.textContent = `${input.value} px`;
    settings.change({ width: Number(input.value) });
  });
  const control = field('width', 'width', input);
  control.append(shown);
  return control;
}

export const pageControls = (settings) => [
  widthControl(settings),
  field(
    'scheme',
    'color-scheme of the page',
    select(SCHEMES, settings.current.scheme, (scheme) => settings.change({ scheme })),
  ),
  field(
    'dir',
    'direction',
    select(['ltr', 'rtl'], settings.current.dir, (dir) => settings.change({ dir })),
  ),
];

/** A control for each custom property; one that is empty has its default. */
export const tokenControls = (surface, settings) =>
  surface.customProperties.map(({ name, default: usual, description }) => {
    const change = (value) => settings.setToken(name, value);
    return field(`token${name}`, name.replace('--oneflow-', ''), text('', change, { placeholder: usual }), description);
  });

/** The prefill as JSON. A text that is no JSON says why, and changes nothing. */
export function prefillControl(settings) {
  const area = build('textarea', {
    rows: 12,
    spellcheck: 'false',
    id: 'prefill',
    'aria-describedby': 'prefill-problem',
  });
  area.value = settings.current.prefill;
  const problem = build('p', { class: 'problem', id: 'prefill-problem', 'aria-live': 'polite' });
  area.addEventListener('input', () => {
    try {
      if (area.value.trim()) JSON.parse(area.value);
      problem.textContent = '';
      area.removeAttribute('aria-invalid');
      settings.change({ prefill: area.value });
    } catch (error) {
      problem.textContent = `No JSON: ${error.message}`;
      area.setAttribute('aria-invalid', 'true');
    }
  });
  return build('div', { class: 'field' }, build('label', { for: 'prefill' }, 'prefill, as JSON'), area, problem);
}
