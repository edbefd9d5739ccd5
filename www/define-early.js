// Begins the WebAssembly's download if an element on the page waits for it, before the classes are set up.
import { download } from './load.js';

const WAITING = ':is(oneflow-contract-picker, oneflow-contract-card):not(:defined)';

const isLazy = (element) => (element.loading ?? element.getAttribute('loading')) === 'lazy';

// A server has no document.
if ([...(globalThis.document?.querySelectorAll(WAITING) ?? [])].some((element) => !isLazy(element))) download();
