// The built site in Chromium, served as plain files from a folder of a host, as project pages are.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { after, test as nodeTest } from 'node:test';
import { chromium } from 'playwright-core';

import { CHROMIUM_FLAGS } from '../../browser/support/chromium-flags.js';

export const folder = process.env.SITE;
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};
const BELOW = '/project/';

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://host');
  const name = pathname.startsWith(BELOW) ? decodeURIComponent(pathname.slice(BELOW.length)) || 'index.html' : '';
  const file = name && path.join(folder, path.normalize(`/${name}`));
  const content = file ? await readFile(file).catch(() => null) : null;
  response.writeHead(content === null ? 404 : 200, { 'content-type': TYPES[path.extname(name)] ?? 'text/plain' });
  response.end(content ?? '');
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
export const origin = `http://127.0.0.1:${server.address().port}`;
export const address = (page) => `${origin}${BELOW}${page}`;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: CHROMIUM_FLAGS });
after(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

export const test = (name, body) => nodeTest(name, { timeout: 60_000 }, body);

/** A page of a visitor who has never been here. What it must never do is in `wrong`. */
export async function visit(name, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 1000 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => {
    // The browser logs each failed request, and tests provoke some.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) wrong.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) wrong.push(`request to ${request.url()}`);
  });
  await page.goto(address(name));
  return { page, context, wrong };
}

/** Waits until an element on the page is at a step. */
export async function waitForStep(page, tag, step) {
  const isThere = ([name, wanted]) => document.querySelector(name)?.state === wanted;
  try {
    await page.waitForFunction(isThere, [tag, step]);
  } catch (error) {
    const state = await page.evaluate((name) => document.querySelector(name)?.state, tag);
    throw new Error(`${tag} is at ${state}, not at ${step}`, { cause: error });
  }
}

/** Presses the main button of the element. */
export const pressMain = (page, tag) =>
  page.locator(`${tag} [part~="button-primary"]:not([disabled])`).first().press('Enter');
