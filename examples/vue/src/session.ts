import type { Authorize } from 'oneflow-contract-picker';

// Your server makes a session for whoever is signed in to your app.
async function session(): Promise<string> {
  const answer = await fetch('/session', { method: 'POST' });
  if (!answer.ok) throw new Error('nobody is signed in');
  return (await answer.json()).session;
}

export const authorize: Authorize = async () => ({ authorization: `Bearer ${await session()}` });
