// Finds the language of the page and loads its phrases, with the page's own in their place.
import { warnOnce } from './diagnostics.js';
import { en, names, others } from './lang/all.js';
import { bare, own } from './own.js';

/** The index of each phrase that JavaScript shows or fills in; the order is that of `src/text/languages/phrases.rs`. */
export const PHRASE = { loading: 0, blocked: 1, notLoaded: 2, crashed: 3, hint: 4, retry: 5, tag: 6, thousands: 7 };

// Norwegian has two written forms; readers of both read this one.
const ALIASES = bare({ no: 'nb', nn: 'nb' });

export const english = en;

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

/** The phrases of a language, or of the nearest available one; `overrides` are the page's, by name. */
export async function loadPhrases(lang, overrides) {
  const wanted = canonical(lang);
  const [base] = wanted.split('-');
  const code = ALIASES[base] ?? base;
  const load = own(others, code);
  const phrases = [...(load ? (await load()).default : en)];
  // The region decides how dates and numbers look; that of another language does not.
  const tag = code === base && (load || base === 'en') ? wanted : phrases[PHRASE.tag];
  const parts = new Intl.NumberFormat(tag, bare({ useGrouping: 'always' })).formatToParts(1000);
  phrases[PHRASE.thousands] = parts.find(({ type }) => type === 'group')?.value ?? '';
  phrases[PHRASE.tag] = tag;
  if (overrides) {
    const indexes = (await names()).default;
    for (const [name, text] of entries(overrides)) {
      const index = indexes.indexOf(name);
      if (index >= 0 && index !== PHRASE.tag && typeof text === 'string') phrases[index] = text.replaceAll('\0', '');
    }
  }
  return phrases;
}
