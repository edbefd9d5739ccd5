// The public surface as it is written down, and the built package that it describes.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const source = readFileSync(path.join(root, 'xtask/src/surface/surface.json'), 'utf8');

export const dist = path.join(root, 'dist');

/** A copy, so that a test can put mistakes into it. */
export const surface = () => JSON.parse(source);

/** A file of the package as JSON. */
export const json = (file) => JSON.parse(readFileSync(path.join(dist, file), 'utf8'));

/** The items of a list that an element has: its own, and those of all elements. */
export const of = (items, { key }) => items.filter(({ element }) => element?.split(' ').includes(key) ?? true);

/** The property of an attribute, or the React prop of an event: `apiBase` of `api-base`. */
export const camelCase = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
