// The locale of one element: its phrases follow the nearest `lang` and the page's `messages`.
import { within } from './clock.js';
import { english, loadPhrases, nearestLang, rootsAround } from './languages.js';
import { bare } from './own.js';

// Milliseconds until a language that has not arrived is done without.
const PATIENCE = 15_000;

export function createLocale(element, onChange) {
  let lang;

  async function load(wanted) {
    try {
      const phrases = await within(PATIENCE, loadPhrases(wanted, element.messages), 'it did not arrive');
      if (wanted !== lang) return;
      locale.phrases = phrases;
    } catch (error) {
      // The current phrases stay.
      console.warn(`${element.localName}: the language ${wanted} cannot be loaded:`, error);
      return;
    }
    onChange();
  }

  function update() {
    const nearest = nearestLang(element);
    if (nearest === lang) return;
    lang = nearest;
    locale.loaded = load(lang);
  }

  const observer = new MutationObserver(update);

  const locale = {
    phrases: english,
    // Settles once the latest phrases are loaded, or cannot be.
    loaded: undefined,

    connect() {
      const options = bare({ subtree: true, attributes: true, attributeFilter: ['lang'] });
      for (const root of rootsAround(element)) observer.observe(root, options);
      update();
    },

    disconnect: () => observer.disconnect(),

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
