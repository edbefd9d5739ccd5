// Where everything is, and the sandbox's own door: what it holds, what it received, what is to go wrong next.
import assert from 'node:assert/strict';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const given = (name) => {
  const value = process.env[name];
  assert.ok(value, `the variable ${name} is missing: cargo xtask test sets it`);
  return value;
};

export const site = given('SITE_URL');
export const api = given('API_URL');
export const token = given('SANDBOX_TOKEN');
export const chromium = given('CHROMIUM');
export const artifacts = given('ARTIFACTS');
export const root = fileURLToPath(new URL('../../..', import.meta.url));
export const dist = path.join(root, 'dist');

export const siri = 'siri.lund@example.com';
export const ola = 'ola.nordin@example.com';
export const mira = 'mira.holm@example.com';

const door = new URL('/_sandbox', api).href;

async function call(address, init) {
  const response = await fetch(address, init);
  assert.ok(response.ok, `${address} answered ${response.status}`);
  return response.json();
}

const post = (place, body) => call(door + place, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body ?? {}),
});

/** The API as somebody else reads it, to see what really happened. */
export const read = (place, user = mira) => call(api + place, { headers: { 'x-oneflow-api-token': token, 'x-oneflow-user-email': user } });

export const contract = (id) => read(`/contracts/${id}`);
export const reset = () => post('/reset');
export const arm = (fault) => post('/faults', fault);
export const switchExtension = (type, active) => post(`/extensions/${type}`, { active });

/** The requests that the API received, oldest first; `wanted` is how they begin, such as `POST /contracts/create`. */
export async function requests(wanted = '') {
  const all = await call(`${door}/requests`);
  return all.filter(({ method, path: place }) => `${method} ${place.replace(/^\/v1/, '')}`.startsWith(wanted));
}

export const creations = () => requests('POST /contracts/create');
