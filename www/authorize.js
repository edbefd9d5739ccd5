// Calls the host's `authorize` and turns the outcome into headers, or one word for why there are none.
import { within } from './clock.js';
import { warnOnce } from './diagnostics.js';

const TIMEOUT = 10_000;

// What developers read when `authorize` gives no headers. What it threw may contain anything and is not shown.
const AUTHORIZE_FAILURES = {
  timeout: 'did not answer within ten seconds',
  invalid: 'gave no headers',
  rejected: 'threw, or its promise was rejected',
};

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

// What runs, by reason and function: what a start brings may be what has expired.
const running = { start: new WeakMap(), expired: new WeakMap() };

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

/** The headers of an `authorize` function as pairs. Concurrent calls for one reason share one, across elements. */
function authorizeWith(authorize, reason) {
  const calls = running[reason];
  let headers = calls.get(authorize);
  if (!headers) {
    headers = call(authorize, reason).finally(() => calls.delete(authorize));
    calls.set(authorize, headers);
  }
  return headers;
}

/** The headers that the page gives an element, as pairs. */
export async function headersFor(element, reason) {
  try {
    const headers = await authorizeWith(element.authorize, reason);
    // Cookies may be all the proof there is; without them, no header means that nobody is signed in.
    if (headers.length === 0 && element.credentials !== 'include') throw 'invalid';
    if (!LOCAL_HOSTS.includes(location.hostname) && headers.some(([name]) => name === 'x-oneflow-api-token')) {
      warnOnce('authorize gives the browser an account token that opens the whole account; put a server in between');
    }
    return headers;
  } catch (failure) {
    warnOnce(`authorize ${AUTHORIZE_FAILURES[failure]}`);
    throw failure;
  }
}
