// The style sheets of all elements: one of each for each document, because a document adopts only sheets constructed in
// it.
import css from './style.js';

// By document, then by text.
const sheets = new WeakMap();
// The texts that each root has adopted.
const adopted = new WeakMap();

function sheetOf(ownerDocument, text, Sheet) {
  if (!sheets.has(ownerDocument)) sheets.set(ownerDocument, new Map());
  const known = sheets.get(ownerDocument);
  if (!known.has(text)) {
    known.set(text, new Sheet());
    known.get(text).replaceSync(text);
  }
  return known.get(text);
}

/** Makes a shadow root adopt the style sheets of its document, with this one from now on. */
export function adoptStyles(root, text = css) {
  const { ownerDocument } = root;
  const texts = new Set(adopted.get(root)).add(text);
  adopted.set(root, texts);
  // A document without a window is never displayed and needs no styles.
  const { CSSStyleSheet } = ownerDocument.defaultView ?? {};
  root.adoptedStyleSheets = CSSStyleSheet ? [...texts].map((it) => sheetOf(ownerDocument, it, CSSStyleSheet)) : [];
}
