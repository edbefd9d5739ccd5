// The code to copy, in tabs: the arrow keys go from one to the next.
import { languages } from '../code/languages.js';
import { build, copy } from '../lib/dom.js';
import { headersOf } from '../lib/sandbox.js';
import { site } from '../lib/worker.js';
import { parsedPrefill } from './state.js';

const SCRIPT = new URL('oneflow-contract-picker/define.js', site).href;

/** What the code is made from. */
export function modelOf({ element: key, attributes, user, prefill, tokens }, tags) {
  const set = Object.entries(attributes[key]).filter(([, value]) => value);
  return {
    key,
    tag: tags[key],
    attributes: Object.fromEntries(set),
    headers: headersOf(user),
    prefill: key === 'picker' ? parsedPrefill(prefill) : undefined,
    tokens,
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
