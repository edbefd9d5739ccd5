// Small servers of the tests' own, for what the sandbox does not do: no CORS, another policy, a wasm that is missing.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';

const kinds = { '.js': 'text/javascript', '.html': 'text/html; charset=utf-8', '.wasm': 'application/wasm', '.json': 'application/json' };

/** Serves with `answer(request, response)` on a free port; gives the origin and how to end it. */
export async function serve(answer) {
  const server = http.createServer((request, response) => {
    Promise.resolve(answer(request, response)).catch(() => response.writeHead(500).end());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise((resolve) => {
    server.closeAllConnections();
    server.close(resolve);
  });
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

/** Answers with a file of a folder. */
export async function file(folder, name, response, headers = {}) {
  const content = await readFile(path.join(folder, path.basename(name))).catch(() => undefined);
  if (!content) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': kinds[path.extname(name)] ?? 'text/plain', ...headers }).end(content);
}

/** A port on which nobody listens. */
export async function deadPort() {
  const { origin, close } = await serve(() => {});
  await close();
  return origin;
}

/**
 * A page of somebody else's on an origin of its own, with the element on it: `policy` is the page's, `attributes` the element's. The API's
 * address is the page's choice, so that it can be one that the demo page's policy forbids. `wasm(response)` may answer for the core.
 */
export async function host({ folder, policy, attributes = {}, script = '', wasm }) {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`).join('');
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>
    <script type="module" src="/host.js"></script><script type="module" src="/package/define.js"></script></head>
    <body><oneflow-contract-picker id="picker"${written}></oneflow-contract-picker></body></html>`;
  return serve((request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    if (pathname === '/') return response.writeHead(200, { 'content-type': kinds['.html'], 'content-security-policy': policy }).end(page);
    if (pathname === '/host.js') return response.writeHead(200, { 'content-type': kinds['.js'] }).end(script);
    if (pathname === '/favicon.ico') return response.writeHead(204).end();
    if (pathname.endsWith('.wasm') && wasm && !wasm(response)) return undefined;
    return file(folder, pathname, response);
  });
}

/** The policy that the package promises to work with, for a page that talks to these origins. */
export const strict = (...origins) => [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self'",
  `connect-src 'self' ${origins.join(' ')}`, "require-trusted-types-for 'script'", "trusted-types 'none'",
].join('; ');
