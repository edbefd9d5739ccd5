// A page for elements in any engine. What must not happen there is kept by a script of its own, which no engine has to
// bring in from outside.
import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>
  <script src="first.js"></script><script type="module" src="oneflow-contract-picker/define.js"></script></head>
  <body></body></html>`;

const FIRST = new URL('./engines/first.js', import.meta.url);

/** Adds the page to the site that this file's sandbox will serve, which must not have started. */
export function addEnginePage() {
  const { ARTIFACTS, SITE_FOLDER } = process.env;
  const folder = path.join(ARTIFACTS, 'engine-site');
  cpSync(SITE_FOLDER, folder, { recursive: true });
  cpSync(FIRST, path.join(folder, 'first.js'));
  writeFileSync(path.join(folder, 'engine.html'), PAGE);
  process.env.SITE_FOLDER = folder;
}
