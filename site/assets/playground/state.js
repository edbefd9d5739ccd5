// The settings of the playground: one value, which controls change and everything else follows.
import { RECORD } from '../lib/contracts.js';
import { prefill } from '../lib/deal.js';
import { SIRI, apiBase, appBase, extensionType } from '../lib/sandbox.js';

const ADDRESSES = { 'api-base': apiBase, 'app-base': appBase };

export const initial = {
  element: 'picker',
  attributes: {
    picker: {
      ...ADDRESSES,
      'extension-type': extensionType,
      'external-id': 'deal-1017',
      'contract-name': 'Supply agreement, Acme AB',
    },
    card: { ...ADDRESSES },
    list: { ...ADDRESSES, 'extension-type': extensionType, ...RECORD },
  },
  user: SIRI,
  prefill: JSON.stringify(prefill, null, 2),
  width: 460,
  scheme: 'light dark',
  dir: 'ltr',
  tokens: {},
};

/** Keeps the settings and tells listeners what they were and what they are. */
export class Settings {
  #current = structuredClone(initial);
  #listeners = [];

  get current() {
    return this.#current;
  }

  change(patch) {
    const before = this.#current;
    this.#current = { ...before, ...patch };
    for (const listener of this.#listeners) listener(this.#current, before);
  }

  /** Changes attributes of an element, of the one that is shown if no other is named; an empty one is none. */
  setAttributes(patch, key = this.#current.element) {
    const { attributes } = this.#current;
    this.change({ attributes: { ...attributes, [key]: { ...attributes[key], ...patch } } });
  }

  setToken(name, value) {
    this.change({ tokens: { ...this.#current.tokens, [name]: value } });
  }

  follow(listener) {
    this.#listeners.push(listener);
    listener(this.#current, this.#current);
  }
}

/** The prefill that a text holds; undefined without one. Throws where the text is no JSON. */
export const parsedPrefill = (text) => (text.trim() ? JSON.parse(text) : undefined);
