// Where everything is, as `cargo xtask test` says, and who acts.
import assert from 'node:assert/strict';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { startSandbox } from './own-sandbox.js';

if (!process.env.SITE_URL) await startSandbox('small');

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
