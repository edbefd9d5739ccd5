// Finds the language that the page speaks and brings its texts, with the page's own in their place.
import { en, names, others } from './lang/all.js';

// Where texts stand that JavaScript says itself or fills in; `src/text/languages/phrases.rs` has the order.
export const SAID = { loading: 0, blocked: 1, unloaded: 2, crashed: 3, hint: 4, again: 5, tag: 6 };
const TAG = SAID.tag;
const THOUSANDS = 7;
// Norwegian is written in two ways; both readers read this one.
const ALIASES = { no: 'nb', nn: 'nb' };

export const english = en;

/** The nearest `lang`, from an element outwards, shadow roots crossed. */
export function nearestLang(element) {
  for (let at = element; at; at = at.parentNode ?? at.host) {
    const lang = at.getAttribute?.('lang');
    if (lang) return lang;
  }
  return 'en';
}

/** Every root around an element, to see where a `lang` may change. */
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

/** The texts for a language, or the nearest that there is; `own` holds the page's by their names. */
export async function texts(lang, own) {
  const wanted = canonical(lang);
  const [base] = wanted.split('-');
  const code = ALIASES[base] ?? base;
  const found = others[code];
  const said = [...(found ? (await found()).default : en)];
  // The region counts for dates and numbers; another language's does not.
  const tag = code === base && (found || base === 'en') ? wanted : said[TAG];
  const thousand = new Intl.NumberFormat(tag, { useGrouping: 'always' }).formatToParts(1000);
  said[THOUSANDS] = thousand.find(({ type }) => type === 'group')?.value ?? '';
  said[TAG] = tag;
  if (own) {
    const places = (await names()).default;
    for (const [name, text] of Object.entries(own)) {
      const place = places.indexOf(name);
      if (place >= 0 && place !== TAG && typeof text === 'string') said[place] = text.replaceAll('\0', '');
    }
  }
  return said;
}
