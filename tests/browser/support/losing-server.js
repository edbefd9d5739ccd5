// A page with a picker and, on the same origin, a proxy for the sandbox that loses the connection of a create request:
// without a byte of response, on a connection that has been used before. Some browsers then send the request again.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import os from 'node:os';
import path from 'node:path';

import { api, dist, siri, token } from './environment.js';
import { serveFile, strictPolicy } from './servers.js';

/** A certificate for 127.0.0.1 that nobody trusts; undefined without openssl. */
function certificate() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'certificate-'));
  const [keyFile, certFile] = ['key.pem', 'cert.pem'].map((name) => path.join(folder, name));
  try {
    const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    execFileSync('openssl', ['req', ...kind, ...subject, '-keyout', keyFile, '-out', certFile], { stdio: 'ignore' });
    return { key: readFileSync(keyFile), cert: readFileSync(certFile) };
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Drives the picker from start to the end of a creation, and reports each state that matters to the server. It goes on
 * only when the server has the report, because the connection of a report may be lost as well.
 */
const scriptWith = (headers) => `
  const picker = document.getElementById('picker');
  picker.authorize = () => (${JSON.stringify(headers)});
  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const reported = new Set();
  const report = async (text) => {
    if (reported.has(text)) return;
    reported.add(text);
    const arrives = () => fetch('/report', { method: 'POST', body: text }).then(({ ok }) => ok, () => false);
    while (!(await arrives())) await pause(100);
  };
  const press = (label) => {
    const buttons = [...picker.shadowRoot.querySelectorAll('button:not([disabled])')];
    buttons.find(({ textContent }) => textContent.includes(label))?.click();
  };
  const PRESSES = { filling: 'Review', reviewing: 'Create draft' };
  const ENDS = ['created', 'unconfirmed'];
  let pressedCreate = false;
  const step = async () => {
    const { state } = picker;
    const text = picker.shadowRoot?.textContent ?? '';
    if (ENDS.includes(state)) await report(state);
    if (state === 'unconfirmed') press('This is it');
    if (text.includes('was created twice')) {
      await report('twin');
      press('for good');
      press('that is too many');
    }
    if (text.includes('too many is deleted')) await report('deleted');
    if (state === 'reviewing') {
      if (pressedCreate) return;
      pressedCreate = true;
    }
    if (PRESSES[state]) press(PRESSES[state]);
  };
  for (;;) {
    await step();
    await pause(100);
  }
`;

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>
  <script type="module" src="/package/define.js"></script><script type="module" src="/host.js"></script></head>
  <body><oneflow-contract-picker id="picker" api-base="/v1" extension-type="demo_crm" workspace-id="7001"
  template-id="8101"></oneflow-contract-picker></body></html>`;

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The ways to lose a connection, by name. Over HTTP/2 there is one connection only, and its socket is out of reach. */
const LOSSES = {
  fin: ({ stream, socket }, sockets) => (stream ? sockets.forEach((one) => one.destroy()) : socket.destroy()),
  rst: ({ socket }) => socket.resetAndDestroy(),
  // It says that the request was not worked on, which may be a lie.
  goaway({ stream }, sockets) {
    stream.session.goaway(http2.constants.NGHTTP2_NO_ERROR, 0);
    setTimeout(() => sockets.forEach((one) => one.destroy()), 50);
  },
};

/** Passes a request on to the sandbox. */
async function forward(request, body) {
  const own = /^(:|host$|connection$|origin$|content-length$|transfer-encoding$)/;
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !own.test(name)));
  const address = new URL(request.url, api);
  const { method } = request;
  const response = await fetch(address, { method, headers, body: body.length > 0 ? body : undefined });
  return { status: response.status, text: await response.text() };
}

/**
 * Starts the server. `loss` is a name of LOSSES; with `executes` the lost request is carried out first. With `keys` the
 * server announces that it honours idempotency keys, and does; with `broker` the requests go to that one, which has
 * `headers` for the page and passes them on by `forward`. `protocol` is
 * `h1` or `h2`. Undefined without openssl.
 */
export async function serveLosing({ protocol, loss, executes, keys = false, broker }) {
  const secure = protocol === 'h2' ? certificate() : undefined;
  if (protocol === 'h2' && !secure) return undefined;
  const state = { creations: [], reports: [], ledger: new Map() };
  const script = scriptWith(broker?.headers ?? { 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri });
  let notify = () => {};

  const sockets = new Set();
  const answer = (request, body) => {
    if (broker) return broker.forward(request, body);
    const key = request.headers['idempotency-key'];
    if (!keys || !key) return forward(request, body);
    if (!state.ledger.has(key)) state.ledger.set(key, forward(request, body));
    return state.ledger.get(key);
  };

  const respond = async (request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    if (pathname === '/') {
      const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': strictPolicy() };
      return response.writeHead(200, headers).end(PAGE);
    }
    if (pathname === '/host.js') return response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    const body = await bodyOf(request);
    if (pathname === '/report') {
      state.reports.push(String(body));
      notify();
      return response.writeHead(204).end();
    }
    if (!pathname.startsWith('/v1/')) return serveFile(dist, pathname, response);
    if (pathname === '/v1/contracts/create') {
      state.creations.push(request.headers['idempotency-key']);
      if (state.creations.length === 1) {
        if (executes) await answer(request, body);
        return LOSSES[loss](request, sockets);
      }
    }
    const { status, text, broker: announced = keys && 'idempotency' } = await answer(request, body);
    const headers = { 'content-type': 'application/json', ...(announced && { 'oneflow-broker': announced }) };
    return response.writeHead(status, headers).end(text);
  };
  const handle = (request, response) => respond(request, response).catch(() => response.destroy());
  const server = secure ? http2.createSecureServer(secure, handle) : http.createServer(handle);
  server.on('sessionError', () => {});
  server.on(secure ? 'secureConnection' : 'connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `${secure ? 'https' : 'http'}://127.0.0.1:${server.address().port}/`,
    ...state,
    /** Waits until the page has reported one of these; rejected after a while. */
    async waitFor(wanted, seconds = 80) {
      const deadline = Date.now() + seconds * 1_000;
      for (;;) {
        const found = state.reports.find((text) => wanted.includes(text));
        if (found) return found;
        if (Date.now() > deadline) throw new Error(`the page has reported ${state.reports}, not ${wanted}`);
        await new Promise((resolve) => {
          notify = resolve;
          setTimeout(resolve, 500);
        });
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        for (const socket of sockets) socket.destroy();
      }),
  };
}
