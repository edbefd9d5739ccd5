// The recipes of the README as functions: what users copy is what the tests run.

import { readFile } from 'node:fs/promises';
import path from 'node:path';

const readme = await readFile(path.join(process.env.SANDBOX_PACKAGE, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```js\n([^]*?)^```$/gm)].map(([, code]) => code);
const AsyncFunction = (async () => {}).constructor;

/**
 * Runs the recipe with this text in it, and returns its value of this name. What it imports, and what else it finds in
 * its surroundings, are `variables`.
 */
export const run = (text, variables, name) => {
  const found = blocks.filter((code) => code.includes(text));
  if (found.length !== 1) {
    throw new Error(`${found.length} recipes contain ${text}`);
  }
  const code = found[0].replace(/^import .*$/gm, '').replace('export default', 'const exported =');
  return new AsyncFunction(...Object.keys(variables), `${code}\nreturn ${name};`)(...Object.values(variables));
};
