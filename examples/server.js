// A server of your own between the page and Oneflow, as SECURITY.md asks for: the account's token stays here, and the
// page gets a session of one user for a quarter of an hour. Node 20, no packages, one process: what it remembers is in
// its memory. Replace `DEMO_USER` by your sign-in, and the memory by your database where you run several processes.
//
//   ONEFLOW_API_TOKEN=… EXTENSION_TYPE=your_extension DEMO_USER=you@example.com HOSTS=crm.example.com node server.js
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import http from 'node:http';
import { pathToFileURL } from 'node:url';

const BASE = '/oneflow/v1';
const PDF = 'application/pdf';
const LOCAL = ['localhost', '127.0.0.1', '[::1]'];
const MINUTE = 60_000;
// How long a session lasts, and how long the first answer to an attempt is kept.
const SESSION = 15 * MINUTE;
const ATTEMPT = 24 * 60 * MINUTE;
// In milliseconds; less than the widget waits for a creation, so that it gets an answer from here in time.
const PATIENCE = 25_000;
// A file of 20 MB arrives in this time at 0.6 Mbit/s.
const LONGEST_BODY = 280_000;
// In bytes: 500 data fields of 1,024 characters fit into a request, in any script. The widget reads no larger answer.
const LARGEST_REQUEST = 2 ** 22;
const LARGEST_ANSWER = 2 ** 24;
// Oneflow takes files of 20 MB; the rest is what the form has around one. So many are in memory at once.
const LARGEST_FILE = 20_000_000;
const LARGEST_FORM = LARGEST_FILE + 2 ** 16;
const MAX_UPLOADS = 8;
// For one user: sessions at once, requests in a minute, and the ids and the attempts that are remembered.
const MAX_SESSIONS = 10;
const MAX_REQUESTS = 300;
const MAX_REMEMBERED = 10_000;

// All that is passed on: method, path, and the query parameters with the values that they may have. With `whole`, none
// of them may be missing. What an answer lists or makes, its user may name afterwards: `readable` contracts in requests
// that read, the others in every one.
const NUMBER = /^\d{1,16}$/;
const LATEST = { sort: /^-state_updated_time$/, limit: /^100$/ };
const DRAFTS = { ...LATEST, 'filter[states]': /^draft$/ };
const MATCH = 'filter[data_field_match]';
const OF_RECORD = { whole: true, record: true };
const LISTED = (page) => page?.data;
const TYPE = { template_type_id: NUMBER };
const CREATE_DATA = {
  route: 'GET /helpers/contract_create_data',
  query: TYPE,
  templates: (workspaces) => workspaces?.flatMap?.((workspace) => workspace?.templates),
};
const ROUTES = [
  CREATE_DATA,
  { route: 'GET /templates', query: { ...TYPE, limit: NUMBER, offset: NUMBER }, templates: LISTED },
  { route: 'GET /templates/{template}' },
  { route: 'GET /helpers/template_types/{type}/data_fields' },
  { route: 'GET /accounts/extensions' },
  { route: 'GET /ping' },
  { route: 'GET /users', query: { limit: NUMBER } },
  { route: 'GET /contracts', query: DRAFTS, whole: true, contracts: LISTED },
  { route: 'GET /contracts', query: { ...LATEST, [MATCH]: /:/ }, ...OF_RECORD, readable: LISTED },
  { route: 'GET /contracts', query: { ...LATEST, offset: NUMBER, [MATCH]: /:/ }, ...OF_RECORD, readable: LISTED },
  // Among these the user finds the draft of an attempt without an answer, and sends it.
  { route: 'GET /contracts', query: { ...DRAFTS, [MATCH]: /:/ }, ...OF_RECORD, contracts: LISTED },
  { route: 'GET /contracts/{contract}' },
  { route: 'GET /contracts/{contract}/files', query: { limit: NUMBER, offset: NUMBER } },
  { route: 'GET /contracts/{contract}/files/1', query: { download: /^true$/ }, whole: true, pdf: true },
  { route: 'POST /contracts/create', contracts: (contract) => [contract] },
  { route: 'POST /contracts/{contract}/publish' },
  { route: 'POST /contracts/{contract}/files', form: true },
  { route: 'POST /contracts/{contract}/participants/{participant}/access_link' },
];
const ID = '(?<$1>[1-9]\\d{0,15})';
for (const known of ROUTES) known.pattern = RegExp(`^${known.route.replace(/{(\w+)}/g, ID)}$`);

