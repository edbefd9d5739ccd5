// The lines for the head of a page, which the package writes itself.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The lines, or nothing if this package writes none. */
export async function preloadLines(dist, base) {
  const script = path.join(dist, 'preloads.js');
  if (!existsSync(script)) return undefined;
  const { preloads } = await import(pathToFileURL(script).href);
  return preloads(base, 'en');
}
