// Calls the host's `authorize`, and turns whatever it does into headers or one word of why not.

const LIMIT = 10_000;
const calls = new WeakMap();

async function call(authorize, reason) {
  let timer;
  const hung = new Promise((_, reject) => {
    timer = setTimeout(reject, LIMIT, 'hung');
  });
  try {
    const given = await Promise.race([Promise.resolve().then(() => authorize(reason)).catch(() => Promise.reject('rejected')), hung]);
    return pairs(given);
  } finally {
    clearTimeout(timer);
  }
}

// `Headers` is the judge of what a header is; what it gives back can be sent as it is.
function pairs(given) {
  if (given === null || typeof given !== 'object') throw 'nonsense';
  let headers;
  try {
    headers = [...new Headers(given)];
  } catch {
    throw 'nonsense';
  }
  return headers;
}

/** Concurrent calls of one function share one, whichever elements they come from. */
export function authorizeWith(authorize, reason) {
  let running = calls.get(authorize);
  if (!running) {
    running = call(authorize, reason).finally(() => calls.delete(authorize));
    calls.set(authorize, running);
  }
  return running;
}
