// Serves a folder of files, with the server of `server.js` in front of it, as a user of the sandbox.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { broker } from './server.js';

const KINDS = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/**
 * The options of `broker()` for a sandbox: its token, one of its extensions and one of its users, who has all orders.
 */
export const sandboxed = (origin = process.env.SANDBOX ?? 'http://127.0.0.1:8787') => ({
  api: `${origin}/v1`,
  token: 'sandbox-0000000000000000000000000000demo',
  extensionType: 'demo_crm',
  signedIn: () => 'siri.lund@example.com',
  recordField: 'order_no',
  hasRecord: () => true,
});

async function file(request, response, folder, headers) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const name = path.join(
    folder,
    path.normalize(decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname)),
  );
  const content = await readFile(name).catch(() => undefined);
  // Browsers ask for an icon by themselves.
  if (!content) return response.writeHead(name.endsWith('favicon.ico') ? 204 : 404).end();
  return response
    .writeHead(200, { 'content-type': KINDS[path.extname(name)] ?? 'text/plain', ...headers })
    .end(content);
}

/** Serves until `close` is called; without a port, on one that is free. Other options go to `broker()`. */
export async function serve({ folder, api, port = 0, headers = {}, ...own }) {
  const pass = broker({ ...sandboxed(api), ...own });
  const { signOut } = pass;
  const server = http.createServer((request, response) =>
    pass(request, response, () => {
      file(request, response, folder, headers).catch(() => response.writeHead(400).end());
    }),
  );
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    });
  return { origin: `http://127.0.0.1:${server.address().port}`, close, signOut };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { origin } = await serve({ folder: process.argv[2] ?? '.', port: Number(process.env.PORT ?? 3000) });
  console.log(`${origin}/`);
}
