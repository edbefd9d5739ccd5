// What every step looks like at every width and in every language: no word is broken, no text is cut, and what creates
// or sends never lies where the button before it lay.
import assert from 'node:assert/strict';

import { test, useFixture } from './support/fixture.js';
import { press } from './support/press.js';
import { armFault, setExtensionActive } from './support/sandbox.js';
import { openAlone } from './support/screenshots.js';

const fixture = useFixture({ width: 1000, height: 900 });

const WIDTHS = [320, 400, 560, 900];

// A text that fits where there is least room fits everywhere; half of the languages show how the layout changes.
const PLACES = [
  ...['en', 'sv', 'nb', 'da', 'fi', 'de'].flatMap((lang) => WIDTHS.map((width) => [lang, width])),
  ...['fr', 'es', 'pt', 'it', 'nl', 'pl'].map((lang) => [lang, WIDTHS[0]]),
];

/** Shows the step in a language, at a width. */
async function dress(picker, lang, width) {
  await picker.host.evaluate(
    (element, [language, inlineSize]) => {
      element.lang = language;
      element.style.inlineSize = `${inlineSize}px`;
    },
    [lang, width],
  );
  await picker.locator(`.w[lang="${lang}"]`).waitFor();
}

/** Words that are broken where no hyphen is, and texts that are cut. */
const faults = (picker) =>
  picker.host.evaluate((element) => {
    const found = [];
    const isShown = (node) => node.getClientRects().length > 0 && !node.closest('.unseen, option, details:not([open])');
    const walker = document.createTreeWalker(element.shadowRoot, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode: text } = walker;
      // Ids, addresses and what users have typed may be of any length.
      if (!isShown(text.parentElement) || text.parentElement.closest('textarea, style')) continue;
      for (const { 0: word, index } of text.data.matchAll(/[\p{L}\p{N}’]+/gu)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top / 4)));
        if (lines.size > 1 && word.length < 30) found.push(`“${word}” is broken in “${text.data.slice(0, 60)}”`);
      }
    }
    const canvas = document.createElement('canvas').getContext('2d');
    for (const inner of element.shadowRoot.querySelectorAll('*')) {
      if (!isShown(inner) || inner.matches('svg, svg *')) continue;
      const style = getComputedStyle(inner);
      const room = inner.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      const shown = inner.matches('select') ? inner.selectedOptions[0]?.text : !inner.value && inner.placeholder;
      if (shown) {
        canvas.font = style.font;
        const { width } = canvas.measureText(shown);
        if (width > room + 1) found.push(`“${shown}” needs ${width} and has ${room}`);
      } else if (style.overflowX !== 'visible' && !inner.matches('input, textarea, .chips')) {
        if (inner.scrollWidth > inner.clientWidth + 1) found.push(`${inner.className} is cut at the side`);
        const cut = style.overflowY === 'hidden' && inner.scrollHeight > inner.clientHeight + 1;
        if (cut) found.push(`${inner.className} is cut at the bottom`);
      }
    }
    return found;
  });

async function nothingIsBroken(picker, step) {
  const found = [];
  for (const [lang, width] of PLACES) {
    await dress(picker, lang, width);
    for (const fault of await faults(picker)) found.push(`${step}, ${lang}, ${width} px: ${fault}`);
  }
  await dress(picker, 'en', 400);
  assert.deepEqual(found, []);
}

test('no word is broken and no text is cut in the list and the form', async () => {
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  await nothingIsBroken(picker, 'choosing');
  await picker.search.fill('supply');
  await nothingIsBroken(picker, 'searching');
  await picker.choose('Supply agreement');
  await nothingIsBroken(picker, 'filling');
});

test('no word is broken and no text is cut among the parties', async () => {
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  await picker.button('Edit Acme AB').click();
  await picker.button('Edit Your side').click();
  await picker.button('Add individual').click();
  await nothingIsBroken(picker, 'parties');
  await picker.button('Review').click();
  await picker.waitForText('to correct');
  await nothingIsBroken(picker, 'problems');
});

test('no word is broken and no text is cut in the review', async () => {
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  await picker.name.fill('Typed');
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  await nothingIsBroken(picker, 'reviewing');
  await picker.button('Cancel').click();
  await picker.locator('#pending-reset').waitFor();
  await nothingIsBroken(picker, 'leaving');
});

test('no word is broken and no text is cut while it is created, and after', async () => {
  fixture.expectErrors(/402|ERR_/);
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  let release = await fixture.holdRequests('**/contracts/create');
  await picker.create();
  await picker.waitForStep('creating');
  await nothingIsBroken(picker, 'creating');
  await release();
  await picker.waitForStep('created');
  await press(picker.host.locator('summary').last());
  await nothingIsBroken(picker, 'created');
  await armFault({ on: 'POST /contracts/{}/publish', kind: 'status', status: 402 });
  await picker.button('Send').click();
  await picker.waitForStep('publish-failed');
  await nothingIsBroken(picker, 'publish-failed');
  release = await fixture.holdRequests('**/publish');
  await picker.button('Send again').click();
  await picker.waitForStep('publishing');
  await nothingIsBroken(picker, 'publishing');
  await release();
  await picker.waitForStep('published');
  await nothingIsBroken(picker, 'published');
});

