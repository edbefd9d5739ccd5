// A sandbox for programs: what the WebAssembly answers, in the form of `fetch`.

import { folderOf, headersInFolder, pageInFolder } from './own-pages.js';
import { LONGEST } from './platform.js';

/** The address that clients know; nothing is sent there. */
export const API_BASE = 'https://api.oneflow.com/v1';

/** A sandbox with these options. */
export const sandboxOf = ({ Sandbox, token, user }, options) => {
  const sandbox = new Sandbox(JSON.stringify(options));
  const apiBase = options.apiBase ?? API_BASE;
  return {
    apiBase,
    token: token(),
    user: user(),
    fetch: (input, init) => fetchFrom(sandbox, apiBase, input, init),
    reset: () => sandbox.reset(),
    arm: (fault) => sandbox.arm(JSON.stringify(fault)),
    requests: () => JSON.parse(sandbox.requests()),
    deliveries: () => JSON.parse(sandbox.deliveries()),
  };
};

/** What `fetch` would bring to a page at `apiBase`. */
export const fetchFrom = async (sandbox, apiBase, input, init) => {
  const isAddress = typeof input === 'string' || input instanceof URL;
  const request = new Request(isAddress ? new URL(input, apiBase) : input, init);
  const { signal } = request;
  signal.throwIfAborted();
  const aborted = new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  // Like a connection, a request that is under way keeps the process alive.
  const connection = setInterval(() => {}, LONGEST);
  try {
    return await Promise.race([respond(sandbox, apiBase, request), aborted]);
  } finally {
    clearInterval(connection);
  }
};

/** The path at Oneflow: what is below the path of `apiBase` is below `/v1` there. */
const pathAtOneflow = (pathname, apiBase) => {
  const base = new URL(apiBase).pathname.replace(/\/+$/, '');
  const folder = folderOf(apiBase);
  if (pathname.startsWith(`${folder}/_sandbox/`)) {
    return pathname.slice(folder.length);
  }
  const isThere = base === '' && /^\/(v1|_sandbox)\//.test(pathname);
  return pathname.startsWith(`${base}/`) && !isThere ? `/v1${pathname.slice(base.length)}` : pathname;
};

const respond = async (sandbox, apiBase, request) => {
  const { pathname, search } = new URL(request.url);
  const target = pathAtOneflow(pathname, apiBase) + search;
  // Whatever the address, the request is for the sandbox, and pages of its own origin are its own.
  const own = globalThis.location?.origin;
  const isOmitted = ([name, value]) => name === 'host' || (name === 'origin' && value === own);
  const headers = [...request.headers].filter((header) => !isOmitted(header));
  const body = new Uint8Array(await request.arrayBuffer());
  const answer = await sandbox.respond(request.method, target, headers.flat(), body);
  const { status, fault } = answer;
  const folder = target.startsWith('/_sandbox/') ? folderOf(apiBase) : '';
  if (fault === 'silent') {
    return new Promise(() => {});
  }
  if (fault === 'dropped' || (status === 302 && request.redirect === 'error')) {
    throw new TypeError('fetch failed');
  }
  const received = headersInFolder(answer.headers, folder);
  const content = fault === 'cut' ? cutBody() : pageInFolder(answer.body, received, folder);
  return new Response(content, { status, headers: received });
};

/** A body that fails after its start. */
const cutBody = () =>
  new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"')),
    pull: (controller) => controller.error(new TypeError('terminated')),
  });
