// An app of somebody else: a page and the files of the package on an origin of their own, and the sandbox's program.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { after } from 'node:test';

import { folder } from './site.js';

const PACKAGE = '/assets/oneflow-contract-picker/';
const TYPES = { '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' };

/** Starts the program for an origin, and returns the origin at which it answers. */
async function startProgram(origin) {
  const program = path.join(process.env.SANDBOX_PACKAGE, 'program.js');
  const flags = ['--port', '0', '--json', '--until-stdin-closes', '--cors', origin];
  const child = spawn(process.execPath, [program, ...flags], { stdio: ['pipe', 'pipe', 'inherit'] });
  after(() => child.stdin.end());
  const line = await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve);
    child.once('exit', () => reject(new Error('the program has ended')));
  });
  return new URL(JSON.parse(line).api).origin;
}

/** Serves the page that `write` makes from the program's origin. */
export async function elsewhere(write) {
  let html;
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    const file = pathname.startsWith(PACKAGE) && path.basename(pathname);
    const read = () => file && readFile(path.join(folder, 'oneflow-contract-picker', file)).catch(() => null);
    const content = pathname === '/' ? html : await read();
    const type = pathname === '/' ? 'text/html; charset=utf-8' : TYPES[path.extname(pathname)];
    response.writeHead(content ? 200 : 404, { 'content-type': type ?? 'text/plain' }).end(content || '');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${server.address().port}`;
  const api = await startProgram(origin);
  html = write(api);
  return { api, address: `${origin}/`, received: async () => (await fetch(`${api}/_sandbox/requests`)).json() };
}
