// Stands for your server between the page and Oneflow: it adds the account's token, which must not reach a browser,
// and the session's user.
// `examples/server.js` also holds the parameters, templates and contracts to what this user was shown, remembers the
// attempts, and limits sizes, times and requests. It makes access links only where they are switched on; these routes
// make none.
import { isOwn } from '../../session/sender.js';
import { opened } from '../../session/seal.js';

const api = process.env.SANDBOX ?? 'http://127.0.0.1:8787';
const token = process.env.ONEFLOW_API_TOKEN ?? 'sandbox-0000000000000000000000000000demo';

const extensionType = process.env.EXTENSION_TYPE ?? 'demo_crm';

const PASSED = {
  GET: new RegExp(
    '^/v1/(helpers/(contract_create_data|template_types/[1-9]\\d*/data_fields)|' +
      'templates(/[1-9]\\d*)?|accounts/extensions|ping|users|contracts(/[1-9]\\d*(/files)?)?)$',
  ),
  POST: /^\/v1\/contracts\/(create|[1-9]\d*\/(publish|files))$/,
};
// Its body is a form with a file, and its type names what stands between the form's parts.
const FORM = /^\/v1\/contracts\/[1-9]\d*\/files$/;
const FILTERED = /^\/v1\/(helpers\/contract_create_data|templates)$/;

// In Oneflow's shape, so that the widget knows that nothing was made.
const refusal = (status, title) => Response.json({ status, title, request_id: crypto.randomUUID() }, { status });

async function pass(request) {
  if (!isOwn(request)) return refusal(403, 'Only pages of this server may ask for this.');
  const email = opened(request.headers.get('authorization')?.slice('Bearer '.length));
  if (!email) return refusal(401, 'There is no session, or it has ended.');
  const { pathname, searchParams: query } = new URL(request.url);
  const path = pathname.slice('/oneflow'.length);
  if (!PASSED[request.method]?.test(path)) return refusal(404, 'This is not passed on.');
  query.delete('extension_type');
  if (FILTERED.test(path)) query.set('extension_type', extensionType);
  const body = await request.arrayBuffer();
  const type = FORM.test(path) ? request.headers.get('content-type') : 'application/json';
  const answer = await fetch(api + path + (query.size ? `?${query}` : ''), {
    method: request.method,
    headers: {
      accept: 'application/json',
      ...(body.byteLength > 0 && type && { 'content-type': type }),
      'x-oneflow-api-token': token,
      ...(path !== '/v1/ping' && { 'x-oneflow-user-email': email }),
    },
    body: body.byteLength > 0 ? body : undefined,
    cache: 'no-store',
    redirect: 'error',
  });
  const headers = { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' };
  const wait = answer.headers.get('retry-after');
  return new Response(await answer.text(), {
    status: answer.status,
    headers: wait ? { ...headers, 'retry-after': wait } : headers,
  });
}

export { pass as GET, pass as POST };
