// A server of your own between the page and Oneflow, as SECURITY.md asks for: the account's token stays here, and the
// page gets a session of one user for a quarter of an hour. Node 20, no packages. Replace `everybody` by your sign-in.
//
//   ONEFLOW_API_TOKEN=… EXTENSION_TYPE=your_extension DEMO_USER=you@example.com node server.js
import { randomBytes, randomUUID } from 'node:crypto';
import http from 'node:http';
import { pathToFileURL } from 'node:url';

const BASE = '/oneflow/v1';
const SESSION = 15 * 60_000;
// 500 data fields of 1,024 characters fit, in any script.
const LARGEST = 2 ** 22;
// In milliseconds; less than the widget waits for a creation, so that it gets an answer from here in time.
const PATIENCE = 25_000;
const NUMBER = /^\d{1,19}$/;

// All that is passed on: method, path, and the query parameters with the values that they may have. With `whole`, none
// of them may be missing.
const FILTER = { extension_type: /^[^]*$/, template_type_id: NUMBER };
const ROUTES = [
  ['GET', /^\/helpers\/contract_create_data$/, FILTER],
  ['GET', /^\/templates$/, { ...FILTER, limit: NUMBER, offset: NUMBER }],
  ['GET', /^\/helpers\/template_types\/\d+\/data_fields$/],
  ['GET', /^\/accounts\/extensions$/],
  ['GET', /^\/ping$/],
  ['GET', /^\/users$/, { limit: NUMBER }],
  ['GET', /^\/contracts$/, { 'filter[states]': /^draft$/, sort: /^-state_updated_time$/, limit: /^100$/ }, 'whole'],
  ['GET', /^\/contracts\/\d+$/],
  ['POST', /^\/contracts\/create$/],
  ['POST', /^\/contracts\/\d+\/publish$/],
  ['POST', /^\/contracts\/\d+\/participants\/\d+\/access_link$/],
];

/** Who is signed in to your app, by email. Yours looks at the request's session cookie; here everybody is the same. */
const everybody = () => process.env.DEMO_USER;

/** A refusal in Oneflow's shape. For the widget, a 4xx like this proves that nothing was made; a 5xx proves nothing. */
class Refusal extends Error {
  constructor(status, title) {
    super(title);
    this.status = status;
    this.body = JSON.stringify({ type: 'about:blank', title, status, detail: title, request_id: randomUUID() });
  }
}

/**
 * Answers `POST /session` and everything below `/oneflow/v1`, and leaves the rest to `next`. Mount it before anything
 * that reads request bodies. Nothing is logged. A product with many customers looks up the token of the user's own
 * account, and keeps sessions where all of its processes find them.
 */
export function broker({
  api = process.env.ONEFLOW_API ?? 'https://api.oneflow.com/v1',
  token = process.env.ONEFLOW_API_TOKEN,
  extensionType = process.env.EXTENSION_TYPE,
  signedIn = everybody,
  now = Date.now,
  patience = PATIENCE,
} = {}) {
  if (!token || !extensionType) throw new Error('ONEFLOW_API_TOKEN or EXTENSION_TYPE is missing');
  const sessions = new Map();

  // A page of another site can make the browser ask for a session but cannot read it: CORS allows no other origin.
  async function begin(request) {
    const email = await signedIn(request);
    if (!email) throw new Refusal(401, 'Nobody is signed in.');
    // All sessions last equally long, so the search for those that have ended stops at the first that has not.
    for (const [old, { until }] of sessions) {
      if (until > now()) break;
      sessions.delete(old);
    }
    const session = randomBytes(32).toString('base64url');
    sessions.set(session, { email, until: now() + SESSION });
    return { status: 200, body: JSON.stringify({ session }) };
  }

  async function pass(request, path, query) {
    const session = sessions.get(/^Bearer (\S+)$/i.exec(request.headers.authorization)?.[1]);
    if (!session || session.until <= now()) throw new Refusal(401, 'There is no session, or it has ended.');
    const route = ROUTES.find(([method, pattern]) => method === request.method && pattern.test(path));
    const [, , allowed = {}, whole] = route ?? [];
    const names = Object.keys(allowed);
    // Whatever the page asks for, it sees the templates of this extension only.
    if (allowed.extension_type) query.set('extension_type', extensionType);
    const fits = [...query].every(
      ([name, value]) => names.includes(name) && allowed[name].test(value) && query.getAll(name).length === 1,
    );
    if (!route || !fits || (whole && query.size < names.length)) throw new Refusal(404, 'This is not passed on.');
    return ask(request, api + path + (query.size ? `?${query}` : ''), {
      accept: 'application/json',
      'x-oneflow-api-token': token,
      // The user is the session's. Only `/ping` is asked without one: so the widget can tell a token that Oneflow
      // refuses from a user whom it does not know.
      ...(path !== '/ping' && { 'x-oneflow-user-email': session.email }),
    });
  }

  // Once, even if it fails: a creation that is repeated may be a second contract.
  async function ask(request, address, headers) {
    const { method } = request;
    const body = method === 'POST' ? await read(request) : undefined;
    try {
      const answer = await fetch(address, {
        method,
        headers: body ? { ...headers, 'content-type': 'application/json' } : headers,
        body,
        // A followed redirect would carry the token to wherever it leads.
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      });
      const { status } = answer;
      return {
        status,
        body: await answer.text(),
        type: answer.headers.get('content-type'),
        wait: answer.headers.get('retry-after'),
      };
    } catch (error) {
      throw error.name === 'TimeoutError'
        ? new Refusal(504, 'Oneflow did not answer in time.')
        : new Refusal(502, 'Oneflow cannot be reached.');
    }
  }

  async function answer(request) {
    if (!URL.canParse(request.url, 'http://server')) return undefined;
    const { pathname, searchParams } = new URL(request.url, 'http://server');
    if (request.method === 'POST' && pathname === '/session') return begin(request);
    return pathname.startsWith(`${BASE}/`) ? pass(request, pathname.slice(BASE.length), searchParams) : undefined;
  }

  return async (request, response, next) => {
    const answered = await answer(request).catch((error) =>
      error instanceof Refusal ? error : new Refusal(500, 'This server has failed.'),
    );
    if (!answered) return next();
    const { status, body, type, wait } = answered;
    const headers = {
      'content-type': type ?? 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    };
    return response.writeHead(status, wait ? { ...headers, 'retry-after': wait } : headers).end(body);
  };
}

async function read(request) {
  // Browsers declare how long a body is, and Node enforces it.
  if (!(Number(request.headers['content-length']) <= LARGEST)) throw new Refusal(413, 'The body is too large.');
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  if (body.length < Number(request.headers['content-length']))
    throw new Refusal(500, 'The body was read by something that comes before this server.');
  return body;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const own = broker();
  const server = http.createServer((request, response) => own(request, response, () => response.writeHead(404).end()));
  server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () =>
    console.log(`http://127.0.0.1:${server.address().port}${BASE}`),
  );
}
