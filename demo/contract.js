// What the CRM does when the widget reports a contract: an entry in the timeline and the contract among the key facts.

import { build, icon } from './build.js';

const row = document.querySelector('#fact-contract dd');
const timeline = document.getElementById('timeline');
const words = {
  draft: 'Draft',
  pending: 'Out for signing',
  signed: 'Signed',
  declined: 'Declined',
  overdue: 'Overdue',
};

const worded = (state) => words[state] ?? state ?? '';

function linked(id, url) {
  const safe = URL.canParse(url) && ['https:', 'http:'].includes(new URL(url).protocol);
  if (!safe) return build('span', '', String(id));
  const link = build('a', '', String(id));
  Object.assign(link, { href: url, target: '_blank', rel: 'noopener noreferrer' });
  return link;
}

function note(title, text) {
  const dot = build('span', 'dot', icon('i-contract'));
  dot.ariaHidden = 'true';
  const time = build('time', '', 'Just now');
  time.dateTime = new Date().toISOString();
  timeline.prepend(build('li', 'new', dot, build('p', '', build('strong', '', title), build('span', '', text)), time));
}

/** An element on the deal's page, which proves who asks as the picker does. */
function beside(picker, tag, attributes) {
  const element = document.createElement(tag);
  element.authorize = picker.authorize;
  for (const name of ['api-base', 'app-base', 'theme', 'external-id', ...attributes]) {
    if (picker.hasAttribute(name)) element.setAttribute(name, picker.getAttribute(name));
  }
  return element;
}

const place = document.getElementById('contract-card');

/** All contracts of the deal, where a data field carries its key. */
export function list(picker) {
  const attributes = ['extension-type', 'template-type-id', 'record-field', 'setup-url'];
  place.replaceChildren(beside(picker, 'oneflow-contract-list', attributes));
}

/** The contract itself, followed on the deal's page. */
export function follow(contractId, picker) {
  const card = beside(picker, 'oneflow-contract-card', []);
  card.setAttribute('contract-id', contractId);
  card.addEventListener('oneflow-published', ({ detail }) => showPublished(detail));
  card.addEventListener('oneflow-contract-change', ({ detail }) => showState(detail));
  place.replaceChildren(card);
}

export function showCreated({ contractId, state, url }) {
  row.querySelector('.none')?.remove();
  const entry = build('span', 'contract', linked(contractId, url), build('span', 'state', worded(state)));
  entry.dataset.contract = contractId;
  row.prepend(entry);
  note(`Contract ${contractId} created`, 'In Oneflow, from this deal');
}

function showState({ contractId, state }) {
  const label = row.querySelector(`[data-contract="${CSS.escape(contractId)}"] .state`);
  if (label) label.textContent = worded(state);
}

export function showPublished({ contractId, state }) {
  showState({ contractId, state });
  note(`Contract ${contractId} sent`, 'The people named in it are invited to sign');
}
