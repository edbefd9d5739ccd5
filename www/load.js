// Fetches and compiles the WebAssembly module once for all elements; each element has an instance of its own.
import { within } from './clock.js';
import { bare } from './own.js';
import createGlue from './wasm.js';

const RETRY_DELAY = 50;
// Milliseconds until a wasm that has not arrived counts as missing: enough for half a megabyte at 100 kbit/s.
const PATIENCE = 60_000;

let source;
let response;
let compiled;

// A function that a page has put in the place of the browser's may throw: that is a failed download.
const request = async () => fetch(new URL(WASM_FILE, import.meta.url), bare({ credentials: 'same-origin' }));

/** Begins the download. */
export function download() {
  response ??= request();
  // Whoever waits for it learns of a failure.
  response.catch(() => {});
  return response;
}

/** Where the wasm is, if it is not beside the package's script: a URL, a Response or a compiled module. */
export function setWasm(value) {
  source = value;
  compiled = undefined;
}

async function compile() {
  // The module that imports this one can still call `setWasm()`.
  await null;
  const given = source ?? download();
  // A response can be read once.
  response = undefined;
  let from = await given;
  if (from instanceof WebAssembly.Module) return from;
  if (!(from instanceof Response)) from = await fetch(from, bare({ credentials: 'same-origin' }));
  if (!from.ok) throw new Error(`the wasm was answered ${from.status}: ${from.url}`);
  const type = from.headers.get('content-type') ?? '';
  if (type.startsWith('text/html')) throw new Error(`a page was answered instead of the wasm: ${from.url}`);
  const streams = type.startsWith('application/wasm');
  return streams ? WebAssembly.compileStreaming(from) : WebAssembly.compile(await from.arrayBuffer());
}

/** The compiled module. After a failure the next call tries again. */
export function load() {
  const missing = new Error(`the wasm did not arrive within ${PATIENCE / 1_000} seconds`);
  return (compiled ??= within(PATIENCE, compile(), missing).catch((error) => {
    compiled = undefined;
    throw error;
  }));
}

/** A new instance: it takes 0.3 ms and is collected with its element. */
export async function instantiate(module, retry = true) {
  try {
    return createGlue(module);
  } catch (error) {
    // Browsers free the memory of dropped instances late; the failed attempt makes them collect it.
    if (!(retry && error instanceof RangeError)) throw error;
    await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY));
    return instantiate(module, false);
  }
}
