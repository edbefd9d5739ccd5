// A WebAssembly module: fetched and compiled once for all elements; each element has an instance of its own.
import { within } from './clock.js';
import { bare } from './own.js';

const RETRY_DELAY = 50;
// Milliseconds until a wasm that has not arrived counts as missing: enough for half a megabyte at 100 kbit/s.
const PATIENCE = 60_000;

// A function that a page has put in the place of the browser's may throw: that is a failed download.
const request = async (address) => fetch(address, bare({ credentials: 'same-origin' }));

async function compile(from) {
  if (from instanceof WebAssembly.Module) return from;
  if (!(from instanceof Response)) from = await request(from);
  if (!from.ok) throw new Error(`the wasm was answered ${from.status}: ${from.url}`);
  const type = from.headers.get('content-type') ?? '';
  if (type.startsWith('text/html')) throw new Error(`a page was answered instead of the wasm: ${from.url}`);
  const streams = type.startsWith('application/wasm');
  return streams ? WebAssembly.compileStreaming(from) : WebAssembly.compile(await from.arrayBuffer());
}

/**
 * A module. `script` gives its `address` and `createGlue`, what makes an instance, and whatever else comes with it; it
 * is called again after a failure.
 */
export function createModule(script) {
  let source;
  let response;
  let loaded;

  async function parts() {
    // The module that imports this one can still say where the wasm is.
    await null;
    const given = source ?? response;
    // A response can be read once.
    response = undefined;
    const rest = await script();
    return { ...rest, compiled: await compile((await given) ?? rest.address) };
  }

  return {
    script: async () => script(),

    /** Begins the download. */
    download(address) {
      response ??= request(address);
      // Whoever waits for it learns of a failure.
      response.catch(() => {});
    },

    /** Where the wasm is, if it is not beside the package's script: a URL, a Response or a compiled module. */
    setSource(value) {
      source = value;
      loaded = undefined;
    },

    /** All parts of the module, with the `compiled` wasm. After a failure the next call tries again. */
    load() {
      const missing = new Error(`the wasm did not arrive within ${PATIENCE / 1_000} seconds`);
      return (loaded ??= within(PATIENCE, parts(), missing).catch((error) => {
        loaded = undefined;
        throw error;
      }));
    },
  };
}

/** A new instance: it takes 0.3 ms and is collected with its element. */
export async function instantiate({ compiled, createGlue }, retry = true) {
  try {
    return createGlue(compiled);
  } catch (error) {
    // Browsers free the memory of dropped instances late; the failed attempt makes them collect it.
    if (!(retry && error instanceof RangeError)) throw error;
    await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY));
    return instantiate({ compiled, createGlue }, false);
  }
}
