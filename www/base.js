// What the elements have in common: attributes, properties, shadow root, lifecycle and events. What is shown inside comes from the core.
import { authorizeWith } from './authorize.js';
import { copy } from './copy.js';
import { instantiate, load } from './load.js';
import { message, place, skeleton } from './plain.js';
import { dress } from './sheet.js';
import { SAID, english, nearestLang, rootsAround, texts } from './speak.js';

const MAX_RESTARTS = 2;

// Attributes of every element, with the property that each of them is.
export const ATTRIBUTES = {
  'api-base': 'apiBase',
  'app-base': 'appBase',
  credentials: 'credentials',
  lang: 'lang',
  theme: 'theme',
  'external-id': 'externalId',
  loading: 'loading',
};

// What subclasses may use of this class, and what they may say themselves.
export const configure = Symbol('configure');
export const call = Symbol('call');
export const more = Symbol('more settings');
export const heard = Symbol('an event is about to be dispatched');

// Steps in which leaving the page asks first.
const WRITING = ['creating', 'publishing'];
const NETWORK = ['online', 'offline'];
// What developers are told of an `authorize` that gives nothing; its own words may be anything, and stay with it.
const FAILED = {
  hung: 'did not answer within ten seconds',
  nonsense: 'gave no headers',
  rejected: 'threw, or its promise was rejected',
};
// How far an element may be from what is seen, on any side, that waits until it is nearly seen.
const NEAR = '100%';
// Requests that a diagnosis looks back on.
const TRACES = 20;

// On a server there are no elements; importing this module there must still work.
const Base = globalThis.HTMLElement ?? class {};

const said = new Set();
function warn(text) {
  if (said.has(text)) return;
  said.add(text);
  console.warn(`oneflow-contract-picker: ${text}`);
}

const isLocal = () => ['localhost', '127.0.0.1', '[::1]'].includes(globalThis.location?.hostname);

export class OneflowElement extends Base {
  static attributes = ATTRIBUTES;

  /** The package's version. */
  static version = VERSION;

  static get observedAttributes() {
    return Object.keys(this.attributes);
  }

  #root;
  #core;
  #opening;
  #restarts = 0;
  #queued = false;
  #state = 'opening';
  #contract = null;
  #request = null;
  #traces = [];
  // What a fresh core goes on with, should this one stop. It is in this page's memory only.
  #memory = '';
  #version = null;
  #authorize;
  #messages;
  #texts = english;
  #spoken;
  #speaking;
  #internals = this.attachInternals?.();
  // Watches for an element that is put off until it is nearly seen.
  #nearing;
  // The `prefill` that was told to be unreadable.
  #unread;
  // The record that the core is at: the attribute may name another one that the user has not turned to.
  #record = null;
  // Where the focus was when it was wanted inside, before there was anything inside.
  #wanted;
  #langs = new MutationObserver(() => this.#speak());
  #settle;
  #ready;
  #stay = (event) => event.preventDefault();
  #network = () => this.#core && this[call]('online', navigator.onLine);

  constructor() {
    super();
    this.#renewReady();
    this.attachShadow({ mode: 'open' });
    dress(this.shadowRoot);
    this.#renewRoot();
  }

  /** Settles once the core runs and is configured, before any network; is rejected when the wasm cannot start. */
  get ready() {
    return this.#ready;
  }

  /** The step. */
  get state() {
    return this.#state;
  }

  /** `{id, state, name}` once created. */
  get contract() {
    return this.#contract;
  }

  /** What will be sent, while `oneflow-before-create` or `oneflow-before-publish` runs and what it waits for is not settled. */
  get request() {
    return this.#request;
  }

  get authorize() {
    return this.#authorize;
  }

  set authorize(value) {
    const had = typeof this.#authorize === 'function';
    this.#authorize = value;
    // A new function restarts nothing: it is asked the next time.
    if (had !== (typeof value === 'function')) this[configure]();
  }

  get messages() {
    return this.#messages;
  }

  set messages(value) {
    this.#messages = value;
    this.#spoken = undefined;
    if (this.isConnected) this.#speak();
  }

  /** Loads again what is shown; what was typed is kept. */
  refresh() {
    this[call]('refresh');
  }

