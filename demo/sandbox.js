// Reads where the sandbox is, and makes the `authorize` functions that prove to it who is asking.

const place = new URL('../sandbox.json', import.meta.url);

export async function readSandbox() {
  const response = await fetch(place);
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  const { apiBase, appBase, token, users = [], extensionType } = await response.json();
  return { apiBase, appBase, token, users, extensionType };
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

export function authorizeAs(user, { token }, behaviour) {
  if (Object.hasOwn(misbehaving, behaviour)) return misbehaving[behaviour];
  return () => ({ 'x-oneflow-api-token': token, 'x-oneflow-user-email': user });
}
