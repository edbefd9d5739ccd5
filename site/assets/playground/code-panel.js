// The code to copy, in tabs: the arrow keys go from one to the next.
import { languages } from '../code/languages.js';
import { PROGRAM } from '../code/shared.js';
import { build, copy } from '../lib/dom.js';
import { apiBase, appBase, headersOf } from '../lib/sandbox.js';
import { parsedPrefill } from './state.js';

/** The files of the package, as the quick start has them. */
const SCRIPT = '/assets/oneflow-contract-picker/define.js';

/** The sandbox of this site answers only the site's own pages; the code is for others, which have the program. */
const ELSEWHERE = { [apiBase]: `${PROGRAM}/v1`, [appBase]: `${PROGRAM}/_sandbox/app` };

/** What the code is made from. */
export function modelOf({ element: key, attributes, user, prefill, tokens, width, scheme, dir }, tags) {
  const set = Object.entries(attributes[key]).filter(([, value]) => value);
  const known = set.map(([name, value]) => [name, ELSEWHERE[value] ?? value]);
  return {
    key,
    tag: tags[key],
    attributes: { ...Object.fromEntries(known), ...(dir === 'rtl' && { dir }) },
    headers: headersOf(user),
    prefill: key === 'card' ? undefined : parsedPrefill(prefill),
    tokens,
    width,
    scheme,
    script: SCRIPT,
  };
}

export function codePanel({ tabs, code, button, settings, tags }) {
  let shown = 'HTML';
  const show = () => {
    code.textContent = languages[shown](modelOf(settings.current, tags));
    for (const tab of tabs.children) {
      const isShown = tab.textContent === shown;
      tab.ariaSelected = String(isShown);
      tab.tabIndex = isShown ? 0 : -1;
      if (isShown) code.setAttribute('aria-labelledby', tab.id);
    }
  };
  const choose = (name) => {
    shown = name;
    show();
  };
  const names = Object.keys(languages);
  tabs.append(
    ...names.map((name) => {
      const tab = build('button', { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': code.id }, name);
      tab.addEventListener('click', () => choose(name));
      return tab;
    }),
  );
  tabs.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    choose(names.at((names.indexOf(shown) + step) % names.length));
    tabs.querySelector('[aria-selected="true"]').focus();
  });
  button.addEventListener('click', () => copy(button, code.textContent));
  settings.follow(show);
}
