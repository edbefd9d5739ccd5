// A page with an element as its users meet it, in any engine: by names, by trusted keys and by the mouse.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

import { active, find, nameOf } from './engines/in-page.js';

const IN_PAGE = [nameOf, active, find].map(String).join('\n');
/** Milliseconds for which a page may take to show something. */
const PATIENCE = 15_000;

/** A function as an expression that calls it. Its values are JSON. */
const called = (does, values) =>
  `(() => { ${IN_PAGE}\nreturn (${does})(${values.map((value) => JSON.stringify(value)).join(', ')}); })()`;

export class EnginePage {
  /** `id` is the element's. */
  constructor(tab, id = 'picker') {
    this.tab = tab;
    this.id = id;
    this.earlier = [];
  }

  async goto(url) {
    this.earlier = await this.faults();
    await this.tab.goto(url);
  }

  /** What a function returns in the page; it may use those of `in-page.js`. */
  evaluate(does, ...values) {
    return this.tab.evaluate(called(does, values));
  }

  /** Waits until a function returns something in the page, and returns it. */
  async until(does, ...values) {
    for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await pause(25)) {
      const found = await this.evaluate(does, ...values);
      if (found) return found;
    }
    return assert.fail(`${does} of ${values} does not come true; ${await this.state()} shows: ${await this.text()}`);
  }

  state() {
    return this.evaluate((id) => document.getElementById(id)?.state, this.id);
  }

  waitForState(wanted) {
    return this.until((id, state) => document.getElementById(id)?.state === state, this.id, wanted);
  }

  /** What is shown, as text. */
  text() {
    const read = (id) => document.getElementById(id)?.shadowRoot?.querySelector('.w')?.innerText ?? '';
    return this.evaluate(read, this.id);
  }

  waitForText(wanted) {
    const has = (id, text) => document.getElementById(id)?.shadowRoot?.querySelector('.w')?.innerText.includes(text);
    return this.until(has, this.id, wanted);
  }

  waitFor(wanted) {
    return this.until((id, name) => !!find(document.getElementById(id).shadowRoot, name), this.id, wanted);
  }

  /** Clicks with the mouse, once the step accepts it. */
  async click(wanted) {
    await this.waitFor(wanted);
    await pause(600);
    const target = (id, name) => find(document.getElementById(id).shadowRoot, name);
    return this.tab.click(called(target, [this.id, wanted]));
  }

  /** Moves the focus. */
  async focus(wanted) {
    await this.waitFor(wanted);
    await this.evaluate((id, name) => find(document.getElementById(id).shadowRoot, name).focus(), this.id, wanted);
  }

  /** Presses what has this name by its key. */
  async activate(wanted) {
    await this.focus(wanted);
    await this.press('Enter');
  }

  /** Replaces what an input holds. */
  async fill(wanted, text) {
    await this.focus(wanted);
    await this.press('Control+a');
    await this.type(text);
  }

  value(wanted) {
    return this.evaluate((id, name) => find(document.getElementById(id).shadowRoot, name).value, this.id, wanted);
  }

  type(text) {
    return this.tab.type(text);
  }

  /** Presses keys one after the other; `Shift+Tab` are two at once. */
  async press(...all) {
    for (const keys of all) await this.tab.press(keys.split('+'));
  }

  /** Presses Tab until the focus is on what has this name. */
  async tabTo(wanted, key = 'Tab') {
    const passed = [];
    while (passed.length < 40) {
      await this.press(key);
      const here = await this.evaluate(() => [nameOf(active()), `#${active().id}`]);
      if (here.includes(wanted)) return;
      passed.push(here);
    }
    assert.fail(`${wanted} cannot be reached; passed ${passed.join(', ')}`);
  }

  /** What happened so far that must not happen: violations of a page's policy, errors, messages of the console. */
  async faults() {
    return [...this.earlier, ...(await this.evaluate(() => window.faults ?? []))];
  }
}
