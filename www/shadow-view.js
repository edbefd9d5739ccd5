// The shadow root of an element: the node that a WebAssembly instance renders into, and what it holds without one.
import { message, skeleton } from './fallback.js';
import { PHRASE } from './languages.js';
import { createPressGuard } from './press-guard.js';

/** For a file that is dropped where nobody takes it, the browser would leave the page. */
function keepPage(event) {
  if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
}

/** `openLink` is called with the address of a link to the contract and its kind; returns whether it may be followed. */
function createRoot(openLink, presses) {
  const root = document.createElement('div');
  root.className = 'root';
  presses.guard(root);
  root.addEventListener('click', (event) => {
    const link = event.target.closest('[data-open]');
    if (link && !openLink(link.href, link.dataset.open)) event.preventDefault();
  });
  for (const type of ['dragover', 'drop']) root.addEventListener(type, keepPage);
  root.addEventListener('focusin', () => root.toggleAttribute('data-engaged', true));
  root.addEventListener('focusout', ({ relatedTarget }) => {
    // Without a new target the focused button may just have disappeared: the user is still here.
    if (relatedTarget && !root.contains(relatedTarget)) root.toggleAttribute('data-engaged', false);
  });
  return root;
}

export function createView(element, locale, openLink) {
  const internals = element.attachInternals?.();
  const presses = createPressGuard();
  const view = {
    root: undefined,

    /** Replaces the root: the listeners of an instance stay on its root for ever, so a new instance gets a new one. */
    renewRoot() {
      const isEngaged = view.root?.hasAttribute('data-engaged') ?? false;
      view.root = createRoot(openLink, presses);
      // The focus goes with what had it; whoever was inside still is.
      view.root.toggleAttribute('data-engaged', isEngaged);
      element.shadowRoot.replaceChildren(view.root);
      view.showLoading();
    },

    /** Another step is about to be painted, or the same one in another place. */
    stepChanged: () => presses.stepChanged(element.ownerDocument),

    showLoading() {
      view.setCustomStates('loading');
      view.root.replaceChildren(skeleton(locale.phrases[PHRASE.loading]));
    },

    showMessage(text, retry) {
      view.setCustomStates('');
      view.root.replaceChildren(message(text, locale.phrases[PHRASE.retry], retry));
    },

    /** Replaces all custom states; `names` is separated by spaces. */
    setCustomStates(names) {
      const states = internals?.states;
      try {
        states?.clear();
        for (const name of names.split(' ')) if (name) states?.add(name);
      } catch {
        // Older browsers have no custom states, or accept only names with dashes: style sheets do without them.
      }
    },
  };
  return view;
}
