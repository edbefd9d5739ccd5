// The lines for servers that render HTML: with them the browser fetches everything that the element needs beside the
// page's own script. Runs wherever JavaScript does.
import { languageCode } from './language-code.js';
import { own } from './own.js';

const ESCAPES = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };

const escape = (text) => text.replace(/[&"<>]/g, (mark) => ESCAPES[mark]);

/** The lines for a page's head; `base` is the address of the package's folder, and `lang` the language of the page. */
export function preloads(base, lang = 'en') {
  const { script, wasm, languages } = PRELOAD;
  const language = own(languages, languageCode(lang)) ?? languages.en;
  const address = (file) => escape(`${base.replace(/\/$/, '')}/${file}`);
  return [
    `<link rel="modulepreload" href="${address(script)}">`,
    `<link rel="modulepreload" href="${address(language)}">`,
    `<link rel="preload" href="${address(wasm)}" as="fetch" type="application/wasm" crossorigin>`,
  ].join('\n');
}
