// The element that the settings describe, and how it is brought to a step.
import { make, setAttributes } from '../lib/element.js';
import { sent } from '../lib/contracts.js';
import { SIRI } from '../lib/sandbox.js';
import { recipes } from '../lib/steps.js';
import { parsedPrefill } from './state.js';

export class Stage {
  #floor;
  #settings;
  #log;
  #events;
  #stepChanged;
  /** Ends what is under way when something else begins. */
  #journey = new AbortController();
  /** While a jump changes several settings, nothing is shown in between. */
  #held = false;
  element;

  constructor(floor, settings, { log, surface, stepChanged }) {
    this.#floor = floor;
    this.#settings = settings;
    this.#log = log;
    this.#events = surface.events.map(({ name }) => name);
    this.tags = Object.fromEntries(surface.elements.map(({ key, tag }) => [key, tag]));
    this.#stepChanged = stepChanged;
    settings.follow((current, before) => this.#held || this.#show(current, before));
  }

  /** A new element with the settings as they are. */
  restart() {
    this.#begin();
    this.#place();
  }

  #begin() {
    this.#journey.abort();
    this.#journey = new AbortController();
    return this.#journey.signal;
  }

  #place(fault) {
    const { element: key, attributes, user, prefill } = this.#settings.current;
    const given = { attributes: attributes[key], user, fault };
    if (key !== 'card') given.prefill = parsedPrefill(prefill);
    this.element = make(this.tags[key], given);
    for (const name of this.#events) this.element.addEventListener(name, (event) => this.#heard(event));
    this.#dress(this.#settings.current);
    this.#floor.replaceChildren(this.element);
    this.#stepChanged(this.element.state);
  }

  /** Brings a new element to a step; the settings that it takes stay. Whatever begins meanwhile ends the jump. */
  async jump(step) {
    const key = this.#settings.current.element;
    const { user = SIRI, attributes = {}, fault, before, prepare, contract, act } = recipes[key][step];
    const signal = this.#begin();
    await prepare?.();
    const shown = contract ? { 'contract-id': String(await contract()) } : {};
    signal.throwIfAborted();
    this.#held = true;
    try {
      const usual =
        key !== 'card' ? { 'workspace-id': '', 'template-id': '', actions: '', 'extension-type': 'demo_crm' } : {};
      this.#settings.setAttributes({ ...usual, ...shown, ...attributes }, key);
      this.#settings.change({ user });
    } finally {
      this.#held = false;
    }
    this.#place(fault);
    before?.(this.element, signal);
    await act?.(this.element, signal);
  }

  /** A card needs a contract; the first one is made for it. */
  async useCard() {
    const shown = () => this.#settings.current.attributes.card['contract-id'];
    if (shown()) return;
    const id = String(await sent());
    if (!shown()) this.#settings.setAttributes({ 'contract-id': id }, 'card');
  }

  #show(current, before) {
    if (!this.element || current.element !== before.element || current.user !== before.user) {
      this.restart();
      return;
    }
    if (current.prefill !== before.prefill && current.element !== 'card')
      this.element.prefill = parsedPrefill(current.prefill);
    setAttributes(this.element, current.attributes[current.element]);
    this.#dress(current);
  }

  #dress({ width, scheme, dir, tokens }) {
    this.#floor.style.maxInlineSize = `${width}px`;
    this.#floor.style.colorScheme = scheme;
    this.#floor.dir = dir;
    for (const [name, value] of Object.entries(tokens)) {
      if (value) this.element.style.setProperty(name, value);
      else this.element.style.removeProperty(name);
    }
  }

  #heard({ type, detail, target }) {
    if (target !== this.element) return;
    this.#stepChanged(target.state);
    this.#log.note('event', type, detail);
    if (type === 'oneflow-created') this.#settings.setAttributes({ 'contract-id': String(detail.contractId) }, 'card');
  }
}
