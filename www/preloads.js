// The lines for servers that render HTML: with them the browser fetches everything that the element needs beside the
// page's own script. Runs wherever JavaScript does.
import { languageCode } from './language-code.js';
import { own } from './own.js';

const ESCAPES = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };

const escape = (text) => text.replace(/[&"<>]/g, (mark) => ESCAPES[mark]);

/**
 * The lines for a page's head; `base` is the address of the package's folder, and `lang` the language of the page. With
 * `full`, they are for an element that starts with the full WebAssembly module.
 */
export function preloads(base, lang = 'en', options = {}) {
  const full = own(options, 'full') ? [PRELOAD.full] : [];
  const { wasm } = full[0] ?? PRELOAD;
  const text = ({ languages }) => own(languages, languageCode(lang)) ?? languages.en;
  const address = (file) => escape(`${base.replace(/\/$/, '')}/${file}`);
  const scripts = [PRELOAD, ...full].flatMap((part) => [part.script, text(part)]);
  return [
    ...scripts.map((script) => `<link rel="modulepreload" href="${address(script)}">`),
    `<link rel="preload" href="${address(wasm)}" as="fetch" type="application/wasm" crossorigin>`,
  ].join('\n');
}
