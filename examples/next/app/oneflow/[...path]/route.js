// Stands for your server between the page and Oneflow: it adds the account's token, which must not reach a browser.
// A real one checks the session first, acts as its user, and passes on no more than SECURITY.md lists.
const api = process.env.SANDBOX ?? 'http://127.0.0.1:8787';
const token = process.env.ONEFLOW_API_TOKEN ?? 'sandbox-0000000000000000000000000000demo';

async function pass(request) {
  if (request.headers.get('authorization') !== 'Bearer demo-session') return new Response(null, { status: 401 });
  const { pathname, search } = new URL(request.url);
  const body = await request.text();
  const type = request.headers.get('content-type');
  const answer = await fetch(api + pathname.slice('/oneflow'.length) + search, {
    method: request.method,
    headers: { accept: 'application/json', ...(type && { 'content-type': type }), 'x-oneflow-api-token': token, 'x-oneflow-user-email': 'siri.lund@example.com' },
    body: body || undefined,
    cache: 'no-store',
  });
  const headers = { 'content-type': answer.headers.get('content-type') ?? 'application/json' };
  const wait = answer.headers.get('retry-after');
  return new Response(await answer.text(), { status: answer.status, headers: wait ? { ...headers, 'retry-after': wait } : headers });
}

export { pass as GET, pass as POST, pass as PUT, pass as DELETE };
