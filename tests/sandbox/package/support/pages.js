// A page in Chromium, and a server with the files of the package beside it.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const folder = process.env.SANDBOX_PACKAGE;
export const { createSandbox } = await import(pathToFileURL(path.join(folder, 'index.js')));

const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html' };

/** What the server does otherwise: how many downloads of the WebAssembly fail, and the files of another version. */
export const served = { failures: 0, deployed: new Map() };

/** Serves the package, and an empty page. */
const server = createServer(async (request, response) => {
  const name = path.basename(new URL(request.url, 'http://127.0.0.1').pathname);
  if (name === 'wasm_bg.wasm' && served.failures > 0) {
    served.failures -= 1;
    response.writeHead(503).end();
    return;
  }
  const read = () => served.deployed.get(name) ?? readFile(path.join(folder, name)).catch(() => null);
  const content = name === 'page.html' ? '<!doctype html>' : await read();
  response.writeHead(content === null ? 404 : 200, { 'content-type': TYPES[path.extname(name)] ?? 'text/plain' });
  response.end(content ?? '');
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
export const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });

after(async () => {
  await browser.close();
  server.close();
});

export const open = async () => {
  // Each page has its own workers.
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${origin}/page.html`);
  return page;
};

/** Runs in the page: creates a contract and returns its id, or the name of the error. */
export const create = async ({ apiBase, token, user }) => {
  const headers = { 'x-oneflow-api-token': token, 'x-oneflow-user-email': user, 'content-type': 'application/json' };
  const body = JSON.stringify({ workspace_id: 7001, template_id: 8101 });
  try {
    return (await (await fetch(`${apiBase}/contracts/create`, { method: 'POST', headers, body })).json()).id;
  } catch (error) {
    return error.name;
  }
};
