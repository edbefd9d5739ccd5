// The texts of the package's languages, as its files have them.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { dist } from './environment.js';

export const codes = ['en', 'sv', 'nb', 'da', 'fi', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'pl'];
const files = readdirSync(dist);
const fileOf = (pattern) =>
  path.join(
    dist,
    files.find((file) => pattern.test(file)),
  );
const listOf = async (name) => (await import(pathToFileURL(fileOf(new RegExp(`^${name}-\\w+\\.js$`))))).default;
export const names = await listOf('names');
const whole = async (code) => [...(await listOf(code)), ...(await listOf(`full-${code}`))];
/** All texts by language, those of the full module last. */
export const lists = Object.fromEntries(await Promise.all(codes.map(async (code) => [code, await whole(code)])));

/** A text of a language as it is written. */
export const written = (code, name) => {
  assert.ok(names.includes(name), `there is no text ${name}`);
  return lists[code][names.indexOf(name)];
};

/** A text of a language, with values in its placeholders. */
export const said = (code, name, ...values) =>
  written(code, name).replaceAll(/\{(\d)\}/g, (_, place) => values[place]);

/** The name of one form of a text that depends on a count. */
export const formOf = (name, form) => `${name}${form[0].toUpperCase()}${form.slice(1)}`;
