// All steps of the elements in both themes. An element is made when it comes into view.
import { RECORD } from './lib/contracts.js';
import { build, prose } from './lib/dom.js';
import { prefill } from './lib/deal.js';
import { make } from './lib/element.js';
import { SIRI, apiBase, appBase, extensionType } from './lib/sandbox.js';
import { recipes, stepsOf } from './lib/steps.js';
import { ready, site } from './lib/worker.js';

const TAGS = {
  picker: 'oneflow-contract-picker',
  card: 'oneflow-contract-card',
  list: 'oneflow-contract-list',
};
const THEMES = ['light', 'dark'];
const ADDRESSES = { 'api-base': apiBase, 'app-base': appBase };
const USUAL = {
  picker: { 'extension-type': extensionType, 'contract-name': 'Supply agreement, Acme AB' },
  card: {},
  list: { 'extension-type': extensionType, ...RECORD },
};
/** Never aborted: what delays a step delays it as long as the page is there. */
const { signal } = new AbortController();

async function bring(place, key, name, theme) {
  const { user = SIRI, attributes, fault, before, prepare, contract, act } = recipes[key][name];
  await prepare?.();
  const shown = contract ? { 'contract-id': String(await contract()) } : {};
  const all = { ...ADDRESSES, ...USUAL[key], ...shown, ...attributes, theme };
  const element = make(TAGS[key], { user, fault, attributes: all, prefill: key === 'card' ? undefined : prefill });
  before?.(element, signal);
  // A step that ends by itself begins again.
  if (name === 'opening')
    element.addEventListener('oneflow-state-change', ({ detail }) => {
      if (detail.to !== 'opening') element.refresh();
    });
  place.replaceChildren(element);
  await act?.(element, signal);
}

function room(key, { name }, theme) {
  const place = build('div', { class: `room ${theme}`, 'data-key': key, 'data-step': name, 'data-theme': theme });
  place.append(build('p', { class: 'waiting' }, theme));
  return place;
}

const figure = (key, step) =>
  build(
    'figure',
    { id: `${key}-${step.name}` },
    build('figcaption', {}, build('h3', {}, step.name), build('p', {}, ...prose(step.text))),
    build('div', { class: 'rooms' }, ...THEMES.map((theme) => room(key, step, theme))),
  );

const watcher = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      const { key, step, theme } = target.dataset;
      bring(target, key, step, theme).catch(({ message }) => target.append(build('p', { role: 'alert' }, message)));
    }
  },
  { rootMargin: '400px' },
);

try {
  await ready();
  const steps = await (await fetch(new URL('assets/steps.json', site))).json();
  for (const key of Object.keys(TAGS)) {
    document.getElementById(key).replaceChildren(...stepsOf(steps, key).map((step) => figure(key, step)));
  }
  for (const place of document.querySelectorAll('.room')) watcher.observe(place);
} catch (error) {
  const problem = document.getElementById('problem');
  problem.hidden = false;
  problem.textContent = error.message;
}
