// The style sheet of all elements: one for each document, because a constructed sheet belongs to where it was constructed.
import css from './style.js';

const sheets = new WeakMap();

/** Gives a root the sheet of the document that it is in. */
export function dress(root) {
  const { ownerDocument: page } = root;
  // A document that is shown nowhere has no window, and needs no styles.
  const { CSSStyleSheet: Sheet } = page.defaultView ?? {};
  if (Sheet && !sheets.has(page)) {
    const sheet = new Sheet();
    sheet.replaceSync(css);
    sheets.set(page, sheet);
  }
  root.adoptedStyleSheets = Sheet ? [sheets.get(page)] : [];
}
