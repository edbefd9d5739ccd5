// The pages as files: links lead somewhere, and nothing is in them that the policy forbids.
import assert from 'node:assert/strict';
import { access, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

const folder = process.env.SITE;
const names = (await readdir(folder)).filter((name) => name.endsWith('.html'));
const pages = new Map(
  await Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')])),
);

/** The page without the code that it shows. */
const markup = (html) => html.replace(/<code[^]*?<\/code>/g, '');
const linksOf = (html) =>
  [...markup(html).matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, link]) => link.replaceAll('&amp;', '&'));

test('every link leads to a page, an anchor or a file that is there', async () => {
  const gone = [];
  for (const [name, html] of pages) {
    for (const link of linksOf(html).filter((link) => !/^[a-z]+:/.test(link))) {
      const [file, anchor] = link.split('#');
      // The worker answers these.
      if (file.startsWith('_sandbox/')) continue;
      const target = file ? pages.get(file) : html;
      const isThere = target ? !anchor || target.includes(`id="${anchor}"`) : await exists(file);
      if (!isThere) gone.push(`${name}: ${link}`);
    }
  }
  assert.deepEqual(gone, []);
});

const exists = (file) =>
  access(path.join(folder, file)).then(
    () => true,
    () => false,
  );

test('every address is relative, so that the site can lie in any folder', () => {
  const rooted = [...pages].flatMap(([name, html]) =>
    linksOf(html)
      .filter((link) => link.startsWith('/'))
      .map((link) => `${name}: ${link}`),
  );
  assert.deepEqual(rooted, []);
});

test('no page has an inline script, a style or a handler, and each has the strict policy', () => {
  for (const [name, html] of pages) {
    assert.doesNotMatch(markup(html), /<script(?![^>]* src=)|<style|<[a-z][^>]* (?:style|on[a-z]+)=|javascript:/, name);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    assert.match(policy, /default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'/, name);
    assert.match(policy, /require-trusted-types-for 'script'; trusted-types oneflow-site-worker$/, name);
    assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|\*|https?:/, name);
  }
});

test('every page is in the navigation of every page, and is marked in its own', () => {
  for (const [name, html] of pages) {
    for (const other of pages.keys())
      assert.ok(html.includes(`<li><a href="${other}"`), `${name} does not list ${other}`);
    assert.equal(html.match(/aria-current="page"/g)?.length, 1, name);
  }
});

test('no id is twice on a page, and each page has one heading of the first level', () => {
  for (const [name, html] of pages) {
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
      name,
    );
    assert.equal(html.match(/<h1/g)?.length, 1, name);
  }
});