  focus() {
    if (this.#nearing && this.isConnected) this.#begin();
    const button = this.#root.querySelector('button');
    if (this.#core) this[call]('focus');
    else if (button) button.focus();
    else this.#wanted = document.activeElement;
  }

  /** What helps to find out what is the matter; no secret and nothing personal is in it. */
  async diagnose() {
    const answered = this.#traces.some(({ status }) => status !== null);
    const asked = this.#traces.length > 0;
    // Without CORS nothing of an answer can be read, but that there is one can be told. It carries no header and no cookie.
    const ping = async () => fetch(new URL(`${this.apiBase}/ping`, document.baseURI), { mode: 'no-cors', credentials: 'omit' });
    const reached = answered || (asked && (await ping().then(() => true, () => false)));
    return {
      version: this.#version,
      state: this.#state,
      online: navigator.onLine,
      api: answered ? 'answers' : !asked ? 'not-asked' : reached ? 'blocked-by-cors' : 'unreachable',
      requests: [...this.#traces],
    };
  }

  disconnectedCallback() {
    for (const event of NETWORK) removeEventListener(event, this.#network);
    this.#langs.disconnect();
    this.#nearing?.disconnect();
    this.#guard();
  }

  adoptedCallback() {
    dress(this.shadowRoot);
  }

  connectedCallback() {
    for (const event of NETWORK) addEventListener(event, this.#network);
    this.#network();
    this.#guard();
    for (const root of rootsAround(this)) this.#langs.observe(root, { subtree: true, attributes: true, attributeFilter: ['lang'] });
    // Properties that were set before the tag was defined lie on the element itself and hide the accessors.
    for (const name of ['authorize', 'prefill', 'messages', ...Object.values(this.constructor.attributes)]) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    this.#speaking = this.#speak();
    this.#approach();
  }

  // `loading="lazy"` waits until the element is nearly seen; what was begun is never put off again.
  #approach() {
    if (this.loading !== 'lazy' || this.#opening) return this.#begin();
    const seen = (entries) => entries.some(({ isIntersecting }) => isIntersecting) && this.#begin();
    this.#nearing ??= new IntersectionObserver(seen, { rootMargin: NEAR, scrollMargin: NEAR });
    // The element itself may have no box.
    this.#nearing.observe(this.#root);
  }

  #begin() {
    this.#nearing?.disconnect();
    this.#nearing = undefined;
    this.#open();
  }

  // Brings the texts of the nearest language, once for each; a language that cannot be loaded is spoken in the one before.
  async #speak() {
    const lang = nearestLang(this);
    if (lang === this.#spoken) return;
    this.#spoken = lang;
    try {
      const said = await texts(lang, this.#messages);
      if (lang !== this.#spoken) return;
      this.#texts = said;
    } catch (error) {
      console.warn(`${this.localName}: the language ${lang} cannot be loaded:`, error);
      return;
    }
    if (this.#core) this[call]('speak', this.#texts.join('\0'));
    else this.#root.querySelector('[data-text]')?.replaceChildren(this.#texts[SAID.loading]);
  }

  attributeChangedCallback(name, before, now) {
    if (name === 'loading' && this.isConnected) this.#approach();
    if (before !== now && !['theme', 'loading'].includes(name)) this[configure]();
  }

  #renewReady() {
    this.#ready = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    // Whoever does not ask is not bothered; the event tells.
    this.#ready.catch(() => {});
  }

  // The element keeps its core for life: taken out of the page and put back, it goes on where it was. After a failure it begins anew.
  #open() {
    if (this.#opening) return;
    if (this.#state === 'error') {
      this.#renewReady();
      this.#skeleton();
      this.#turnTo('opening');
    }
    this.#opening = this.#start().catch((error) => {
      this.#opening = undefined;
      this.#fail(error);
    });
  }

  async #start(retry = true) {
    const [module] = await Promise.all([load(), this.#speaking]);
    let core;
    try {
      core = instantiate(module);
    } catch (error) {
      // Memory of dropped instances comes back late: the failed try makes the browser collect it.
      if (!(retry && error instanceof RangeError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return this.#start(false);
    }
    core.on_panic((where) => this.#crash(where));
    this.#root.replaceChildren();
    this.#core = core.Picker.mount(this.#root, this.#door(), this.#texts.join('\0'));
    this.#version = core.version();
    this.#tell('oneflow-ready', { version: this.#version, lang: this.#texts[SAID.tag] });
    if (this.#memory) this[call]('recall', this.#memory);
    this.#push();
    if (!navigator.onLine) this.#network();
    if (this.#wanted && this.#wanted === document.activeElement) this[call]('focus');
    this.#wanted = undefined;
    this.#settle.resolve();
  }

  // What the core may ask of the page.
  #door() {
    const element = this;
    return {
      authorize: async (reason) => {
        const pairs = await authorizeWith(element.#authorize, reason).then((given) => {
          // Cookies may be all the proof there is; without them, no header means that nobody is asking.
          if (given.length === 0 && element.credentials !== 'include') throw 'nonsense';
          return given;
        }).catch((why) => {
          warn(`authorize ${FAILED[why]}`);
          throw why;
        });
        if (!isLocal() && pairs.some(([name]) => name === 'x-oneflow-api-token')) {
          warn('authorize gives an account token to the browser: it opens the whole account; put a broker in between');
        }
        return pairs;
      },
      agree: (verb, request) => element.#agree(verb, JSON.parse(request)),
      tell: (name, detail, externalId = null) => {
        element.#record = externalId;
        element.#tell(name, detail, externalId);
      },
      remember: (memory) => {
        element.#memory = memory;
      },
      mark: (states) => element.#mark(states),
      copy: (text) => copy(text, element.shadowRoot),
      trace: (path, millis, status = null, requestId = null) => {
        element.#traces = [...element.#traces, { path, millis, status, requestId }].slice(-TRACES);
      },
      countries: (codes, lang) => {
        const names = new Intl.DisplayNames([lang], { type: 'region' });
        const named = codes.split(' ').map((code) => [code, names.of(code)]);
        return named.sort((a, b) => a[1].localeCompare(b[1], lang)).map((pair) => pair.join(' ')).join('\n');
      },
      keep: (contract) => {
        element.#contract = contract && Object.freeze(contract);
      },
      warn,
      get cookies() {
        return element.credentials === 'include';
      },
    };
  }

  // Asks the host before something is sent. It forbids by `preventDefault()` or by a promise that is rejected, and may say why.
  async #agree(verb, request) {
    const ids = verb === 'create' ? { workspaceId: request.workspace_id, templateId: request.template_id } : { contractId: this.#contract.id };
    const waits = [];
    this.#request = request;
    try {
      const agreed = this.#dispatch(`oneflow-before-${verb}`, ids, this.#record, { waitUntil: (promise) => waits.push(promise) });
      await Promise.all(waits);
      if (!agreed) throw '';
    } catch (reason) {
      throw typeof reason === 'string' ? reason : (reason?.message ?? '');
    } finally {
      // The user may have gone back and tried again since.
      if (this.#request === request) this.#request = null;
    }
  }

  // Attributes and properties come one by one; the core hears of them together.
  [configure]() {
    if (!this.#core || this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      this.#push();
    });
  }

  #push() {
    const settings = { authorizes: typeof this.#authorize === 'function', ...this[more]() };
    for (const name of Object.values(this.constructor.attributes)) settings[name] = this[name];
    // Relative addresses are relative to the page; what is no address at all goes in as it is, to be told.
    for (const name of ['apiBase', 'appBase', 'setupUrl']) {
      if (settings[name] && URL.canParse(settings[name], document.baseURI)) settings[name] = new URL(settings[name], document.baseURI).href;
    }
    try {
      this.#core?.configure(this.#written(settings));
    } catch (misfit) {
      // A core that stops has said so itself.
      if (typeof misfit !== 'string') return;
      warn(`its properties cannot be read: ${misfit}`);
      this.#tell('oneflow-error', this.#error('config'));
    }
  }

  // What no JSON can hold, such as a cycle, counts as empty; of all settings `prefill` alone can be such. It is told once.
  #written({ prefill, ...settings }) {
    try {
      return JSON.stringify({ ...settings, prefill });
    } catch (error) {
      if (prefill !== this.#unread) {
        warn(`its prefill cannot be read: ${error instanceof Error ? error.name : 'it throws'}`);
        this.#tell('oneflow-error', this.#error('config'));
      }
      this.#unread = prefill;
      return JSON.stringify(settings);
    }
  }

  [call](method, ...values) {
    try {
      this.#core?.[method](...values);
    } catch (error) {
      this.#crash(error);
    }
  }

  // Out of the page it asks nobody to stay: what the page has dropped must not hold its user.
  #guard() {
    const guards = this.isConnected && WRITING.includes(this.#state);
    globalThis[guards ? 'addEventListener' : 'removeEventListener']('beforeunload', this.#stay);
  }

  #tell(name, detail, externalId = this.externalId) {
    if (name === 'oneflow-state-change') {
      this.#state = detail.to;
      this.#guard();
    }
    this[heard](name, detail);
    const left = this.#dispatch(name, detail, externalId);
    // The core is still at work: it hears of it afterwards.
    if (name === 'oneflow-cancel' && left) queueMicrotask(() => this[call]('leave'));
  }

  [more]() {
    return {};
  }

  [heard]() {}

  /** Whether the host lets the default happen. */
  #dispatch(name, detail, externalId, more) {
    const cancelable = /before|open|cancel/.test(name);
    const event = new CustomEvent(name, { detail: { externalId, ...detail }, bubbles: true, composed: true, cancelable });
    return this.dispatchEvent(Object.assign(event, more));
  }

  #error(kind) {
    return { kind, code: null, status: null, requestId: null, retryable: kind === 'render', stage: this.#state };
  }

  // Runs while the broken core is still on the stack: it is only noted here, and acted on in a task of its own.
  #crash(where) {
    if (!this.#core) return;
    this.#core = undefined;
    console.error(`${this.localName} stopped at`, where);
    const again = ++this.#restarts <= MAX_RESTARTS;
    setTimeout(() => {
      this.#renewRoot();
      this.#renewReady();
      this.#tell('oneflow-error', this.#error('render'));
      this.#turnTo('opening');
      // Until here nothing may begin: it would be drawn into what is taken away.
      this.#opening = undefined;
      if (again) return this.#open();
      this.#settle.reject(new Error('the core stopped'));
      this.#turnTo('error');
      this.#say(this.#texts[SAID.crashed]);
    });
  }

  // A core's listeners stay on its root for ever: a new core gets a new one.
  #renewRoot() {
    const root = place();
    root.addEventListener('click', (event) => {
      const link = event.target.closest('[data-open]');
      // The host may lead the way itself.
      if (link && !this.#dispatch('oneflow-open', { contractId: this.#contract?.id, url: link.href }, this.#record)) event.preventDefault();
    });
    root.addEventListener('focusin', () => root.toggleAttribute('data-engaged', true));
    root.addEventListener('focusout', ({ relatedTarget }) => {
      // Without a new place the focus may have gone with a button that disappeared: then the user is still here.
      if (relatedTarget && !root.contains(relatedTarget)) root.toggleAttribute('data-engaged', false);
    });
    this.#root = root;
    this.shadowRoot.replaceChildren(root);
    this.#skeleton();
  }

  // Older browsers have no custom states, or want other names for them.
  #mark(states) {
    const known = this.#internals?.states;
    try {
      known?.clear();
      for (const state of states.split(' ')) if (state) known?.add(state);
    } catch {
      // Style sheets cannot know then; everything else works.
    }
  }

  #turnTo(to) {
    const from = this.#state;
    if (from !== to) this.#tell('oneflow-state-change', { from, to });
  }

  #fail(error) {
    // Chromium says "unsafe-eval" here, which is the wrong word for what a page has to allow.
    const blocked = error instanceof WebAssembly.CompileError && /unsafe-eval|Content Security Policy/i.test(error.message);
    console.error(`${this.localName} cannot start:`, error);
    if (blocked) warn(english[SAID.hint]);
    this.#settle.reject(error);
    this.#tell('oneflow-error', this.#error('render'));
    this.#turnTo('error');
    this.#say(this.#texts[blocked ? SAID.blocked : SAID.unloaded]);
  }

  #skeleton() {
    this.#mark('loading');
    this.#root.replaceChildren(skeleton(this.#texts[SAID.loading]));
  }

  // A plain message, when the core cannot speak.
  #say(text) {
    this.#mark('');
    this.#root.replaceChildren(message(text, this.#texts[SAID.again], () => {
      this.#restarts = 0;
      this.#open();
    }));
  }
}

/** Makes each attribute a property as well; `lang` is one of every element. */
export function reflect(type) {
  for (const [attribute, property] of Object.entries(type.attributes)) {
    if (property in type.prototype) continue;
    Object.defineProperty(type.prototype, property, {
      configurable: true,
      enumerable: true,
      get() {
        return this.getAttribute(attribute);
      },
      set(value) {
        if (value === null || value === undefined) this.removeAttribute(attribute);
        else this.setAttribute(attribute, value);
      },
    });
  }
}

reflect(OneflowElement);

/** Registers an element, unless its tag is taken. */
export function register(type, tag) {
  const registry = globalThis.customElements;
  if (!registry) return;
  const taken = registry.get(tag);
  if (!taken) registry.define(tag, tag === type.tag ? type : class extends type {});
  else if (taken !== type) {
    const theirs = taken.version ? `version ${taken.version} of this package` : 'something else';
    warn(`another script has defined <${tag}> already, as ${theirs}; version ${type.version} leaves it alone`);
  }
}
