// Begins the WebAssembly's download if an element on the page waits for it, before the classes are set up.
import { address, small } from './modules.js';

const WAITING = ':is(oneflow-contract-picker, oneflow-contract-card):not(:defined)';

const isLazy = (element) => (element.loading ?? element.getAttribute('loading')) === 'lazy';

// A server has no document.
const waiting = [...(globalThis.document?.querySelectorAll(WAITING) ?? [])];
if (waiting.some((element) => !isLazy(element))) small.download(address());
