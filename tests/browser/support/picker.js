// The element as its users meet it: by role and name, by label, by the ids that its markup promises.
import assert from 'node:assert/strict';

export class Picker {
  constructor(page, selector) {
    this.page = page;
    this.host = page.locator(selector);
    this.root = this.host.locator('.root');
    this.heading = this.host.locator('#heading');
    this.search = this.host.locator('#search');
    // A select has options, too; those of the list are meant.
    this.options = this.host.locator('#list').getByRole('option');
    this.name = this.host.locator('#name');
    this.summary = this.host.locator('#summary');
    this.status = this.host.getByRole('status');
    this.body = this.host.locator('.body');
  }

  locator(selector) {
    return this.host.locator(selector);
  }

  button(name) {
    return this.host.getByRole('button', { name, exact: true });
  }

  label(name) {
    return this.host.getByLabel(name, { exact: true });
  }

  text(text) {
    return this.host.getByText(text);
  }

  /** Waits for a step. */
  async in(step) {
    const handle = await this.host.elementHandle();
    try {
      await this.page.waitForFunction(([element, wanted]) => element.state === wanted, [handle, step]);
    } catch (error) {
      throw new Error(`the element is in ${await this.state()}, not in ${step}, and shows: ${await this.root.innerText()}`, { cause: error });
    }
  }

  state() {
    return this.host.evaluate((element) => element.state);
  }

  /** Picks the first template of this name. */
  async choose(template) {
    await this.options.filter({ has: this.page.getByText(template, { exact: true }) }).first().click();
    await this.in('filling');
  }

  /** Reviews what is filled in, and creates a draft of it if there is nothing to correct. */
  async create() {
    await this.button('Review').click();
    await this.page.waitForFunction((element) => element.state === 'reviewing' || element.shadowRoot.querySelector('#summary'), await this.host.elementHandle());
    if ((await this.state()) === 'reviewing') await this.button('Create draft').click();
  }

  /** Types into a field and waits until the element shows that it took it. */
  async fill(locator, text) {
    await locator.fill(text);
    assert.equal(await locator.inputValue(), text);
  }

  /** The active element, seen through the shadow root: its id, or its tag when it has none. */
  focused() {
    return this.page.evaluate(() => {
      let { activeElement: active } = document;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.id || active?.tagName.toLowerCase();
    });
  }

  /** Waits until the focus is on this id. */
  async hasFocus(id) {
    const reached = await this.page.waitForFunction((wanted) => {
      let { activeElement: active } = document;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.id === wanted;
    }, id, { timeout: 3_000 }).catch(() => undefined);
    assert.ok(reached, `the focus is on ${await this.focused()}, not on ${id}`);
  }

  /** Waits until an element is there and holds this text. */
  async shows(text) {
    await this.host.getByText(text).first().waitFor();
  }
}

/** Makes the browser refuse the element's next new node, at which the core panics for real. */
export const breaks = (picker) => picker.host.evaluate((element) => {
  const { insertBefore } = Node.prototype;
  Node.prototype.insertBefore = function patched(...values) {
    if (this.getRootNode() !== element.shadowRoot) return insertBefore.apply(this, values);
    Node.prototype.insertBefore = insertBefore;
    throw new Error('provoked');
  };
});
