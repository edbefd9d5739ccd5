// Where in the WebAssembly a panic began: its functions by number and offset, the innermost first.

// A panic passes through ten functions or so before it is reported.
const DEPTH = 30;

// A page that freezes `Error` keeps its own depth.
const limit = (depth) => Reflect.set(Error, 'stackTraceLimit', depth);

/** The functions of WebAssembly that are running now. */
export function wasmFrames() {
  const { stackTraceLimit } = Error;
  limit(DEPTH);
  const { stack } = new Error();
  limit(stackTraceLimit);
  return (stack?.match(/wasm-function\[\d+\](:0x[\da-f]+)?/g) ?? []).join(' < ');
}
