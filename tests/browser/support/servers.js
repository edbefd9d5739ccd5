// Small servers for what the sandbox does not do: no CORS, another policy, a wasm that is missing.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';

const HTML = 'text/html; charset=utf-8';
const JAVASCRIPT = 'text/javascript';
const TYPES = { '.js': JAVASCRIPT, '.html': HTML, '.wasm': 'application/wasm', '.json': 'application/json' };

/** Serves with `respond(request, response)` on a free port; returns the origin and what closes the server. */
export async function serve(respond) {
  const server = http.createServer((request, response) => {
    Promise.resolve(respond(request, response)).catch(() => response.writeHead(500).end());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    });
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

/** Responds with a file of a folder. */
export async function serveFile(folder, name, response, headers = {}) {
  const content = await readFile(path.join(folder, path.basename(name))).catch(() => undefined);
  if (!content) return response.writeHead(404).end();
  const type = TYPES[path.extname(name)] ?? 'text/plain';
  response.writeHead(200, { 'content-type': type, ...headers }).end(content);
}

/** An origin at which nobody listens. */
export async function unusedOrigin() {
  const { origin, close } = await serve(() => {});
  await close();
  return origin;
}

/**
 * A host page on an origin of its own, with a picker on it: `policy` is the page's, `attributes` are the picker's. Its
 * API may be one that the demo page's policy forbids. `wasm(response)` may respond for the wasm.
 */
export async function serveHostPage({ folder, policy, attributes = {}, script = '', wasm }) {
  const written = Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>
    <script type="module" src="/host.js"></script><script type="module" src="/package/define.js"></script></head>
    <body><oneflow-contract-picker id="picker"${written}></oneflow-contract-picker></body></html>`;
  return serve((request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    if (pathname === '/') {
      return response.writeHead(200, { 'content-type': HTML, 'content-security-policy': policy }).end(page);
    }
    if (pathname === '/host.js') return response.writeHead(200, { 'content-type': JAVASCRIPT }).end(script);
    if (pathname === '/favicon.ico') return response.writeHead(204).end();
    if (pathname.endsWith('.wasm') && wasm && !wasm(response)) return undefined;
    return serveFile(folder, pathname, response);
  });
}

/** The policy that the package promises to work with, for a page that talks to these origins. */
export const strictPolicy = (...origins) =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${origins.join(' ')}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
