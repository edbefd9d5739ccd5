// What the WebAssembly asks of the machine: its clock, its timers and its network.

/** The longest that a timer can take; with more, it would end at once. */
export const LONGEST = 2 ** 31 - 1;

/** As it was before a test has put something in its place. */
const { fetch } = globalThis;

export const now = () => Date.now();

/** The timer of a delivery keeps no process alive. */
export const sleep = (milliseconds) =>
  new Promise((resolve) => {
    setTimeout(resolve, Math.min(milliseconds, LONGEST)).unref?.();
  });

/** Resolves with the status, as text, and the body; rejects with the reason, or with `null` if the limit is over. */
export const post = async (address, headers, body, limit) => {
  const signal = AbortSignal.timeout(limit);
  try {
    // The bytes are in the memory of the WebAssembly, which moves.
    const response = await fetch(address, { method: 'POST', headers, body: body.slice(), redirect: 'manual', signal });
    // Only the status counts, unless the body is an access token.
    const content = await response.arrayBuffer().catch(() => new ArrayBuffer(0));
    return [String(response.status), new Uint8Array(content)];
  } catch (error) {
    throw signal.aborted ? null : innermost(error).message;
  }
};

/** The innermost cause says what happened; the others only say where. */
const innermost = (error) => (error.cause instanceof Error ? innermost(error.cause) : error);
