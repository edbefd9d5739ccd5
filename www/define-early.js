// Begins the download of a WebAssembly module if an element on the page waits for it, before the classes are set up.
import { address, full, isForFull, small } from './modules.js';

const TAGS = ':is(oneflow-contract-picker, oneflow-contract-card, oneflow-contract-list):not(:defined)';

const isEager = (element) => (element.loading ?? element.getAttribute('loading')) !== 'lazy';
const startsFull = (element) => element.localName === 'oneflow-contract-list' || isForFull(element.prefill);

// A server has no document.
const awaited = [...(globalThis.document?.querySelectorAll(TAGS) ?? [])].filter(isEager);

if (awaited.some((element) => !startsFull(element))) small.download(address());
// The script knows where its wasm is. Whoever needs it learns of a failure.
if (awaited.some(startsFull)) full.script().catch(() => {});
