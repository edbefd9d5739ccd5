// Finds the language of the page and loads its phrases, with the page's own in their place.
import { warnOnce } from './diagnostics.js';
import { fallback, languages, names } from './lang/all.js';
import { languageCode } from './language-code.js';
import { own } from './own.js';

/** The index of each phrase that JavaScript shows or fills in; the order is that of `src/text/languages/phrases.rs`. */
export const PHRASE = { loading: 0, blocked: 1, notLoaded: 2, crashed: 3, hint: 4, retry: 5, tag: 6, thousands: 7 };

// `ASK_HOST` of `src/text/languages/phrases.rs`: the widget asks the browser when it writes the first large number.
const ASK_HOST = '\u0001';

/** In English, what an element says before it has the phrases of a language. */
export { fallback };

/** The nearest `lang` of an element or its ancestors, across shadow roots. */
export function nearestLang(element) {
  for (let node = element; node; node = node.parentNode ?? node.host) {
    const lang = node.getAttribute?.('lang');
    if (lang) return lang;
  }
  return 'en';
}

/** All roots around an element, in which a `lang` may change. */
export function rootsAround(element) {
  const roots = [];
  for (let root = element.getRootNode(); root; root = root.host?.getRootNode()) roots.push(root);
  return roots;
}

function canonical(lang) {
  try {
    return Intl.getCanonicalLocales(lang)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** The names and texts of the page's `messages`; what a getter of them throws may contain anything and is not shown. */
function entries(messages) {
  try {
    return Object.entries(messages);
  } catch {
    warnOnce('its messages cannot be read');
    return [];
  }
}

/**
 * The phrases of a language, or of the nearest available one; `overrides` are the page's, by name, and `fullTexts` what
 * loads those of the full module.
 */
export async function loadPhrases(lang, overrides, fullTexts) {
  const wanted = canonical(lang);
  const code = languageCode(wanted);
  const load = (from) => (own(from, code) ?? from.en)();
  const asked = [load(languages), fullTexts && load(fullTexts), overrides && names()];
  const [texts, rest, indexes] = await Promise.all(asked);
  const phrases = [...texts.default, ...(rest?.default ?? [])];
  // The region decides how dates and numbers look; that of another language does not.
  if (Object.hasOwn(languages, code) && wanted.startsWith(`${code}-`)) {
    phrases[PHRASE.tag] = wanted;
    phrases[PHRASE.thousands] = ASK_HOST;
  }
  for (const [name, text] of overrides ? entries(overrides) : []) {
    const index = indexes.default.indexOf(name);
    if (index >= 0 && index !== PHRASE.tag && typeof text === 'string') phrases[index] = text.replaceAll('\0', '');
  }
  return phrases;
}
