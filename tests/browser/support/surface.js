// The public surface, as `xtask/src/surface/surface.json` lists it.
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { root } from './environment.js';

export const surface = JSON.parse(readFileSync(path.join(root, 'xtask', 'src', 'surface', 'surface.json'), 'utf8'));

const camelCase = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** The attributes of an element, `picker` or `card`, with the property for each. */
export const attributesOf = (element) =>
  surface.attributes
    .filter(({ of }) => of === undefined || of === element)
    .map(({ name, native = false }) => ({ attribute: name, property: camelCase(name), native }));