// The files that Oneflow takes, by where they go in the contract: a name with an extension. Forbidden in it is what
// leads to a folder, ends a line, or turns the direction of writing.
const KINDS =
  'asice|bmp|csv|docx?|dotx|gif|jpe?g|key|numbers|ods|pages|pdf|png|ppsx|pptx?|rtf|tiff?|txt|xls[bmx]?|xml';
const NAMES = { attachment: RegExp(`[^. ].*\\.(${KINDS})$`, 'i'), expanded_pdf: /[^. ].*\.pdf$/i };
const FORBIDDEN = /[/\\\p{Cc}\u202a-\u202e\u2066-\u2069]|.{256}/u;

/** A refusal in Oneflow's shape. For the widget, a 4xx like this proves that nothing was made; a 5xx proves nothing. */
class Refusal extends Error {
  constructor(status, title, wait) {
    super(title);
    const body = JSON.stringify({ type: 'about:blank', title, status, detail: title, request_id: randomUUID() });
    Object.assign(this, { status, body, wait });
  }
}

/**
 * Answers `POST /session` and everything below `/oneflow/v1`, and leaves the rest to `next`. Mount it before anything
 * that reads request bodies, and call `signOut(email)` of what it returns when a user signs out. Nothing is logged.
 *
 * - `signedIn(request)` returns the email of the user who is signed in to your app, or nothing.
 * - `hosts` are the names under which browsers reach this server.
 * - `hasContract(email, id)` says whether your records give a contract to a user. Until this process ends, those that
 *   were made or listed for the user here need no record.
 * - `hasRecord(email, record)` says whether your records give a record to a user, and `recordField` is the custom id of
 *   the data field that holds it, as in the picker's `record-field`. Without both, no record's contracts are listed.
 *   What is in that list can be read, and not sent, added to or linked to: that needs `hasContract`. A draft in a list
 *   of drafts may be what the user has just made, so it can also be sent, added to and linked to.
 * - With `accessLinks`, users can copy links for their own side, and for others who sign nothing.
 *
 * A product with many customers looks up the token of the user's own account.
 */
