// Stands for your server between the page and Oneflow: it adds the account's token, which must not reach a browser,
// and the session's user.
// `examples/server.js` also holds the parameters to what the widget asks, pins the extension type, and limits sizes
// and times.
import { opened } from '../../session/seal.js';

const api = process.env.SANDBOX ?? 'http://127.0.0.1:8787';
const token = process.env.ONEFLOW_API_TOKEN ?? 'sandbox-0000000000000000000000000000demo';

const PASSED = {
  GET: new RegExp(
    '^/v1/(helpers/(contract_create_data|template_types/\\d+/data_fields)|' +
      'templates|accounts/extensions|ping|users|contracts(/\\d+)?)$',
  ),
  POST: /^\/v1\/contracts\/(create|\d+\/publish|\d+\/participants\/\d+\/access_link)$/,
};

// In Oneflow's shape, so that the widget knows that nothing was made.
const refusal = (status, title) => Response.json({ status, title, request_id: crypto.randomUUID() }, { status });

async function pass(request) {
  const email = opened(request.headers.get('authorization')?.slice('Bearer '.length));
  if (!email) return refusal(401, 'There is no session, or it has ended.');
  const { pathname, search } = new URL(request.url);
  const path = pathname.slice('/oneflow'.length);
  if (!PASSED[request.method]?.test(path)) return refusal(404, 'This is not passed on.');
  const body = await request.text();
  const answer = await fetch(api + path + search, {
    method: request.method,
    headers: {
      accept: 'application/json',
      ...(body && { 'content-type': 'application/json' }),
      'x-oneflow-api-token': token,
      ...(path !== '/v1/ping' && { 'x-oneflow-user-email': email }),
    },
    body: body || undefined,
    cache: 'no-store',
    redirect: 'error',
  });
  const headers = { 'content-type': answer.headers.get('content-type') ?? 'application/json' };
  const wait = answer.headers.get('retry-after');
  return new Response(await answer.text(), {
    status: answer.status,
    headers: wait ? { ...headers, 'retry-after': wait } : headers,
  });
}

export { pass as GET, pass as POST };
