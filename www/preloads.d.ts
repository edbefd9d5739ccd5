/**
 * The `<link>` lines for the head of a page that loads `define.js` from the package's files: with them, the browser
 * fetches script, language and WebAssembly at once. Safe to import on a server.
 *
 * @param base The address of the folder with the package's files, such as `/assets/oneflow-contract-picker`.
 * @param lang The language of the page, as in its attribute `lang`; default `en`.
 * @param options `full`: whether the element on the page starts with the full WebAssembly module, as a list does, and a
 *   picker whose `prefill` has `items` or `files`; default `false`.
 * @returns HTML, one element a line.
 */
export function preloads(base: string, lang?: string, options?: { full?: boolean }): string;
