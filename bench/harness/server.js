// The bench's server: every app at an origin of its own, with the recorded API below /v1.
import { createServer } from 'node:http';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { encode } from './fixtures.js';

const TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css', wasm: 'application/wasm' };
const JSON_TYPE = 'application/json';

/** Every file below these folders, compressed as well as brotli can, by path. */
function load(folders) {
  const files = new Map();
  for (const [prefix, folder] of Object.entries(folders)) {
    for (const name of readdirSync(folder, { recursive: true })) {
      const file = path.join(folder, name);
      const type = TYPES[path.extname(name).slice(1)];
      if (!type || !statSync(file).isFile()) continue;
      files.set(prefix + name.split(path.sep).join('/'), { type, content: readFileSync(file) });
    }
  }
  return files;
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks));
}

/**
 * Serves an app: `folders` by the path in front of their files; `head` goes in place of the page's comment. The API
 * answers what is in `answers`, a map by path, and what `create` returns for a contract. Both can be replaced.
 */
export async function serveApp({ folders, head = '' }) {
  const files = load(folders);
  for (const file of files.values()) {
    const isPage = file.type === TYPES.html;
    const content = isPage ? file.content.toString().replace('<!-- preloads -->', head) : file.content;
    file.encoded = encode(content, 11);
  }
  const app = { answers: new Map(), create: async () => ({}), received: [], code: 0, unknown: new Set() };
  const send = (response, type, body) => {
    const headers = { 'content-type': type, 'content-encoding': 'br', 'content-length': body.length };
    response.writeHead(200, { ...headers, 'cache-control': 'max-age=600' }).end(body);
  };
  const missing = (request, response) => {
    app.unknown.add(`${request.method} ${request.url}`);
    response.writeHead(404, { 'content-type': JSON_TYPE }).end('{}');
  };
  const answer = async (request, response) => {
    const { pathname } = new URL(request.url, 'http://app');
    if (!pathname.startsWith('/v1/')) {
      const file = files.get(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
      if (!file) return missing(request, response);
      app.code += file.encoded.length;
      return send(response, file.type, file.encoded);
    }
    if (request.method === 'POST' && pathname === '/v1/contracts/create') {
      const contract = await bodyOf(request);
      app.received.push(contract);
      return send(response, JSON_TYPE, encode(JSON.stringify(await app.create(contract)), 4));
    }
    const body = request.method === 'GET' && app.answers.get(pathname.slice('/v1'.length));
    return body ? send(response, JSON_TYPE, body) : missing(request, response);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      app.unknown.add(`${request.method} ${request.url}: ${error.message}`);
      response.writeHead(500, { 'content-type': JSON_TYPE }).end('{}');
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  app.origin = `http://127.0.0.1:${server.address().port}`;
  app.close = () => {
    server.close();
    server.closeAllConnections();
  };
  return app;
}
