// What leads to each step, by what an element's users and its page can do: settings, events, presses.
import { draft, ofRecord, sent } from './contracts.js';
import { crash, isAt, press, sendDraft, until } from './drive.js';
import { MIRA, control } from './sandbox.js';

const SUPPLY = { 'workspace-id': '7001', 'template-id': '8101' };
/** Templates of the workspace *Faults*, which one user sees. */
const LOST = { 'workspace-id': '7004', 'template-id': '8901', actions: 'draft' };
const REFUSED = { 'workspace-id': '7004', 'template-id': '8915', actions: 'send' };

/** The page takes its time to agree. */
const delays = (name) => (element, signal) => {
  const wait = (event) => event.waitUntil(until(() => signal.aborted));
  element.addEventListener(name, wait, { once: true, signal });
};

/** The page gives a file, which the contract then does not take. */
function givesRefusedFile(element, signal) {
  const file = new File(['Prices'], 'Prices.xlsx');
  element.prefill = { ...element.prefill, files: [{ file, as: 'attachment' }] };
  const fault = { on: 'POST /contracts/{}/files', kind: 'status', status: 409 };
  const arm = (event) => event.waitUntil(control('faults', fault));
  element.addEventListener('oneflow-before-create', arm, { once: true, signal });
}

const crashAt = (step, act) => (element, signal) => crash(element, { step, act, signal });

async function review(element, signal) {
  await isAt(element, 'filling', signal);
  await press(element, signal);
  await isAt(element, 'reviewing', signal);
}

async function confirm(element, signal) {
  await review(element, signal);
  await press(element, signal);
}

/**
 * For each step of a picker what is different from its usual settings: `user` and `attributes`, a `fault` of all its
 * requests, what the page does `before`, and what the user does then. For a card also the contract that it shows, and
 * for a list what has to be there.
 */
const PICKER = {
  opening: { fault: 'silence_before' },
  unavailable: { attributes: { 'extension-type': 'demo_ats' } },
  choosing: {},
  filling: { attributes: SUPPLY },
  reviewing: { attributes: SUPPLY, act: review },
  creating: { attributes: { ...SUPPLY, actions: 'draft' }, before: delays('oneflow-before-create'), act: confirm },
  unconfirmed: { user: MIRA, attributes: LOST, act: confirm },
  uploading: { attributes: { ...SUPPLY, actions: 'draft' }, before: givesRefusedFile, act: confirm },
  created: { attributes: { ...SUPPLY, actions: 'draft' }, act: confirm },
  publishing: { attributes: { ...SUPPLY, actions: 'send' }, before: delays('oneflow-before-publish'), act: confirm },
  published: { attributes: { ...SUPPLY, actions: 'send' }, act: confirm },
  'publish-failed': { user: MIRA, attributes: REFUSED, act: confirm },
  error: { attributes: SUPPLY, act: crashAt('filling', press) },
};

const CARD = {
  opening: { contract: draft, fault: 'silence_before' },
  unavailable: { attributes: { 'contract-id': '1' } },
  showing: { contract: sent },
  publishing: { contract: draft, before: delays('oneflow-before-publish'), act: sendDraft },
  'publish-failed': {
    user: MIRA,
    contract: () => draft('Supply agreement, Acme AB', { workspace: 7004, template: 8915 }),
    act: sendDraft,
  },
  error: { contract: draft, act: crashAt('showing', sendDraft) },
};

// What a list has besides looks as it does in the others.
const LIST = { listing: { prepare: ofRecord } };

export const recipes = { picker: PICKER, card: CARD, list: LIST };

/** The steps of one element, of those that the reference lists; of a list, those that no other has. */
export const stepsOf = (steps, key) =>
  steps.filter(({ element }) => element === key || (element === 'all' && key !== 'list'));