export function broker({
  api = 'https://api.oneflow.com/v1',
  token,
  extensionType,
  signedIn,
  hosts = LOCAL,
  hasContract = () => false,
  hasRecord = () => false,
  recordField,
  accessLinks = false,
  now = Date.now,
  patience = PATIENCE,
}) {
  if (!token || !extensionType || !signedIn) throw new Error('token, extensionType or signedIn is missing');
  const sessions = new Map();
  const users = new Map();
  let uploads = 0;

  function memoryOf(email) {
    const [templates, contracts, readable] = [new Set(), new Set(), new Set()];
    const empty = { templates, contracts, readable, attempts: new Map(), times: [] };
    if (!users.has(email)) users.set(email, empty);
    return users.get(email);
  }

  // The browser says which name it asked for, and which page asks. So neither a page of another site gets through, nor
  // one whose own name was made to lead here (DNS rebinding).
  function judgeSender({ method, headers, rawHeaders }) {
    const names = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host');
    if (names.length !== 1 || !hosts.includes(headers.host.toLowerCase().replace(/:\d+$/, ''))) {
      throw new Refusal(421, 'This server has another name.');
    }
    const { origin, 'sec-fetch-site': site } = headers;
    const own = [`https://${headers.host}`, `http://${headers.host}`].includes(origin);
    if (method !== 'GET' && (site ?? (own && 'same-origin')) !== 'same-origin') {
      throw new Refusal(403, 'Only pages of this server may ask for this.');
    }
  }

  function count(email) {
    const memory = memoryOf(email);
    memory.times = memory.times.filter((time) => time > now() - MINUTE);
    if (memory.times.length >= MAX_REQUESTS) throw new Refusal(429, 'These are too many requests.', '60');
    memory.times.push(now());
  }

  async function begin(request) {
    const email = await signedIn(request);
    if (!email) throw new Refusal(401, 'Nobody is signed in.');
    count(email);
    // All sessions last equally long, so the oldest of a user comes first.
    for (const [old, { until }] of sessions) if (until <= now()) sessions.delete(old);
    const own = [...sessions].filter(([, session]) => session.email === email);
    if (own.length >= MAX_SESSIONS) sessions.delete(own[0][0]);
    const session = randomBytes(32).toString('base64url');
    sessions.set(session, { email, until: now() + SESSION });
    return { status: 200, body: JSON.stringify({ session }) };
  }

  async function pass(request, path, query) {
    const session = sessions.get(/^Bearer (\S+)$/i.exec(request.headers.authorization)?.[1]);
    if (!session || session.until <= now()) throw new Refusal(401, 'There is no session, or it has ended.');
    const { email } = session;
    count(email);
    const memory = memoryOf(email);
    // Whatever the page asks for, it sees the templates of this extension only.
    query.delete('extension_type');
    const { route, contract, participant, template } = find(request.method, path, query);
    if (route.templates) query.set('extension_type', extensionType);
    if (contract) await judgeContract(email, request.method, Number(contract));
    if (route.record) await judgeRecord(email, query.get(MATCH));
    // Once, even if it fails: a creation that is repeated may be a second contract. `fetch` of Node repeats nothing.
    const ask = async (asked, place, body) => {
      const headers = {
        accept: 'application/json',
        // The type of a form names its boundary, which `fetch` has made.
        ...(body && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        'x-oneflow-api-token': token,
        // The user is the session's. Only `/ping` is asked without one: so the widget can tell a token that Oneflow
        // refuses from a user whom it does not know.
        ...(path !== '/ping' && { 'x-oneflow-user-email': email }),
      };
      const answer = await send(api + place, { method: body ? 'POST' : 'GET', headers, body }, asked.pdf, patience);
      if (answer.status === 200) remember(memory, asked, answer.body);
      return answer;
    };
    const place = path + (query.size ? `?${query}` : '');
    if (template) await judgeTemplate(memory.templates, Number(template), ask);
    if (request.method === 'GET') return ask(route, place);
    const key = request.headers['idempotency-key'];
    const sendOnce = (body, content) => {
      const post = () => ask(route, place, body);
      return key && !participant ? once(memory.attempts, key, [place, ...content], post) : post();
    };
    if (route.form) return upload(request, memory.attempts.has(key), sendOnce);
    const body = await read(request, /^application\/json(;|$)/, LARGEST_REQUEST);
    if (route.contracts) {
      await judgeTemplate(memory.templates, parse(body)?.template_id, ask);
      const fields = [parse(body)?.data_fields ?? []].flat().filter((field) => field?.custom_id === recordField);
      for (const { value } of recordField ? fields : []) await judgeRecord(email, `${recordField}:${value}`);
    }
    if (participant) await judgeLink(contract, participant, ask);
    return sendOnce(body, [body]);
  }

  // A file is in memory until Oneflow has it. The form is made anew, of what was read of the page's.
  async function upload(request, known, sendOnce) {
    // A 4xx would say of a file that was sent before that it was not.
    if (uploads >= MAX_UPLOADS)
      throw known ? new Refusal(503, 'This is not known yet.') : new Refusal(429, 'These are too many files.', '5');
    uploads += 1;
    try {
      const { 'content-type': type } = request.headers;
      const body = await read(request, /^multipart\/form-data;/, LARGEST_FORM);
      const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => undefined);
      const [file, place] = [form?.get('file'), form?.get('upload_as')];
      const isWhole = [...(form?.keys() ?? [])].sort().join() === 'file,upload_as' && file instanceof File;
      if (!isWhole || !Object.hasOwn(NAMES, place)) throw new Refusal(400, 'The form is not a file and its place.');
      if (!NAMES[place].test(file.name) || FORBIDDEN.test(file.name)) throw new Refusal(400, 'This file is not taken.');
      if (file.size > LARGEST_FILE) throw new Refusal(413, 'The file is too large.');
      const own = new FormData();
      own.set('upload_as', place);
      own.set('file', new Blob([file]), file.name);
      return await sendOnce(own, [place, '\n', file.name, '\n', Buffer.from(await file.arrayBuffer())]);
    } finally {
      uploads -= 1;
    }
  }

  async function judgeContract(email, method, contract) {
    const { contracts, readable } = memoryOf(email);
    const known = contracts.has(contract) || (method === 'GET' && readable.has(contract));
    if (!known && !(await hasContract(email, contract)))
      throw new Refusal(404, 'This contract was neither made nor listed for the user.');
  }

  async function judgeRecord(email, pair) {
    const record = recordField && pair.startsWith(`${recordField}:`) ? pair.slice(recordField.length + 1) : '';
    if (!record || !(await hasRecord(email, record))) throw new Refusal(404, 'This record is not the user’s.');
  }

  async function judgeTemplate(templates, template, ask) {
    // What was listed before a restart is not known any more.
    const query = new URLSearchParams({ extension_type: extensionType });
    if (!templates.has(template)) await ask(CREATE_DATA, `/helpers/contract_create_data?${query}`);
    if (!templates.has(template)) throw new Refusal(404, 'This template is not one of the extension.');
  }

  // For Oneflow, whoever has a link is that participant: nobody gets one with which the other side signs.
  async function judgeLink(contract, participant, ask) {
    if (!accessLinks) throw new Refusal(403, 'Access links are not switched on.');
    const { parties = [] } = parse((await ask({}, `/contracts/${contract}`)).body) ?? {};
    const mayHave = ({ my_party: own, participants, participant: only }) =>
      (participants ?? [only]).some((it) => String(it?.id) === participant && (own || it.signatory === false));
    if (!parties.some(mayHave)) throw new Refusal(403, 'There is no link for this participant.');
  }

  // Whatever repeats an attempt, the browser included, gets the first answer. If nobody knows what came of it, it stays
  // so: it is never sent again. Only after a refusal, which made nothing, may the next one be sent.
  function once(attempts, key, content, post) {
    if (!/^[\w-]{16,64}$/.test(key)) throw new Refusal(400, 'This is no key.');
    for (const [old, { until }] of attempts) if (until <= now()) attempts.delete(old);
    const hash = content.reduce((all, part) => all.update(part), createHash('sha256')).digest('hex');
    const known = attempts.get(key);
    if (known && known.hash !== hash) throw new Refusal(422, 'This key belongs to another request.');
    if (known) return known.answer;
    if (attempts.size >= MAX_REMEMBERED) throw new Refusal(429, 'These are too many attempts.', '3600');
    const answer = post();
    attempts.set(key, { hash, answer, until: now() + ATTEMPT });
    answer.then((first) => isRefusal(first) && attempts.delete(key), () => {});
    return answer;
  }

  async function answer(request) {
    // The path as it came: each route has one form, without `..`, `//` or escapes.
    const [path, query = ''] = request.url.split(/\?(.*)/s);
    const passes = path.startsWith(`${BASE}/`);
    const begins = path === '/session' && request.method === 'POST';
    if (!passes && !begins) return undefined;
    judgeSender(request);
    return passes ? pass(request, path.slice(BASE.length), new URLSearchParams(query)) : begin(request);
  }

  const handler = async (request, response, next) => {
    const answered = await answer(request).catch((error) =>
      error instanceof Refusal ? error : new Refusal(500, 'This server has failed.'),
    );
    if (!answered) return next();
    const { status, body, type = 'application/json', wait } = answered;
    const headers = {
      // Whatever Oneflow says it is: it is never a page of this server.
      'content-type': type,
      'content-disposition': 'attachment',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'oneflow-broker': 'idempotency',
      'access-control-expose-headers': 'oneflow-broker, retry-after',
    };
    return response.writeHead(status, wait ? { ...headers, 'retry-after': wait } : headers).end(body);
  };
  handler.signOut = (email) => {
    for (const [session, { email: user }] of sessions) if (user === email) sessions.delete(session);
  };
  return handler;
}

