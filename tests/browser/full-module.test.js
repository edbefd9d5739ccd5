// The full WebAssembly module: loaded when a template needs it, and the element continues in it.
import assert from 'node:assert/strict';

import { test, useFixture } from './support/fixture.js';

const fixture = useFixture();

// It has a table of products.
const NEEDS_FULL = 'Quotation';

const loaded = () => fixture.requestedUrls.filter((address) => /\/full-\w+\.(wasm|js)$/.test(address)).length;

const names = async () => (await fixture.events('oneflow-state-change')).map(({ detail }) => detail.to);

test('a template that can receive products continues in the full module, which nothing asks for before', async () => {
  const { picker } = fixture;
  await fixture.openChoosing();
  await fixture.waitForIdle();
  assert.equal(loaded(), 0);
  await picker.choose(NEEDS_FULL);
  assert.equal(loaded(), 2);
  assert.deepEqual(await names(), ['choosing', 'opening', 'choosing', 'filling']);
  assert.equal((await fixture.events('oneflow-ready')).length, 1);
  assert.match(await picker.heading.innerText(), /Quotation/);
  await picker.button('Change template').click();
  await picker.waitForStep('choosing');
  await picker.choose(NEEDS_FULL);
  assert.equal(loaded(), 2);
});

test('whoever picks the template by key has the focus on the form', async () => {
  const { picker } = fixture;
  await fixture.openChoosing();
  await picker.search.fill(NEEDS_FULL);
  await picker.search.press('Enter');
  await picker.waitForStep('filling');
  assert.equal(await picker.host.evaluate((element) => element.shadowRoot.activeElement?.id), 'heading');
});

test('a full module that does not arrive leaves the list, says so, and is asked for again', async () => {
  const { page, picker } = fixture;
  fixture.expectErrors(/ERR_FAILED/);
  await fixture.openChoosing();
  await page.route('**/full-*.wasm', (route) => route.abort());
  await picker.pick(picker.options.filter({ hasText: NEEDS_FULL }));
  await picker.text('Check your connection').waitFor();
  assert.equal(await picker.state(), 'choosing');
  await page.unroute('**/full-*.wasm');
  await picker.choose(NEEDS_FULL);
});

test('a draft of such a template goes on where it was', async () => {
  const { page, picker } = fixture;
  await fixture.openChoosing();
  await picker.choose(NEEDS_FULL);
  await picker.fill(picker.name, 'Typed before');
  const draft = await picker.host.evaluate((element) => element.draft);
  await fixture.openChoosing();
  await picker.host.evaluate((element, kept) => {
    element.draft = kept;
  }, draft);
  await picker.waitForStep('filling');
  assert.equal(await picker.name.inputValue(), 'Typed before');
  await page.evaluate(() => document.getElementById('picker').reset());
});

test('whoever wants to add files goes on in the full module, with what they typed, at the files', async () => {
  const { picker } = fixture;
  await fixture.openFilling();
  await picker.fill(picker.name, 'Typed before');
  assert.equal(loaded(), 0);
  await picker.addFiles();
  assert.equal(loaded(), 2);
  assert.equal(await picker.name.inputValue(), 'Typed before');
  assert.equal(await picker.host.evaluate((element) => element.shadowRoot.activeElement?.id), 'files');
});

test('a full module that does not arrive leaves the form with what was typed, and says so', async () => {
  const { page, picker } = fixture;
  fixture.expectErrors(/ERR_FAILED/);
  await fixture.openFilling();
  await picker.fill(picker.name, 'Typed before');
  await page.route('**/full-*.wasm', (route) => route.abort());
  await picker.button('Add files').click();
  await picker.text('Check your connection').waitFor();
  assert.deepEqual([await picker.state(), await picker.name.inputValue()], ['filling', 'Typed before']);
  await page.unroute('**/full-*.wasm');
  await picker.addFiles();
  assert.equal(await picker.name.inputValue(), 'Typed before');
});

test('what was typed for one record asks before another record, with files, takes its place', async () => {
  const { page, picker } = fixture;
  await fixture.openFilling();
  await picker.fill(picker.name, 'For the first');
  await picker.host.evaluate((element) => {
    element.externalId = 'deal-2';
    element.prefill = { name: 'The second', files: [{ file: new File(['x'], 'a.pdf'), as: 'attachment' }] };
  });
  const kept = picker.host.locator('#keep');
  await kept.waitFor();
  assert.equal(loaded(), 2);
  await kept.click();
  await picker.waitForStep('filling');
  assert.equal(await picker.name.inputValue(), 'For the first');
  assert.equal(await page.evaluate(() => document.getElementById('picker').draft.externalId), 'deal-1017');
});

test('a language whose texts for the full module do not arrive keeps the small one, and says so', async () => {
  const { page, picker } = fixture;
  fixture.expectErrors(/ERR_FAILED/);
  await fixture.openFilling();
  await page.route('**/full-en-*.js', (route) => route.abort());
  await picker.button('Add files').click();
  await picker.text('Check your connection').waitFor();
  assert.equal(await picker.state(), 'filling');
  await page.unroute('**/full-en-*.js');
});

test('a file that is dropped where none is expected does not make the browser leave the page', async () => {
  const picker = await fixture.openFilling();
  const prevented = (dragged) =>
    picker.heading.evaluate((heading, kind) => {
      const dataTransfer = new DataTransfer();
      if (kind === 'file') dataTransfer.items.add(new File(['content'], 'terms.pdf'));
      else dataTransfer.setData('text/plain', 'text');
      const event = new DragEvent('dragover', { dataTransfer, bubbles: true, composed: true, cancelable: true });
      heading.dispatchEvent(event);
      return event.defaultPrevented;
    }, dragged);
  assert.equal(loaded(), 0);
  assert.deepEqual([await prevented('file'), await prevented('text')], [true, false]);
});
