// The two WebAssembly modules of the package. An element starts with the small one and continues in the full one when
// it needs what only some templates can receive.
import { createModule } from './load.js';
import createGlue from './wasm.js';

export const address = () => new URL(WASM_FILE, import.meta.url);

export const small = createModule(() => ({ address: address(), createGlue }));

export const full = createModule(() => import(FULL_SCRIPT));

/** Whether a `prefill`, or what a draft holds, is for the full one. */
export function isForFull(given) {
  try {
    return [given?.items, given?.files, given?.uploads].some((some) => some && some.length !== 0);
  } catch {
    // What cannot be read is reported where it is read.
    return false;
  }
}
