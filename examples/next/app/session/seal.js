// Sessions that need no memory, for routes that share none: who and until when, sealed with a key that only the server
// has.
import { createHmac, timingSafeEqual } from 'node:crypto';

const { SESSION_KEY, ONEFLOW_API_TOKEN } = process.env;
// With an account's token at stake, whoever knows the key can be any user.
if (ONEFLOW_API_TOKEN && !SESSION_KEY) throw new Error('SESSION_KEY is missing');
const key = SESSION_KEY ?? 'a key that everybody knows: for the sandbox alone';
const SESSION = 15 * 60_000;

const sealOf = (text) => createHmac('sha256', key).update(text).digest('base64url');

export function seal(email) {
  const text = Buffer.from(JSON.stringify({ email, until: Date.now() + SESSION })).toString('base64url');
  return `${text}.${sealOf(text)}`;
}

/** The user's email; nothing without a session, with a forged one, or with one that has ended. */
export function opened(session = '') {
  const [text, sealed = ''] = session.split('.');
  const [given, own] = [Buffer.from(sealed), Buffer.from(sealOf(text))];
  if (given.length !== own.length || !timingSafeEqual(given, own)) return undefined;
  const { email, until } = JSON.parse(Buffer.from(text, 'base64url'));
  return Date.now() < until ? email : undefined;
}
