// A page of an example in Chromium: what its user does, and what it must never do.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test as plain } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium as engine } from 'playwright-core';

import { CHROMIUM_FLAGS } from '../../browser/support/chromium-flags.js';
import { Picker } from '../../browser/support/picker.js';
import { api, chromium } from '../../browser/support/environment.js';
import { readContract, resetSandbox } from '../../browser/support/sandbox.js';

assert.ok(process.env.EXAMPLES, 'the variable EXAMPLES is missing: cargo xtask examples sets it');

/** Where the built examples are. */
export const folder = (name) => path.join(process.env.EXAMPLES, name);

/** The sandbox as a server reaches it. */
export const sandbox = new URL(api).origin;

export const test = (name, body) => plain(name, { timeout: 60_000 }, body);

/** Registers the hooks of a file; `page` is a fresh one in each test. */
export function useApp() {
  const app = new App();
  before(() => app.begin());
  beforeEach(() => app.afresh());
  afterEach(() => app.check());
  after(() => app.browser?.close());
  return app;
}

class App {
  async begin() {
    this.browser = await engine.launch({
      executablePath: chromium,
      args: CHROMIUM_FLAGS,
    });
  }

  async afresh() {
    await resetSandbox();
    this.faults = [];
    this.said = [];
    this.requested = [];
    this.page = await this.browser.newPage();
    this.page.setDefaultTimeout(20_000);
    await this.page.exposeFunction('violated', (text) => { this.faults.push(`policy violated: ${text}`); });
    await this.page.addInitScript(() => {
      window.violations = 0;
      document.addEventListener('securitypolicyviolation', async ({ effectiveDirective, blockedURI }) => {
        await window.violated(`${effectiveDirective} ${blockedURI}`);
        window.violations += 1;
      });
    });
    this.page.on('pageerror', (error) => this.faults.push(`page error: ${error.stack ?? error}`));
    this.page.on('console', (message) => {
      this.said.push(message.text());
      if (message.type() === 'error') this.faults.push(`console error: ${message.text()} ${message.location().url}`);
    });
    this.page.on('request', (request) => this.requested.push(request.url()));
    this.picker = new Picker(this.page, 'oneflow-contract-picker');
  }

  async check() {
    await this.page.close();
    assert.deepEqual(this.faults, [], 'the page did something that it must never do');
  }

  /** Creates a contract with what the page fills in, and looks at Oneflow whether it is there. */
  async creates() {
    const { page, picker } = this;
    await picker.waitForStep('choosing');
    await picker.choose('Supply agreement');
    assert.equal(await picker.label('Order number').inputValue(), 'A-1017');
    await picker.create();
    await picker.waitForStep('created');
    await page.waitForFunction(() => /^Contract \d+$/.test(document.getElementById('created').textContent));
    const id = (await page.locator('#created').textContent()).split(' ')[1];
    const { state, parties } = await readContract(id);
    assert.equal(state, 'draft');
    assert.ok(parties.some(({ name }) => name === 'Acme AB'), 'the party that the page fills in is in the contract');
    return id;
  }

  /** Loads the page again, and picks a template that only the full module can show. */
  async continuesInFull() {
    const { page, picker } = this;
    await page.reload();
    await picker.waitForStep('choosing');
    await picker.choose('Quotation');
    await picker.host.getByRole('heading', { name: 'Products' }).waitFor();
    // Nothing is asked any more once the rows are there.
    await picker.host.locator('.item').first().waitFor();
  }
}

/** A port on which nobody listens now. */
async function freePort() {
  const { createServer } = await import('node:net');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a server of an example's own with the program that it has installed, and waits until it answers. */
export async function start(name, program, args) {
  const port = await freePort();
  const command = path.join(folder(name), 'node_modules', '.bin', program);
  const child = spawn(command, args(String(port)), {
    cwd: folder(name),
    // A group of its own, so that what it starts ends with it.
    detached: true,
    env: { ...process.env, SANDBOX: sandbox, NEXT_TELEMETRY_DISABLED: '1', NODE_TEST_CONTEXT: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => lines.push(String(text)));
  const ended = once(child, 'exit').then(() => { throw new Error(`${program} ended: ${lines.join('')}`); });
  // Its end at the end of the tests is no failure.
  ended.catch(() => {});
  const close = async () => {
    if (child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    await ended.catch(() => {});
  };
  const origin = `http://127.0.0.1:${port}`;
  const answers = async () => {
    for (let tries = 0; tries < 300; tries += 1) {
      if (await fetch(origin).then(({ ok }) => ok, () => false)) return;
      await wait(100);
    }
    throw new Error(`${program} does not answer: ${lines.join('')}`);
  };
  try {
    await Promise.race([answers(), ended]);
  } catch (error) {
    await close();
    throw error;
  }
  return { origin, close };
}
