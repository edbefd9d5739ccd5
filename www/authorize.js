// Calls the host's `authorize` and turns the outcome into headers, or one word for why there are none.
import { within } from './clock.js';

const TIMEOUT = 10_000;
const running = new WeakMap();

async function call(authorize, reason) {
  const headers = Promise.resolve()
    .then(() => authorize(reason))
    .catch(() => Promise.reject('rejected'));
  return pairs(await within(TIMEOUT, headers, 'timeout'));
}

// `Headers` decides what a valid header is; everything that it returns can be sent.
function pairs(headers) {
  if (headers === null || typeof headers !== 'object') throw 'invalid';
  try {
    return [...new Headers(headers)];
  } catch {
    throw 'invalid';
  }
}

/** The headers of an `authorize` function as pairs. Concurrent calls of one function share one, across elements. */
export function authorizeWith(authorize, reason) {
  let headers = running.get(authorize);
  if (!headers) {
    headers = call(authorize, reason).finally(() => running.delete(authorize));
    running.set(authorize, headers);
  }
  return headers;
}