function find(method, path, query) {
  for (const route of ROUTES) {
    const found = route.pattern.exec(`${method} ${path}`);
    const { query: allowed = {}, whole } = route;
    const fits = ([name, value]) =>
      Object.hasOwn(allowed, name) && allowed[name].test(value) && query.getAll(name).length === 1;
    const complete = !whole || query.size === Object.keys(allowed).length;
    if (found && complete && [...query].every(fits)) return { route, ...found.groups };
  }
  throw new Refusal(404, 'This is not passed on.');
}

async function send(address, init, pdf, patience) {
  try {
    const signal = AbortSignal.timeout(patience);
    const first = await fetch(address, { ...init, redirect: 'manual', signal });
    const moved = first.status >= 300 && first.status < 400;
    // A followed redirect would carry the token to wherever it leads. Only a file is somewhere else, and its address is
    // all the proof that it needs: neither token nor user go along.
    const target = moved ? new URL(first.headers.get('location'), address) : undefined;
    const safe = target?.protocol === 'https:' || (target?.protocol === 'http:' && LOCAL.includes(target.hostname));
    if (moved && !(pdf && safe)) throw new Refusal(502, 'Oneflow has redirected the request.');
    const last = moved ? await fetch(target, { redirect: 'error', signal }) : first;
    const isFile = pdf && last.status === 200 && last.headers.get('content-type')?.startsWith(PDF);
    if (pdf && !isFile && (moved || last.status === 200)) throw new Refusal(502, 'Oneflow has sent no PDF.');
    const body = await content(last.body ?? [], LARGEST_ANSWER, new Refusal(502, 'The answer is too large.'));
    return { status: last.status, body, type: isFile ? PDF : undefined, wait: last.headers.get('retry-after') };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw error.name === 'TimeoutError'
      ? new Refusal(504, 'Oneflow did not answer in time.')
      : new Refusal(502, 'Oneflow cannot be reached.');
  }
}

