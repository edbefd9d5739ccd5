// One browser and one page for a file; every test loads the page afresh, under a watch that nothing escapes.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test as plain } from 'node:test';
import { chromium as engine } from 'playwright-core';

import { Picker } from './picker.js';
import { api, chromium, reset, site } from './world.js';

// The names that the widget may use; a window listener hears them because they bubble and are composed.
const names = [
  'oneflow-ready', 'oneflow-state-change', 'oneflow-selection-change', 'oneflow-before-create', 'oneflow-created',
  'oneflow-before-publish', 'oneflow-published', 'oneflow-open', 'oneflow-cancel', 'oneflow-error',
];

// What the demo's people and companies are known by, and whatever looks like an address: it belongs in no event and no console.
const personal = /\w@\w+\.\w|\+46 ?70|Ada Berg|Bo Ek|Hamngatan|556000/;

/** A test that cannot hang: what is awaited in the page has no time limit of its own. */
export const test = (name, body) => plain(name, { timeout: 30_000 }, body);

/** Registers the hooks of a file and gives its stage. */
export function useStage({ width = 1280, height = 860 } = {}) {
  const stage = new Stage({ width, height });
  before(() => stage.begin());
  beforeEach(() => stage.afresh());
  afterEach(() => stage.check());
  after(() => stage.end());
  return stage;
}

class Stage {
  constructor(size) {
    this.size = size;
  }

  async begin() {
    this.browser = await engine.launch({
      executablePath: chromium,
      args: [
        '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
      ],
    });
    this.context = await this.browser.newContext({ viewport: this.size, colorScheme: 'light', reducedMotion: 'reduce' });
    await this.context.exposeBinding('violated', (_, text) => this.faults.push(`policy violated: ${text}`));
    await this.context.addInitScript((heard) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) => {
        window.violated(`${effectiveDirective} ${blockedURI} at ${sourceFile}:${lineNumber}`);
      });
      window.events = [];
      for (const name of heard) {
        window.addEventListener(name, ({ type, detail, target }) => {
          window.events.push({ name: type, detail: JSON.parse(JSON.stringify(detail)), id: target.id });
        });
      }
    }, names);
    this.page = await this.context.newPage();
    this.page.setDefaultTimeout(8_000);
    this.watch();
    this.picker = new Picker(this.page, '#picker');
  }

  async end() {
    await this.browser?.close();
  }

  async afresh() {
    this.faults = [];
    this.said = [];
    this.urls = [];
    this.provoked = [];
    this.places = [`${site}/`, `${api}/`];
    await reset();
  }

  watch() {
    const { page } = this;
    page.on('pageerror', (error) => this.faults.push(`page error: ${error.stack ?? error}`));
    page.on('console', (message) => {
      const text = `${message.text()} ${message.location().url}`;
      this.said.push({ type: message.type(), text });
      if (message.type() !== 'error') return;
      if (!this.provoked.some((pattern) => pattern.test(text))) this.faults.push(`console error: ${text}`);
    });
    page.on('request', (request) => {
      const address = request.url();
      this.urls.push(address);
      if (!this.places.some((place) => address.startsWith(place))) this.faults.push(`request to ${address}`);
    });
  }

  /** Lets console errors pass that this test brings about itself: the browser logs every failed request. */
  provokes(...patterns) {
    this.provoked.push(...patterns);
  }

  /** Allows requests to a place that this test set up itself. */
  visits(...places) {
    this.places.push(...places);
  }

  async check() {
    const told = await this.page.evaluate(() => window.events ?? []);
    const heard = [...told.map((event) => JSON.stringify(event)), ...this.said.map(({ text }) => text)];
    assert.deepEqual(heard.filter((text) => personal.test(text)), [], 'an event or the console tells something personal');
    // Leaving the page brings in what it still had to say, so that nothing of it falls to the next test.
    await this.page.goto('about:blank');
    assert.deepEqual(this.faults, [], 'the page did something that it must never do');
  }

  /** Lets requests of this kind wait until the returned function is called. */
  async hold(pattern) {
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

  /** Loads the demo page; the parameters are those of `demo/options.js`. A card asks and tells, too, so it is there on request only. */
  async open(parameters = {}) {
    const query = new URLSearchParams({ card: 'none', ...parameters });
    await this.page.goto(`${site}/?${query}`);
    return this.picker;
  }

  /** Loads the demo page and waits until templates can be chosen. */
  async choosing(parameters) {
    const picker = await this.open(parameters);
    await picker.in('choosing');
    return picker;
  }

  /** Loads the demo page and picks a template by its whole name. */
  async filling(template = 'Supply agreement', parameters = {}) {
    const picker = await this.choosing(parameters);
    await picker.choose(template);
    return picker;
  }

  /** What the page heard, in order; of one name if one is given. */
  async events(name) {
    const all = await this.page.evaluate(() => window.events);
    return name ? all.filter((event) => event.name === name) : all;
  }

  /** Waits until the console has a warning like this. */
  async warned(pattern) {
    const fits = ({ type, text }) => type === 'warning' && pattern.test(text);
    if (!this.said.some(fits)) await this.page.waitForEvent('console', { predicate: (message) => fits({ type: message.type(), text: message.text() }) });
  }

  /** Waits until the page has heard this, and gives the detail of the last. */
  async heard(name) {
    await this.page.waitForFunction((wanted) => window.events.some((event) => event.name === wanted), name);
    return (await this.events(name)).at(-1).detail;
  }
}
