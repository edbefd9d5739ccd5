// The sandbox from outside: what it holds, what it received, and which faults it has armed.
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

import { api, mira, token } from './environment.js';

const control = new URL('/_sandbox', api).href;

async function call(address, init) {
  const response = await fetch(address, init);
  assert.ok(response.ok, `${address} answered ${response.status}`);
  return response.json();
}

const post = (path, body) =>
  call(control + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  });

/** What the API returns to another user, to see what really happened. */
export const readApi = (path, user = mira) =>
  call(api + path, { headers: { 'x-oneflow-api-token': token, 'x-oneflow-user-email': user } });

export const readContract = (id) => readApi(`/contracts/${id}`);
export const resetSandbox = () => post('/reset');
export const armFault = (fault) => post('/faults', fault);
export const setExtensionActive = (type, active) => post(`/extensions/${type}`, { active });

/** The requests that the API received, oldest first, which begin with this, such as `POST /contracts/create`. */
export async function receivedRequests(beginning = '') {
  const all = await call(`${control}/requests`);
  return all.filter(({ method, path }) => `${method} ${path.replace(/^\/v1/, '')}`.startsWith(beginning));
}

/** Waits until the API has received so many matching requests. It does not announce them, so this asks repeatedly. */
export async function waitForRequests(beginning, count) {
  while ((await receivedRequests(beginning)).length < count) await setTimeout(50);
}

export const createRequests = () => receivedRequests('POST /contracts/create');
