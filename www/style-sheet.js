// The style sheet of all elements: one for each document, because a document adopts only sheets constructed in it.
import css from './style.js';

const sheets = new WeakMap();

/** Makes a shadow root adopt the style sheet of its document. */
export function adoptStyles(root) {
  const { ownerDocument } = root;
  // A document without a window is never displayed and needs no styles.
  const { CSSStyleSheet } = ownerDocument.defaultView ?? {};
  if (CSSStyleSheet && !sheets.has(ownerDocument)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(ownerDocument, sheet);
  }
  root.adoptedStyleSheets = CSSStyleSheet ? [sheets.get(ownerDocument)] : [];
}
