// The sandbox as pages meet it: addresses, users, and the calls that Oneflow does not have.
import { site } from './worker.js';

export const apiBase = new URL('v1', site).href;
/** Where *Open in Oneflow* leads. */
export const appBase = new URL('_sandbox/app', site).href;
export const extensionType = 'demo_crm';

/** Public; it opens nothing. */
export const TOKEN = 'sandbox-0000000000000000000000000000demo';
export const SIRI = 'siri.lund@example.com';
/** Who also sees the templates whose names say what goes wrong. */
export const MIRA = 'mira.holm@example.com';

export const headersOf = (user) => ({ 'x-oneflow-api-token': TOKEN, 'x-oneflow-user-email': user });

/** Calls the API as a user. */
export async function call(path, { user = MIRA, body } = {}) {
  const headers = { ...headersOf(user), 'content-type': 'application/json' };
  return read(`${apiBase}${path}`, body && { method: 'POST', body: JSON.stringify(body) }, headers);
}

/** Calls the sandbox itself: `requests`, `faults`, `reset` and so on. */
export async function control(path, body) {
  const address = new URL(`_sandbox/${path}`, site);
  return read(address, body && { method: 'POST', body: JSON.stringify(body) }, { 'content-type': 'application/json' });
}

async function read(address, init, headers) {
  const answer = await fetch(address, { ...init, headers });
  const content = await answer.json();
  if (!answer.ok) throw new Error(content.detail ?? `The sandbox answered ${answer.status}.`);
  return content;
}