test('no word is broken and no text is cut where it does not go on', async () => {
  fixture.expectErrors(/ERR_|500/);
  await setExtensionActive('demo_crm', false);
  const picker = await openAlone(fixture, { 'setup-url': 'https://partner.example/setup' });
  await picker.waitForStep('unavailable');
  await nothingIsBroken(picker, 'extension off');
  await setExtensionActive('demo_crm', true);
  await picker.button('Try again').click();
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  await armFault({ on: 'POST /contracts/create', kind: 'cut_after' });
  await picker.create();
  await picker.waitForStep('unconfirmed');
  await picker.waitForText('could be it');
  await nothingIsBroken(picker, 'unconfirmed');
});

/** The rectangles of what a selector finds. */
const rectangles = (picker, selector) =>
  picker.host.evaluate(
    (element, buttons) =>
      [...element.shadowRoot.querySelectorAll(buttons)].map((button) => {
        const { left, right, top, bottom } = button.getBoundingClientRect();
        return { name: button.textContent, left, right, top, bottom };
      }),
    selector,
  );

/** The rectangles of what a selector finds in the present step, in each language and at each width. */
async function everywhere(picker, selector) {
  const found = new Map();
  for (const [lang, width] of PLACES) {
    await dress(picker, lang, width);
    found.set(`${lang}, ${width} px`, await rectangles(picker, selector));
  }
  await dress(picker, 'en', 400);
  return found;
}

const overlap = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

function apart(before, after, where) {
  assert.ok(before.length > 0 && after.length > 0, where);
  for (const one of before) {
    for (const other of after) {
      assert.ok(!overlap(one, other), `${where}: “${other.name}” lies where “${one.name}” lay`);
    }
  }
}

for (const height of ['640px', 'none']) {
  test(`what creates or sends never lies where the button before it lay, height ${height}`, async () => {
    const picker = await openAlone(fixture);
    await picker.host.evaluate((element, blockSize) => {
      element.style.blockSize = blockSize;
    }, height === 'none' ? '' : height);
    await picker.waitForStep('choosing');
    await picker.search.fill('supply agreement, fra');
    const search = await everywhere(picker, '.foot .btn.p');
    await picker.button('Continue').click();
    await picker.waitForStep('filling');
    const form = await everywhere(picker, '.foot .btn');
    await picker.button('Review').click();
    await picker.waitForStep('reviewing');
    const decisions = await everywhere(picker, '.foot .row:first-child .btn');
    for (const [where, rows] of decisions) {
      assert.equal(rows.length, 2, where);
      apart(form.get(where), rows, where);
      // Without a height, the steps are of different heights, and what lies where is up to the page.
      if (height !== 'none') apart(search.get(where), rows, where);
    }
  });
}

test('Send never lies where what unfolds it, or what created the draft, lay', async () => {
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  for (const width of WIDTHS) {
    await dress(picker, 'en', width);
    await picker.choose('Supply agreement');
    await picker.button('Review').click();
    await picker.waitForStep('reviewing');
    const decisions = await rectangles(picker, '.foot .row:first-child .btn');
    await picker.button('Create draft').click();
    await picker.waitForStep('created');
    const folded = await rectangles(picker, 'details summary');
    await press(picker.host.locator('summary').last());
    const send = await rectangles(picker, 'details[open] .btn.p');
    apart([...folded, ...decisions], send, `${width} px`);
    await picker.button('Create another').click();
    await picker.waitForStep('choosing');
  }
});

test('without a height the list is capped and scrolls, and with one it fills the element', async () => {
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  const measure = () =>
    picker.host.evaluate((element) => {
      const list = element.shadowRoot.getElementById('list');
      const footer = element.shadowRoot.querySelector('.foot').getBoundingClientRect();
      const box = element.getBoundingClientRect();
      return {
        height: Math.round(list.getBoundingClientRect().height),
        scrolls: list.scrollHeight > list.clientHeight,
        gap: Math.round(footer.top - list.getBoundingClientRect().bottom),
        within: footer.bottom <= box.bottom + 1,
      };
    });
  const setHeight = (blockSize) =>
    picker.host.evaluate((element, value) => {
      element.style.blockSize = value;
    }, blockSize);
  await setHeight('');
  const capped = await measure();
  assert.deepEqual([capped.height, capped.scrolls], [440, true]);
  await picker.search.fill('supply agreement, fra');
  assert.ok((await measure()).height < 260, 'a short list is short');
  await picker.search.fill('');
  for (const [height, least, most] of [['1100px', 700, 1000], ['520px', 180, 330]]) {
    await setHeight(height);
    const filled = await measure();
    assert.ok(filled.height > least && filled.height < most && filled.within, JSON.stringify([height, filled]));
    assert.equal(filled.gap, capped.gap, `nothing is left over at ${height}`);
  }
});

test('a name of another direction is aligned by its list', async () => {
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  await picker.button('Edit Acme AB').click();
  await picker.locator('[id$="-0-name"]').first().fill('عمر الخطيب');
  await picker.button('Done').click();
  const sides = (dir) =>
    picker.host.evaluate((element, direction) => {
      document.documentElement.dir = direction;
      const side = direction === 'rtl' ? 'right' : 'left';
      return [...element.shadowRoot.querySelectorAll('.person .t > *')].map((line) => {
        const range = document.createRange();
        range.selectNodeContents(line);
        return Math.round(range.getBoundingClientRect()[side]);
      });
    }, dir);
  const areAligned = async (step) => {
    for (const dir of ['rtl', 'ltr']) {
      const found = await sides(dir);
      assert.ok(found.length > 1, step);
      assert.equal(new Set(found).size, 1, `${step}, ${dir}: ${found}`);
    }
  };
  await areAligned('filling');
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  await areAligned('reviewing');
});
