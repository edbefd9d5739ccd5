// Serves a folder, and stands for your server between the page and Oneflow: it adds the account's token, which must not reach a browser.
// A real one checks the session first, acts as its user, and passes on no more than SECURITY.md lists.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const KINDS = {
  '.css': 'text/css', '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm',
};

/** Who asks, as the sandbox knows them. */
export const sandboxHeaders = {
  'x-oneflow-api-token': 'sandbox-0000000000000000000000000000demo',
  'x-oneflow-user-email': 'siri.lund@example.com',
};

async function broker(request, response, api) {
  if (request.headers.authorization !== 'Bearer demo-session') return response.writeHead(401).end();
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { 'content-type': type } = request.headers;
  const answer = await fetch(api + request.url.slice('/oneflow'.length), {
    method: request.method,
    headers: { accept: 'application/json', ...(type && { 'content-type': type }), ...sandboxHeaders },
    body: chunks.length ? Buffer.concat(chunks) : undefined,
  });
  const headers = { 'content-type': answer.headers.get('content-type') ?? 'application/json' };
  const wait = answer.headers.get('retry-after');
  return response.writeHead(answer.status, wait ? { ...headers, 'retry-after': wait } : headers).end(await answer.text());
}

async function file(request, response, folder, headers) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const name = path.join(folder, path.normalize(decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname)));
  const content = await readFile(name).catch(() => undefined);
  if (!content) return response.writeHead(404).end();
  return response.writeHead(200, { 'content-type': KINDS[path.extname(name)] ?? 'text/plain', ...headers }).end(content);
}

/** Serves until `close` is called; without a port, on one that is free. */
export async function serve({ folder, api = 'http://127.0.0.1:8787', port = 0, headers = {} }) {
  const server = http.createServer((request, response) => {
    const answer = request.url.startsWith('/oneflow/') ? broker(request, response, api) : file(request, response, folder, headers);
    answer.catch(() => response.writeHead(502).end());
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () => new Promise((resolve) => {
    server.closeAllConnections();
    server.close(resolve);
  });
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { origin } = await serve({ folder: process.argv[2] ?? '.', api: process.env.SANDBOX, port: Number(process.env.PORT ?? 3000) });
  console.log(`${origin}/`);
}
