// The element within its page: scrolling, heights, the focus, and the record that its events name.
import assert from 'node:assert/strict';

import { mountPickers, openBlankPage } from './support/mount.js';
import { test, useFixture } from './support/fixture.js';
import { armFault } from './support/sandbox.js';

const fixture = useFixture({ width: 900, height: 600 });

/** Turns the wheel over an element and waits until the page has scrolled as far. */
async function scrollPageOver(locator) {
  const { page } = fixture;
  await page.evaluate(() => scrollTo(0, 0));
  const { x, y, width } = await locator.boundingBox();
  await page.mouse.move(x + width / 2, Math.min(y + 20, 580));
  await page.mouse.wheel(0, 200);
  await page.waitForFunction(() => scrollY === 200);
}

test('where the element itself does not scroll, the wheel scrolls the page', async () => {
  await openBlankPage(fixture.page);
  const [picker] = await mountPickers(fixture.page, ['picker']);
  await picker.waitForStep('choosing');
  await fixture.page.evaluate(() => {
    document.body.style.paddingBlockEnd = '2000px';
  });
  await picker.choose('Supply agreement');
  await scrollPageOver(picker.body);
});

test('in a box of limited height, it scrolls inside', async () => {
  await openBlankPage(fixture.page);
  const [picker] = await mountPickers(fixture.page, ['picker']);
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  for (const style of [{ maxBlockSize: '320px' }, { blockSize: '320px' }]) {
    const [height, scrolls] = await picker.host.evaluate((element, given) => {
      element.removeAttribute('style');
      Object.assign(element.style, given);
      const body = element.shadowRoot.querySelector('.body');
      return [element.shadowRoot.querySelector('.w').offsetHeight, body.scrollHeight > body.clientHeight];
    }, style);
    assert.ok(height <= 320 && scrolls, `${JSON.stringify(style)}: ${height}, ${scrolls}`);
  }
});

test('events name the record that the contract is for, although the page shows another by now', async () => {
  const picker = await fixture.openFilling('Supply agreement', { 'external-id': 'A' });
  await fixture.page.evaluate(() => {
    window.about = [];
    for (const name of ['before-create', 'created', 'before-publish', 'published', 'open']) {
      window.addEventListener(`oneflow-${name}`, (event) => {
        if (name === 'open') event.preventDefault();
        window.about.push(`${name} ${event.detail.externalId}`);
      });
    }
  });
  await picker.name.fill('For A');
  await picker.host.evaluate((element) => {
    element.externalId = 'B';
  });
  await picker.button('Keep going').click();
  await picker.button('Review').click();
  await picker.button('Create and send').click();
  await picker.waitForStep('published');
  await picker.text('Your turn: sign').click();
  assert.deepEqual(await fixture.page.evaluate(() => window.about), [
    'before-create A',
    'created A',
    'before-publish A',
    'published A',
    'open A',
  ]);
});

test('once there is a contract the user can cancel, and nothing is lost', async () => {
  const picker = await fixture.openFilling();
  await picker.name.fill('Typed');
  await picker.create();
  await picker.waitForStep('created');
  await picker.button('Cancel').click();
  assert.equal((await fixture.waitForEvent('oneflow-cancel')).dirty, false);
  await picker.waitForStep('choosing');
});

test('cancelling asks before it discards an unsent invitation', async () => {
  const picker = await fixture.openFilling();
  await picker.create();
  await picker.waitForStep('created');
  await picker.text('Send it for signing').click();
  await picker.label('Message').fill('Please sign by Friday.');
  await picker.button('Cancel').click();
  assert.equal((await fixture.waitForEvent('oneflow-cancel')).dirty, true);
  await picker.waitForText('Discard what you typed?');
});

test('during a creation the user cannot cancel', async () => {
  fixture.expectErrors(/ERR_/);
  const picker = await fixture.openFilling();
  await armFault({ on: 'POST /contracts/create', kind: 'silence_after' });
  await picker.create();
  await picker.waitForStep('creating');
  assert.equal(await picker.button('Cancel').count(), 0);
  await picker.host.evaluate((element) => element.remove());
});

test('focus() before the start takes effect after it, unless the focus has moved elsewhere', async () => {
  for (const elsewhere of [false, true]) {
    const go = await fixture.holdRequests('**/*.wasm');
    await openBlankPage(fixture.page);
    const [picker] = await mountPickers(fixture.page, ['picker']);
    await picker.host.evaluate((element, away) => {
      element.focus();
      const own = document.body.appendChild(document.createElement('input'));
      if (away) own.focus();
    }, elsewhere);
    await go();
    await picker.waitForStep('choosing');
    assert.equal(await picker.host.evaluate((element) => document.activeElement === element), !elsewhere);
  }
});

test('a record without a value leaves the template’s own', async () => {
  const picker = await fixture.openChoosing({ prefill: 'none' });
  await picker.host.evaluate((element) => {
    element.prefill = { fields: { currency: null, amount: { value: null, origin: 'Deal' }, order_no: 'A-1' } };
  });
  await picker.choose('Supply agreement');
  assert.equal(await picker.label('Currency').inputValue(), 'SEK');
  assert.equal(await picker.label('Order number').inputValue(), 'A-1');
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  await picker.waitForText(/SEK/);
});
