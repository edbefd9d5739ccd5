// The gallery: every step of the elements is there, live, in both themes.
import assert from 'node:assert/strict';

import { test, visit } from './support/site.js';

/** Runs in the page: how many rooms there are, and those whose element is elsewhere. */
const look = () => {
  const rooms = [...document.querySelectorAll('.room')];
  const others = rooms.filter((room) => room.firstElementChild?.state !== room.dataset.step);
  const name = ({ dataset, firstElementChild: element }) => `${dataset.key} ${dataset.step} is ${element?.state}`;
  return { count: rooms.length, missing: others.map(name) };
};

const areAllThere = () =>
  [...document.querySelectorAll('.room')].every((room) => room.firstElementChild?.state === room.dataset.step);

/** Runs in the page: the texts that do not fit once their spacing is what WCAG 1.4.12 lets users set. */
const cutTexts = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }`);
  const cut = [];
  for (const { firstElementChild: element, dataset } of document.querySelectorAll('.room[data-theme="light"]')) {
    element.shadowRoot.adoptedStyleSheets.push(sheet);
    for (const inner of element.shadowRoot.querySelectorAll('*')) {
      const hasText = [...inner.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      const { overflowX, overflowY } = getComputedStyle(inner);
      const hides = [overflowX, overflowY].some((value) => ['hidden', 'clip'].includes(value));
      const fits = inner.scrollWidth <= inner.clientWidth + 1 && inner.scrollHeight <= inner.clientHeight + 1;
      if (hasText && hides && !fits && !inner.closest('.unseen')) cut.push(`${dataset.step}: ${inner.textContent}`);
    }
  }
  return cut;
};

let visitor;

test('each element is brought to its step when it comes into view', async () => {
  visitor = await visit('gallery.html', { viewport: { width: 1280, height: 900 } });
  const { page } = visitor;
  await page.locator('.room').first().waitFor();
  assert.ok((await page.evaluate(look)).missing.length > 10, 'what is out of view is not there yet');
  for (const room of await page.locator('.gallery figure').all()) await room.scrollIntoViewIfNeeded();
  await page.waitForFunction(areAllThere).catch(() => {});
  assert.deepEqual(await page.evaluate(look), { count: 40, missing: [] });
});

test('with the text spacing that users may set, no text of a step is cut', async () => {
  assert.deepEqual(await visitor.page.evaluate(cutTexts), []);
});
