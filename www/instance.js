// The WebAssembly instance of one element: started once, replaced after a crash, and by one of the full module where
// the small one is not enough.
import { createBlobs } from './blobs.js';
import { createBridge } from './bridge.js';
import { warnOnce } from './diagnostics.js';
import { follow } from './event-stream.js';
import { PHRASE, fallback } from './languages.js';
import { startsFull } from './hooks.js';
import { instantiate } from './load.js';
import { full, small } from './modules.js';
import { createSnapshot } from './snapshot.js';
import { wasmFrames } from './stack.js';
import { adoptStyles } from './style-sheet.js';

const MAX_RESTARTS = 2;
// The steps in which nothing is lost by continuing in another module.
const BEFORE_CREATING = ['opening', 'unavailable', 'choosing', 'filling', 'reviewing'];

// What a bridge does to its element.
const OF_THE_ELEMENT = ['dispatch', 'saveSnapshot', 'setContract', 'setCustomStates', 'follow', 'continueInFull'];

// Chromium says "unsafe-eval" here, which is not the directive that the page has to set.
const isBlocked = (error) =>
  error instanceof WebAssembly.CompileError && /unsafe-eval|Content Security Policy/i.test(error.message);

/**
 * `prefetch` asks for what the first instance needs first. `onStart` is called when an instance is mounted, to give it
 * what it needs of the element.
 */
export function createInstance(element, state, view, locale, prefetch, onStart) {
  let app;
  let bridge;
  let starting;
  let restarts = 0;
  let settle;
  let isFull = false;
  // Whether `ready` has resolved.
  let isReady;

  const instance = {
    // Settles once an instance runs and has its settings; is rejected when it cannot start.
    ready: undefined,
    version: null,
    // What a new instance continues from after a crash. It is in this page's memory only.
    snapshot: createSnapshot(),
    // The contents of files, which no instance has.
    blobs: createBlobs(),
    isRunning: () => app !== undefined,

    /** Starts an instance, unless there is one: it lives as long as its element. After a failure, starts a new one. */
    start() {
      if (starting) return;
      if (state.step === 'error') {
        renewReady();
        view.showLoading();
        state.changeStep('opening');
      }
      starting = launch().catch((error) => {
        starting = undefined;
        prefetch?.drop();
        const blocked = isBlocked(error);
        console.error(`${element.localName} cannot start:`, error);
        if (blocked) warnOnce(fallback[PHRASE.hint]);
        settle.reject(error);
        state.dispatchError('render');
        showFailure(blocked ? PHRASE.blocked : PHRASE.notLoaded);
      });
    },

    /** Whether the small module runs, and what the page wants now is shown by the full one alone. */
    isTooSmall: () => !isFull && BEFORE_CREATING.includes(state.step) && element[startsFull](),

    /** Loads the full module, while the small one goes on. */
    loadFull: () => load(full),

    /** Continues in the full module from what the small one has handed over. */
    continueInFull() {
      isFull = true;
      end(() => {
        state.changeStep('opening');
        starting = undefined;
        instance.start();
      });
    },

    /** Calls a method of the instance, if one runs. Throws a text when its argument cannot be decoded. */
    call(method, ...values) {
      try {
        app?.[method](...values);
      } catch (error) {
        if (typeof error === 'string') throw error;
        crash(error);
      }
    },
  };

  async function launch() {
    // What an instance continues from may need something else.
    if (!instance.snapshot.text()) prefetch?.open();
    isFull ||= element[startsFull]();
    let module = await load(isFull ? full : small);
    // The page may have said something more meanwhile.
    if (!isFull && element[startsFull]()) module = await load(full);
    isFull = module.extendBridge !== undefined;
    const glue = await instantiate(module);
    glue.onPanic(() => crash(wasmFrames()));
    if (module.css) adoptStyles(element.shadowRoot, module.css);
    view.root.replaceChildren();
    bridge = createBridge(element, state, view, instance, prefetch);
    module.extendBridge?.(bridge, element, instance);
    app = glue.App.mount(view.root, bridge, locale.joined());
    prefetch?.close();
    instance.version = glue.version();
    if (!isReady) state.dispatch('oneflow-ready', { version: instance.version, lang: locale.phrases[PHRASE.tag] });
    const snapshot = instance.snapshot.text();
    if (snapshot) instance.call('restore', snapshot);
    onStart();
    isReady = true;
    settle.resolve();
  }

  /** A module, and the phrases that it says. */
  async function load(module) {
    const phrases = module.script().then(({ texts }) => locale.load(texts));
    const [loaded] = await Promise.all([module.load(), phrases]);
    return loaded;
  }

  /** Ends the instance, which is still on the stack: the rest happens in a task of its own. */
  function end(then) {
    app = undefined;
    follow(element);
    const left = bridge;
    setTimeout(() => {
      // What it still waits for may arrive, and is nobody's any more.
      for (const method of OF_THE_ELEMENT) left[method] = () => {};
      view.renewRoot();
      then();
    });
  }

  function crash(place) {
    if (!app) return;
    console.error(`${element.localName}${isFull ? ', full module,' : ''} stopped at`, place);
    const restart = ++restarts <= MAX_RESTARTS;
    end(() => {
      renewReady();
      state.dispatchError('render');
      state.changeStep('opening');
      // Until here nothing may start: it would render into the root that was replaced.
      starting = undefined;
      if (restart) return instance.start();
      settle.reject(new Error('the WebAssembly module stopped'));
      showFailure(PHRASE.crashed);
    });
  }

  function showFailure(phrase) {
    state.changeStep('error');
    view.showMessage(locale.phrases[phrase], () => {
      restarts = 0;
      instance.start();
    });
  }

  function renewReady() {
    isReady = false;
    instance.ready = new Promise((resolve, reject) => {
      settle = { resolve, reject };
    });
    // A page that does not use `ready` gets no unhandled rejection; `oneflow-error` reports the failure.
    instance.ready.catch(() => {});
  }

  renewReady();
  return instance;
}
