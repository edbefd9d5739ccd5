// An element as its users meet it: by role and name, by label, by the ids that its markup promises.
import assert from 'node:assert/strict';

import { pressable } from './press.js';

export class Picker {
  constructor(page, selector) {
    this.page = page;
    this.host = page.locator(selector);
    this.root = this.host.locator('.root');
    this.heading = this.host.locator('#heading');
    this.search = this.host.locator('#search');
    // A select has options, too; these are those of the list.
    this.options = this.host.locator('#list').getByRole('option');
    this.name = this.host.locator('#name');
    this.summary = this.host.locator('#summary');
    this.status = this.host.getByRole('status');
    this.body = this.host.locator('.body');
  }

  /** What a selector finds. Its `click()`, like that of a button or a text, presses: see `press.js`. */
  locator(selector) {
    return pressable(this.host.locator(selector));
  }

  button(name) {
    return pressable(this.host.getByRole('button', { name, exact: true }));
  }

  label(name) {
    return this.host.getByLabel(name, { exact: true });
  }

  text(text) {
    return pressable(this.host.getByText(text));
  }

  async waitForStep(step) {
    const handle = await this.host.elementHandle();
    try {
      await this.page.waitForFunction(([element, wanted]) => element.state === wanted, [handle, step]);
    } catch (error) {
      const message = `the step is ${await this.state()}, not ${step}, and shows: ${await this.root.innerText()}`;
      throw new Error(message, { cause: error });
    }
  }

  state() {
    return this.host.evaluate((element) => element.state);
  }

  /** Chooses the first template of this name. */
  async choose(template) {
    await this.pick(this.options.filter({ has: this.page.getByText(template, { exact: true }) }));
    await this.waitForStep('filling');
  }

  /** Goes to the files of the form: the full module has the place for them, and takes over. */
  async addFiles() {
    const before = await this.root.elementHandle();
    await this.button('Add files').click();
    await this.page.waitForFunction((root) => !root.isConnected, before);
    await this.waitForStep('filling');
    await this.host.locator('#files').waitFor({ state: 'attached' });
  }

  /** Picks the first of these rows, as assistive technology does. */
  async pick(rows) {
    await rows.first().click({ trial: true });
    await rows.first().evaluate((row) => row.click());
  }

  /** Reviews the form and, if nothing is wrong with it, creates a draft. */
  async create() {
    await this.button('Review').click();
    const isReviewed = (element) => element.state === 'reviewing' || element.shadowRoot.querySelector('#summary');
    await this.page.waitForFunction(isReviewed, await this.host.elementHandle());
    if ((await this.state()) === 'reviewing') await this.button('Create draft').click();
  }

  /** Shows the inputs of a person beside name, email and role: of the first person whose are hidden. */
  async showDetails() {
    await this.locator('.set button[aria-expanded="false"]').first().click();
  }

  /** Types into an input and checks that the element accepts it. */
  async fill(locator, text) {
    await locator.fill(text);
    assert.equal(await locator.inputValue(), text);
  }

  /** The active element, across shadow roots: its id, or its tag if it has none. */
  focusedElement() {
    return this.page.evaluate(() => {
      let { activeElement: active } = document;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.id || active?.tagName.toLowerCase();
    });
  }

  async waitForFocus(id) {
    const isFocused = (wanted) => {
      let { activeElement: active } = document;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.id === wanted;
    };
    const focused = await this.page.waitForFunction(isFocused, id, { timeout: 3_000 }).catch(() => undefined);
    assert.ok(focused, `the focus is on ${await this.focusedElement()}, not on ${id}`);
  }

  async waitForText(text) {
    await this.host.getByText(text).first().waitFor();
  }
}

/** Makes the browser refuse the next node that the element inserts, at which the WebAssembly module really panics. */
export const crashOnNextRender = (picker) =>
  picker.host.evaluate((element) => {
    const { insertBefore } = Node.prototype;
    Node.prototype.insertBefore = function patched(...values) {
      if (this.getRootNode() !== element.shadowRoot) return insertBefore.apply(this, values);
      Node.prototype.insertBefore = insertBefore;
      throw new Error('provoked');
    };
  });
