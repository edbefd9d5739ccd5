// The locale of one element: its phrases follow the nearest `lang` and the page's `messages`.
import { within } from './clock.js';
import { fallback, loadPhrases, nearestLang, rootsAround } from './languages.js';
import { bare } from './own.js';

// Milliseconds until a language that has not arrived is done without.
const PATIENCE = 15_000;

export function createLocale(element, onChange) {
  let lang;
  let isNeeded = false;
  // What loads the phrases that only the full module says, once it runs.
  let fullTexts;
  // Those among the phrases that are there.
  let known;
  // Settles once the latest phrases are loaded, or cannot be; is rejected when there are none at all.
  let loaded;

  async function load(wanted) {
    try {
      await take(wanted);
    } catch (error) {
      console.warn(`${element.localName}: the language ${wanted} cannot be loaded:`, error);
      // Phrases that are there stay; without any, English has to do.
      if (locale.phrases === fallback) await take('en', wanted);
      else if (known !== fullTexts) throw error;
    }
  }

  async function take(language, wanted = language) {
    const asked = fullTexts;
    const phrases = await within(PATIENCE, loadPhrases(language, element.messages, asked), 'it did not arrive');
    if (wanted !== lang) return;
    locale.phrases = phrases;
    known = asked;
    onChange();
  }

  function update() {
    const nearest = nearestLang(element);
    if (!isNeeded || nearest === lang) return;
    lang = nearest;
    loaded = load(lang);
    loaded.catch(() => {
      // The next start tries again.
      if (lang === nearest) lang = undefined;
    });
  }

  const observer = new MutationObserver(update);

  const locale = {
    phrases: fallback,

    connect() {
      const options = bare({ subtree: true, attributes: true, attributeFilter: ['lang'] });
      for (const root of rootsAround(element)) observer.observe(root, options);
      update();
    },

    disconnect: () => observer.disconnect(),

    /** Loads the phrases, with those of `texts`, and from now on each time that the language changes. */
    async load(texts) {
      isNeeded = true;
      if (texts !== fullTexts) {
        fullTexts = texts;
        lang = undefined;
      }
      let awaited;
      do {
        update();
        awaited = loaded;
        await awaited;
        // Meanwhile the language may have changed.
      } while (awaited !== loaded || lang === undefined);
    },

    /** The phrases as the WebAssembly module takes them. */
    joined: () => locale.phrases.join('\0'),

    /** Loads the phrases again, although the language is the same. */
    reload() {
      lang = undefined;
      if (element.isConnected) update();
    },
  };
  return locale;
}
