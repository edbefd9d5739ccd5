// The sandbox for tests in Node, without a socket.

import { load } from './load.js';
import { sandboxOf } from './sandbox.js';

export const createSandbox = async (options = {}) => sandboxOf(await load(), options);
