// Chromium, one page at a time: each in a context of its own, with an empty cache and a new renderer.
import { existsSync, readFileSync } from 'node:fs';
import { chromium as engine } from 'playwright-core';

import { CHROMIUM_FLAGS } from '../../tests/browser/support/chromium-flags.js';
import { inPage } from './in-page.js';

/** No processes that compute beside the page: spare renderers, and the address bar's list of suggestions. */
const OFF = ['SpareRendererForSitePerProcess', 'WebUIOmniboxPopup', 'WebUIOmniboxFullPopup', 'WebUIOmniboxAimPopup'];
const QUIET = `--disable-features=${OFF}`;

/** Milliseconds after which nothing more is expected to happen. */
const LIMIT = 30_000;
/** Milliseconds that the page computes in order to be known by it. */
const BUSY = 200;

/** "Slow 4G" of the developer tools: 562 ms a request, 180 KB/s. */
export const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };

export const sleep = (milliseconds) =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

export const launch = (executablePath) => engine.launch({ executablePath, args: [...CHROMIUM_FLAGS, QUIET] });

/** A page of an app, from before its navigation to its end. */
export class Tab {
  static async open(browser, app, { network, cpu } = {}) {
    const context = await browser.newContext({ viewport: { width: 900, height: 900 }, colorScheme: 'light' });
    const page = await context.newPage();
    page.setDefaultTimeout(LIMIT);
    const tab = new Tab(browser, app, context, page, await context.newCDPSession(page));
    await tab.prepare(network, cpu);
    return tab;
  }

  constructor(browser, app, context, page, session) {
    Object.assign(this, { browser, app, context, page, session });
    this.waiting = [];
    this.errors = [];
  }

  async prepare(network, cpu) {
    const { page, session } = this;
    page.on('pageerror', (error) => this.errors.push(error.stack ?? String(error)));
    session.on('Runtime.bindingCalled', ({ payload }) => this.waiting.shift()?.(JSON.parse(payload)));
    await session.send('Runtime.enable');
    await session.send('Runtime.addBinding', { name: 'benchReport' });
    // Time on the processor and not on the clock: what else the machine does is not counted.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.addInitScript(inPage, this.app.kind);
    if (network) {
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', network);
    }
    if (cpu) await session.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  }

  /** The next number that the page reports, once it shows what is waited for. */
  report(condition) {
    return new Promise((resolve, reject) => {
      const problem = `${this.app.name}: not painted: ${condition}. ${this.errors.join('\n')}`;
      const failed = () => reject(new Error(problem));
      const timer = setTimeout(failed, LIMIT);
      this.waiting.push((value) => {
        clearTimeout(timer);
        resolve(value);
      });
    });
  }

  /** Loads the app; returns when its list was painted, and the processor time until then. */
  async load() {
    const ready = this.report('ready');
    // A failure to load is the better message.
    ready.catch(() => {});
    await this.page.goto(`${this.app.origin}/`, { waitUntil: 'commit' });
    const time = await ready;
    return { time, cpu: await this.cpu() };
  }

  /** Milliseconds that the main thread has computed so far. */
  async cpu() {
    return 1_000 * (await this.metrics()).TaskDuration;
  }

  async metrics() {
    const { metrics } = await this.session.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  }

  call(method, ...values) {
    return this.page.evaluate(([name, given]) => window.bench[name](...given), [method, values]);
  }

  wait(condition, ...values) {
    return this.call('wait', condition, ...values);
  }

  focusField(index) {
    return this.page.evaluate((at) => window.bench.focus(window.bench.parts.field(at)), index);
  }

  focusParty(key) {
    return this.page.evaluate((name) => window.bench.focus(window.bench.parts.party[name]()), key);
  }

  /** Acts, and measures from the event of this type to the frame that shows what is waited for. */
  async measure(act, type, condition, ...values) {
    await this.call('arm', type, condition, ...values);
    const before = await this.cpu();
    const painted = this.report(condition);
    await act();
    const time = await painted;
    await sleep(100);
    return { time, cpu: (await this.cpu()) - before };
  }

  async clickAt([x, y]) {
    await this.page.mouse.click(x, y);
  }

  /** Where a button is, once it rests: what comes into view may get another height than it was given room for. */
  async buttonAt(label) {
    for (let before = ''; ; ) {
      const at = await this.call('button', label);
      if (!at) throw new Error(`${this.app.name} has no button ${label}`);
      if (String(at) === before) return at;
      before = String(at);
      await sleep(50);
    }
  }

  /** Collects garbage three times. */
  async collect() {
    for (let times = 0; times < 3; times += 1) {
      await this.session.send('HeapProfiler.collectGarbage');
      await sleep(100);
    }
  }

  /** Private memory of the page's renderer in bytes; nothing where the system does not tell. */
  async privateMemory() {
    const renderer = await this.renderer();
    await this.collect();
    return memoryOf(renderer);
  }

  /** The process of the page: the one that computes when the page does. Extensions have renderers as well. */
  async renderer() {
    const session = await this.browser.newBrowserCDPSession();
    const times = async () => {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      return new Map(processInfo.filter(({ type }) => type === 'renderer').map(({ id, cpuTime }) => [id, cpuTime]));
    };
    const before = await times();
    await this.page.evaluate((busy) => {
      const end = performance.now() + busy;
      while (performance.now() < end);
    }, BUSY);
    const after = [...(await times())].map(([id, time]) => ({ id, spent: time - (before.get(id) ?? 0) }));
    await session.detach();
    return after.reduce((most, one) => (one.spent > most.spent ? one : most)).id;
  }

  async close() {
    await this.context.close();
    if (this.errors.length > 0) throw new Error(`${this.app.name}: ${this.errors.join('\n')}`);
  }
}

function memoryOf(process) {
  if (!existsSync(`/proc/${process}/status`)) return undefined;
  const status = readFileSync(`/proc/${process}/status`, 'utf8');
  const kilobytes = (name) => Number(status.match(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm'))?.[1] ?? 0);
  return 1_024 * (kilobytes('RssAnon') + kilobytes('VmSwap'));
}
