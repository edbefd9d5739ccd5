// One browser and one page for a file. Every test loads the page afresh and fails if something forbidden has happened.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test as nodeTest } from 'node:test';
import { chromium as engine } from 'playwright-core';

import { CHROMIUM_FLAGS } from './chromium-flags.js';
import { api, chromium, site } from './environment.js';
import { Picker } from './picker.js';
import { resetSandbox } from './sandbox.js';
import { surface } from './surface.js';

// What identifies the demo's people and companies, and whatever looks like an address: no event and no console has it.
const PERSONAL = /\w@\w+\.\w|\+46 ?70|Ada Berg|Bo Ek|Hamngatan|556000/;

/** A test that cannot hang: what is awaited in the page has no time limit of its own. */
export const test = (name, body, timeout = 30_000) => nodeTest(name, { timeout }, body);

/** Registers the hooks of a file and returns its fixture. */
export function useFixture({ width = 1280, height = 860 } = {}) {
  const fixture = new Fixture({ width, height });
  before(() => fixture.launch());
  beforeEach(() => fixture.reset());
  afterEach(() => fixture.check());
  after(() => fixture.close());
  return fixture;
}

class Fixture {
  constructor(viewport) {
    this.viewport = viewport;
  }

  async launch() {
    this.browser = await engine.launch({ executablePath: chromium, args: CHROMIUM_FLAGS });
    const { viewport } = this;
    this.context = await this.browser.newContext({ viewport, colorScheme: 'light', reducedMotion: 'reduce' });
    await this.context.exposeBinding('reportViolation', (_, text) => this.violations.push(`policy violated: ${text}`));
    await this.context.addInitScript(
      (names) => {
        document.addEventListener('securitypolicyviolation', (event) => {
          const { effectiveDirective, blockedURI, sourceFile, lineNumber } = event;
          window.reportViolation(`${effectiveDirective} ${blockedURI} at ${sourceFile}:${lineNumber}`);
        });
        window.events = [];
        // The events bubble and are composed, so that the window hears them all.
        for (const name of names) {
          window.addEventListener(name, ({ type, detail, target }) => {
            window.events.push({ name: type, detail: JSON.parse(JSON.stringify(detail)), id: target.id });
          });
        }
      },
      surface.events.map(({ name }) => name),
    );
    this.page = await this.context.newPage();
    this.page.setDefaultTimeout(8_000);
    this.watch();
    this.picker = new Picker(this.page, '#picker');
  }

  async close() {
    await this.browser?.close();
  }

  async reset() {
    this.violations = [];
    this.consoleMessages = [];
    this.requestedUrls = [];
    this.pendingRequests = new Set();
    this.expectedErrors = [];
    this.allowedUrls = [`${site}/`, `${api}/`];
    await resetSandbox();
  }

  watch() {
    const { page } = this;
    page.on('pageerror', (error) => this.violations.push(`page error: ${error.stack ?? error}`));
    page.on('console', (message) => {
      const text = `${message.text()} ${message.location().url}`;
      this.consoleMessages.push({ type: message.type(), text });
      if (message.type() !== 'error') return;
      if (!this.expectedErrors.some((pattern) => pattern.test(text))) this.violations.push(`console error: ${text}`);
    });
    page.on('request', (request) => {
      const url = request.url();
      this.requestedUrls.push(url);
      this.pendingRequests.add(request);
      if (!this.allowedUrls.some((allowed) => url.startsWith(allowed))) this.violations.push(`request to ${url}`);
    });
    for (const end of ['requestfinished', 'requestfailed']) {
      page.on(end, (request) => this.pendingRequests.delete(request));
    }
  }

  /** Accepts console errors that this test causes: the browser logs every failed request. */
  expectErrors(...patterns) {
    this.expectedErrors.push(...patterns);
  }

  /** Accepts requests to servers of this test. */
  allowRequests(...urls) {
    this.allowedUrls.push(...urls);
  }

  /** Fails when an event, the console or the address of a request to the API holds personal data. */
  async checkPrivacy() {
    const events = await this.page.evaluate(() => window.events ?? []);
    const texts = [...events.map((event) => JSON.stringify(event)), ...this.consoleMessages.map(({ text }) => text)];
    // Only the page's own address may name a user, which is how the demo page switches between them.
    const addresses = this.requestedUrls.filter((url) => url.startsWith(api)).map(decodeURIComponent);
    const personal = [...texts, ...addresses].filter((text) => PERSONAL.test(text));
    assert.deepEqual(personal, [], 'an event, the console or an address holds personal data');
  }

  async check() {
    await this.checkPrivacy();
    // Leaving the page brings in its last messages, so that none of them falls to the next test.
    await this.page.goto('about:blank');
    assert.deepEqual(this.violations, [], 'the page did something that it must never do');
  }

  /** Makes requests to matching URLs wait until the returned function is called. */
  async holdRequests(pattern) {
    let release;
    const released = new Promise((resolve) => {
      release = resolve;
    });
    await this.page.route(pattern, async (route) => {
      await released;
      // The page may be gone by then.
      await route.continue().catch(() => {});
    });
    return async () => {
      release();
      await this.page.unroute(pattern);
    };
  }

  /** Opens the demo page with parameters of `demo/options.js`; without a card, which has requests of its own. */
  async open(parameters = {}) {
    const query = new URLSearchParams({ card: 'none', ...parameters });
    await this.page.goto(`${site}/?${query}`);
    return this.picker;
  }

  /** Opens the demo page and waits until a template can be chosen. */
  async openChoosing(parameters) {
    const picker = await this.open(parameters);
    await picker.waitForStep('choosing');
    return picker;
  }

  /** Opens the demo page and chooses a template by its whole name. */
  async openFilling(template = 'Supply agreement', parameters = {}) {
    const picker = await this.openChoosing(parameters);
    await picker.choose(template);
    return picker;
  }

  /** The events so far, in order; only those of one name if one is given. */
  async events(name) {
    const all = await this.page.evaluate(() => window.events);
    return name ? all.filter((event) => event.name === name) : all;
  }

  /** Waits until the console has a matching warning. */
  async waitForWarning(pattern) {
    const matches = ({ type, text }) => type === 'warning' && pattern.test(text);
    if (this.consoleMessages.some(matches)) return;
    const predicate = (message) => matches({ type: message.type(), text: message.text() });
    await this.page.waitForEvent('console', { predicate });
  }

  /** Waits for an event and returns the detail of the latest one. */
  async waitForEvent(name) {
    await this.page.waitForFunction((wanted) => window.events.some((event) => event.name === wanted), name);
    return (await this.events(name)).at(-1).detail;
  }

  /**
   * Waits until everything that has been set off is over: tasks and microtasks, two frames, and every request with what
   * follows from its response. A request that has not begun by then was not caused by what came before.
   */
  async waitForIdle() {
    for (let quietRounds = 0; quietRounds < 2;) {
      await this.page.evaluate(
        () =>
          new Promise((resolve) => {
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
          }),
      );
      quietRounds = this.pendingRequests.size === 0 ? quietRounds + 1 : 0;
    }
  }
}
