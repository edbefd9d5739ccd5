// Begins the WebAssembly's download if an element on the page waits for it, before the classes are set up.
import { address, full, small } from './modules.js';

const isLazy = (element) => (element.loading ?? element.getAttribute('loading')) === 'lazy';

/** Whether an element with one of these tags waits for its class. */
function isAwaited(tags) {
  // A server has no document.
  const waiting = [...(globalThis.document?.querySelectorAll(`:is(${tags}):not(:defined)`) ?? [])];
  return waiting.some((element) => !isLazy(element));
}

if (isAwaited('oneflow-contract-picker, oneflow-contract-card')) small.download(address());
// The script knows where its wasm is. Whoever needs it learns of a failure.
if (isAwaited('oneflow-contract-list')) full.script().catch(() => {});