async function read(request, kind, largest) {
  const { 'content-type': type, 'content-length': length } = request.headers;
  if (!kind.test(type)) throw new Refusal(415, 'The body is not of the type that the request takes.');
  // Browsers declare how long a body is, and Node enforces it.
  const tooLarge = new Refusal(413, 'The body is too large.');
  if (!(Number(length) <= largest)) throw tooLarge;
  const body = await content(request, largest, tooLarge);
  if (body.length < Number(length)) throw new Refusal(500, 'Something before this server has read the body.');
  return body;
}

async function content(stream, largest, tooLarge) {
  const chunks = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > largest) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(body) {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Whether Oneflow has refused, in its own shape: nothing was made. */
const isRefusal = ({ status, body }) => status >= 400 && status < 500 && parse(body)?.status === status;

/** Keeps the ids that an answer lists or makes, the latest ones. */
function remember(memory, route, body) {
  for (const kind of ['templates', 'contracts', 'readable']) {
    for (const item of [route[kind]?.(parse(body)) ?? []].flat()) {
      if (Number.isSafeInteger(item?.id)) memory[kind].add(item.id);
      if (memory[kind].size > MAX_REMEMBERED) memory[kind].delete(memory[kind].values().next().value);
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { ONEFLOW_API, ONEFLOW_API_TOKEN, EXTENSION_TYPE, DEMO_USER, HOSTS, PORT = '3000' } = process.env;
  const own = broker({
    api: ONEFLOW_API,
    token: ONEFLOW_API_TOKEN,
    extensionType: EXTENSION_TYPE,
    signedIn: DEMO_USER && (() => DEMO_USER),
    hosts: HOSTS?.split(','),
  });
  const server = http.createServer({ requestTimeout: LONGEST_BODY }, (request, response) =>
    own(request, response, () => response.writeHead(404).end()),
  );
  server.listen(Number(PORT), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}${BASE}`));
}
