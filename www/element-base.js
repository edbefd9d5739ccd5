// What all elements share: properties, methods and the lifecycle of a custom element.
import { ATTRIBUTES, reflectAttributes, upgradeProperties } from './attributes.js';
import { apiStatus } from './diagnostics.js';
import { call, concerns, configure, extraSettings, kept, onEvent, startsFull } from './hooks.js';
import { createInstance } from './instance.js';
import { PHRASE } from './languages.js';
import { nearVisibilityObserver } from './lazy.js';
import { createLocale } from './locale.js';
import { bare } from './own.js';
import { createPrefetch } from './prefetch.js';
import { createPublicState } from './public-state.js';
import { createSettings } from './settings.js';
import { createView } from './shadow-view.js';
import { createSiblings } from './siblings.js';
import { adoptStyles } from './style-sheet.js';
import { createUnloadGuard } from './unload-guard.js';

const NETWORK_EVENTS = ['online', 'offline'];
// Attributes that concern only the style sheet and this class.
const NO_SETTINGS = ['theme', 'loading'];

// A server has no elements; importing this module must work there, too.
const Base = globalThis.HTMLElement ?? class {};

export class OneflowElement extends Base {
  static attributes = ATTRIBUTES;

  /** The package's version. */
  static version = VERSION;

  static get observedAttributes() {
    return Object.keys(this.attributes);
  }

  #authorize;
  #messages;
  #state = createPublicState(this, (name, detail) => {
    this.#guardUnload();
    if (name === 'oneflow-state-change') this.#view.stepChanged();
    this[onEvent](name, detail);
  });
  #locale = createLocale(this, () => this.#localeChanged());
  #view = createView(this, this.#locale, this.#state.openLink);
  #prefetch = createPrefetch(this, () => this.#settings.read());
  #instance = createInstance(this, this.#state, this.#view, this.#locale, this.#prefetch, () => this.#started());
  #settings = createSettings(this, this.#instance, this.#state);
  #siblings = createSiblings(this, (contractId) => this[call]('contractChanged', contractId));
  // Exists while a lazy element waits.
  #lazyObserver;
  // The active element when the focus was requested before there was anything to focus.
  #focusedBefore;
  #updateOnline = () => this[call]('setOnline', navigator.onLine);
  #guardUnload = createUnloadGuard(this);

  constructor() {
    super();
    this.attachShadow(bare({ mode: 'open' }));
    adoptStyles(this.shadowRoot);
    this.#view.renewRoot();
  }

  /** Resolves when the WebAssembly module runs and has its settings, and does not wait for Oneflow. */
  get ready() {
    return this.#instance.ready;
  }

  /** The current step. */
  get state() {
    return this.#state.step;
  }

  /** `{id, state, name}` of the contract that the element has created or shows; null otherwise. */
  get contract() {
    return this.#state.contract;
  }

  /** What will be sent, from `oneflow-before-create` or `oneflow-before-publish` until its promises have settled. */
  get request() {
    return this.#state.request;
  }

  get authorize() {
    return this.#authorize;
  }

  set authorize(value) {
    const before = typeof this.#authorize;
    this.#authorize = value;
    this.#prefetch?.updateSoon();
    // A new function restarts nothing that runs: it is called the next time.
    if ((before === 'function') !== (typeof value === 'function')) this[configure]();
  }

  get messages() {
    return this.#messages;
  }

  set messages(value) {
    this.#messages = value;
    this.#locale.reload();
  }

  /** Reloads what is shown and keeps what the user typed. */
  refresh() {
    this[call]('refresh');
  }

  focus() {
    if (this.#lazyObserver && this.isConnected) this.#start();
    const button = this.#view.root.querySelector('button');
    if (this.#instance.isRunning()) this[call]('focus');
    else if (button) button.focus();
    else this.#focusedBefore = document.activeElement;
  }

  /** Reports what helps to find the cause of a problem, without secrets or personal data. */
  async diagnose() {
    const requests = [...(this.#prefetch?.log() ?? []), ...this.#state.requests];
    const api = await apiStatus(requests, this.apiBase);
    const { version } = this.#instance;
    return { version, state: this.state, online: navigator.onLine, api, requests };
  }

  connectedCallback() {
    for (const event of NETWORK_EVENTS) addEventListener(event, this.#updateOnline);
    this.#updateOnline();
    this.#guardUnload();
    this.#view.stepChanged();
    upgradeProperties(this);
    this.#locale.connect();
    this.#siblings.connect();
    this.#startWhenVisible();
  }

  disconnectedCallback() {
    for (const event of NETWORK_EVENTS) removeEventListener(event, this.#updateOnline);
    this.#locale.disconnect();
    this.#siblings.disconnect();
    this.#lazyObserver?.disconnect();
    this.#guardUnload();
  }

  adoptedCallback() {
    adoptStyles(this.shadowRoot);
  }

  attributeChangedCallback(name, before, now) {
    if (name === 'loading' && this.isConnected) this.#startWhenVisible();
    if (before !== now && !NO_SETTINGS.includes(name)) this[configure]();
  }

  [configure]() {
    this.#prefetch?.updateSoon();
    this.#settings.sendSoon();
  }

  [call](method, ...values) {
    // What was asked early is old by then.
    if (method === 'refresh' || method === 'reset') this.#prefetch?.renew();
    this.#instance.call(method, ...values);
  }

  get [kept]() {
    const text = this.#instance.snapshot.text();
    return text ? { version: 1, externalId: this.#state.recordId, ...JSON.parse(text) } : null;
  }

  [concerns](contractId) {
    return this.contract !== null && this.contract.id === contractId;
  }

  [extraSettings]() {
    return {};
  }

  [startsFull]() {
    return false;
  }

  [onEvent]() {}

  #startWhenVisible() {
    if (this.loading !== 'lazy') return this.#start();
    this.#lazyObserver ??= nearVisibilityObserver(() => this.#start());
    // The element itself may have no box.
    this.#lazyObserver.observe(this.#view.root);
  }

  #start() {
    this.#lazyObserver?.disconnect();
    this.#lazyObserver = undefined;
    this.#instance.start();
  }

  #started() {
    this.#settings.send(true);
    if (!navigator.onLine) this.#updateOnline();
    if (this.#focusedBefore && this.#focusedBefore === document.activeElement) this[call]('focus');
    this.#focusedBefore = undefined;
  }

  #localeChanged() {
    if (this.#instance.isRunning()) this[call]('setLocale', this.#locale.joined());
    else this.#view.root.querySelector('[data-text]')?.replaceChildren(this.#locale.phrases[PHRASE.loading]);
  }
}

reflectAttributes(OneflowElement);
