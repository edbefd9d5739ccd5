// What comes with the full WebAssembly module, in a script that is loaded with it.
import { extendBridge } from './full-bridge.js';
import { languages as texts } from './lang/full.js';
import css from './style-full.js';
import createGlue from './wasm-full.js';

const address = new URL(FULL_WASM_FILE, import.meta.url);

export { address, createGlue, css, extendBridge, texts };
