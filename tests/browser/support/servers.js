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
