// What developers read: warnings in the console, and the requests that `diagnose()` reports.

const MAX_REQUESTS = 20;

const warned = new Set();

/** Warns in the console, once for each text. */
export function warnOnce(text) {
  if (warned.has(text)) return;
  warned.add(text);
  console.warn(`oneflow-contract-picker: ${text}`);
}

/** Adds a request to a log, which holds the latest ones, oldest first. */
export function logRequest(log, request) {
  log.push(request);
  if (log.length > MAX_REQUESTS) log.shift();
}

/** Whether the API answers, as far as a page can find out. */
export async function apiStatus(log, apiBase) {
  if (log.some(({ status }) => status !== null)) return 'answers';
  if (log.length === 0) return 'not-asked';
  try {
    // Without CORS a page can read no response, but it learns whether there is one. No header and no cookie is sent.
    await fetch(new URL(`${apiBase}/ping`, document.baseURI), { mode: 'no-cors', credentials: 'omit' });
    return 'blocked-by-cors';
  } catch {
    return 'unreachable';
  }
}
