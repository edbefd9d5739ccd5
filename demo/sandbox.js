// Reads where the sandbox is, and makes the `authorize` functions that prove to it who is asking.

const place = new URL('../sandbox.json', import.meta.url);

export async function readSandbox() {
  const response = await fetch(place);
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  const { apiBase, appBase, token, session, setupUrl, users = [], extensionType } = await response.json();
  return { apiBase, appBase, token, session, setupUrl, users, extensionType };
}

const misbehaving = {
  missing: undefined,
  throws: () => {
    throw new Error('The demo page was asked to throw.');
  },
  rejects: () => Promise.reject(new Error('The demo page was asked to reject.')),
  hangs: () => new Promise(() => {}),
  nonsense: () => 42,
};

/** With the broker, the page has no token: the app begins a session for whoever is signed in. */
async function beginSession(user, address) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ user }) });
  if (!answer.ok) throw new Error(`no session: ${answer.status}`);
  return { authorization: `Bearer ${(await answer.json()).token}` };
}

export function authorizeAs(user, { token, session }, behaviour) {
  if (Object.hasOwn(misbehaving, behaviour)) return misbehaving[behaviour];
  if (session) return () => beginSession(user, session);
  return () => ({ 'x-oneflow-api-token': token, 'x-oneflow-user-email': user });
}
