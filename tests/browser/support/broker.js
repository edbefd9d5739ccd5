// The broker as a program of its own, with one customer whose Oneflow is the sandbox. It can be killed, and started
// again.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { api, siri, token } from './environment.js';

/** The origin of a page whose requests a test passes on. */
const ORIGIN = 'https://crm.example';
const CUSTOMER = 'north';
const SIGN_KEY = randomBytes(32).toString('base64');

/** Starts a broker, adds the customer, whose page has this origin, and begins a session. */
export async function startBroker(origin = ORIGIN) {
  const broker = new Broker(origin);
  await broker.revive();
  await broker.addCustomer();
  await broker.beginSession();
  return broker;
}

class Broker {
  folder = mkdtempSync(path.join(os.tmpdir(), 'broker-'));
  key = randomBytes(32).toString('base64');
  listen = '127.0.0.1:0';

  constructor(origin) {
    this.origin = origin;
    // Oneflow has little time, so that an attempt is soon unknown.
    writeFileSync(path.join(this.folder, 'broker.toml'), '[oneflow]\nwrite_seconds = 1\n');
    const forward = `whsec_${randomBytes(32).toString('base64')}`;
    this.environment = {
      ...process.env,
      // Nobody is there: what happens is for the card.
      BROKER_WEBHOOKS_FORWARD_TO: 'http://127.0.0.1:9/',
      BROKER_WEBHOOKS_SECRETS: `sign_keys = ["${SIGN_KEY}"]\nforward = ["${forward}"]\n`,
      BROKER_HOSTS: '127.0.0.1',
      BROKER_DATABASE: `sqlite:${path.join(this.folder, 'broker.db')}`,
      BROKER_BACKEND_KEYS: createHash('sha256').update(this.key).digest('hex'),
      BROKER_MASTER_KEYS: `first ${randomBytes(32).toString('base64')}`,
      BROKER_LOG: 'error',
    };
  }

  /** Starts it, on the port that it had before. */
  async revive() {
    const { folder, environment, listen } = this;
    const options = { env: { ...environment, BROKER_LISTEN: listen }, stdio: ['ignore', 'pipe', 'inherit'] };
    this.child = spawn(process.env.BROKER, ['--config', path.join(folder, 'broker.toml')], options);
    this.ended = once(this.child, 'exit');
    const address = once(createInterface(this.child.stdout), 'line');
    const [line] = await Promise.race([address, this.ended.then(() => ['the broker has ended'])]);
    assert.match(line, /^http:/);
    this.url = line;
    this.listen = new URL(line).host;
  }

  async kill() {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  async stop() {
    await this.kill();
    rmSync(this.folder, { recursive: true });
  }

  async backend(method, place, body) {
    const headers = { authorization: `Bearer ${this.key}`, 'content-type': 'application/json' };
    const response = await fetch(this.url + place, { method, headers, body: body && JSON.stringify(body) });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${place}: ${response.status} ${text}`);
    return text && JSON.parse(text);
  }

  async addCustomer() {
    const customer = { name: 'Northwind', extension_type: 'demo_crm', origins: [this.origin], api };
    await this.backend('PUT', `/tenants/${CUSTOMER}`, customer);
    const { code } = await this.backend('POST', `/tenants/${CUSTOMER}/setup-code`);
    const form = new URLSearchParams({ code, token });
    const entered = await fetch(`${this.url}/setup`, { method: 'POST', body: form });
    assert.equal(entered.status, 200, 'the administrator has entered the token');
  }

  async beginSession() {
    const session = { tenant: CUSTOMER, user: siri, verbs: ['read', 'create', 'publish'], external_id: 'deal-1' };
    const begun = await this.backend('POST', '/sessions', session);
    /** What `authorize` returns. */
    this.headers = { authorization: `Bearer ${begun.token}` };
  }

  /** Has the sandbox deliver to the broker what happens with contracts, until it is reset. */
  async addWebhook() {
    // Without a user, as an administrator.
    const headers = { 'content-type': 'application/json', 'x-oneflow-api-token': token };
    const webhook = {
      callback_url: `${this.url}/webhooks/oneflow`,
      sign_key: SIGN_KEY,
      configuration: { parameters: { tenant: CUSTOMER } },
    };
    const added = await fetch(`${api}/webhooks`, { method: 'POST', headers, body: JSON.stringify(webhook) });
    assert.equal(added.status, 200);
  }

  /** Passes on what a page has asked for, as a proxy does. */
  async forward({ method, url, headers }, body) {
    const wanted = ['accept', 'authorization', 'content-type', 'idempotency-key'];
    const own = Object.fromEntries(wanted.filter((name) => headers[name]).map((name) => [name, headers[name]]));
    const init = { method, headers: { ...own, origin: this.origin }, body: body.length > 0 ? body : undefined };
    const response = await fetch(this.url + url, init);
    return { status: response.status, text: await response.text(), broker: response.headers.get('oneflow-broker') };
  }
}
