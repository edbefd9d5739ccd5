// What developers read: warnings in the console, and the requests that `diagnose()` reports.
import { within } from './clock.js';
import { bare } from './own.js';

const MAX_REQUESTS = 20;
// Milliseconds until an API that does not answer counts as unreachable.
const PATIENCE = 15_000;

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
    const options = bare({ mode: 'no-cors', credentials: 'omit' });
    await within(PATIENCE, fetch(new URL(`${apiBase}/ping`, document.baseURI), options));
    return 'blocked-by-cors';
  } catch {
    return 'unreachable';
  }
}
