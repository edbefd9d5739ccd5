// The WebAssembly in Node: one instance for all sandboxes of the process.

import { readFile } from 'node:fs/promises';
import { startOnce } from './start.js';
import * as exported from './wasm.js';

/** What the WebAssembly exports, once it is there. */
export const load = startOnce(async () => {
  await exported.default({ module_or_path: await readFile(new URL('./wasm_bg.wasm', import.meta.url)) });
  return exported;
});
