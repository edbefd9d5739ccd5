// The WebAssembly in Node: one instance for all sandboxes of the process.

import { readFile } from 'node:fs/promises';
import * as exported from './wasm.js';

let loading;

/** What the WebAssembly exports, once it is there. */
export const load = () => {
  loading ??= readFile(new URL('./wasm_bg.wasm', import.meta.url)).then((module_or_path) =>
    exported.default({ module_or_path }),
  );
  return loading.then(() => exported);
};
