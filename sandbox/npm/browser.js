// The sandbox in a page or a worker, without a socket.

import * as exported from './wasm.js';
import { sandboxOf } from './sandbox.js';

let loading;

export const createSandbox = async (options = {}) => {
  loading ??= exported.default({ module_or_path: new URL('./wasm_bg.wasm', import.meta.url) });
  await loading;
  return sandboxOf(exported, options);
};
