// The sandbox in a page or a worker, without a socket.

import * as exported from './wasm.js';
import { sandboxOf } from './sandbox.js';
import { startOnce } from './start.js';

const load = startOnce(() => exported.default({ module_or_path: new URL('./wasm_bg.wasm', import.meta.url) }));

export const createSandbox = async (options = {}) => {
  await load();
  return sandboxOf(exported, options);
};
