// What the documents name exists: the tests that are to show a guarantee, and the files that links lead to.
import assert from 'node:assert/strict';
import { access, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { root } from '../browser/support/environment.js';

const text = (file) => readFile(path.join(root, file), 'utf8');
const folders = ['tests/browser', 'tests/examples', 'tests/surface', 'tests/site'];
const documents = [
  'README.md',
  'www/README.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
  'ARCHITECTURE.md',
  'broker/README.md',
  'broker/SECURITY.md',
  'examples/README.md',
  'sandbox/README.md',
  'sandbox/npm/README.md',
  ...(await readdir(path.join(root, 'docs'))).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
];

/** The tests that a document names: `file.test.js`: *sentence*, *sentence*, or `path/file.rs`: `name`, `name`. */
function named(document) {
  const lists = document.matchAll(
    /`([\w./-]+\.(?:test\.js|rs))`: ((?:\*[^*\n]+\*|`\w+`)(?:, (?:\*[^*\n]+\*|`\w+`))*)/g,
  );
  return [...lists].flatMap(([, file, list]) =>
    [...list.matchAll(/\*([^*]+)\*|`(\w+)`/g)].map(([, sentence, name]) => ({ file, name: sentence ?? name })),
  );
}

/** The names of a file's tests, as patterns: what a name is made of while it runs may be anything. */
async function testsOf(file) {
  if (file.endsWith('.rs')) {
    const source = await text(file);
    return (name) =>
      new RegExp(
        `#\\[(?:\\w+::)?test[^\\]]*\\][^{]*\\bfn ${name}\\(|proptest![^]*\\bfn ${name}\\(|on_both! {[^}]*\\b${name}\\b`,
      ).test(source);
  }
  const found = await Promise.all(folders.map((folder) => text(`${folder}/${file}`).catch(() => '')));
  const names = [...found.join('\n').matchAll(/\btest\((?:'((?:[^'\\]|\\.)+)'|`((?:[^`\\]|\\.)+)`)/g)].map(
    ([, plain, made]) => plain ?? made,
  );
  const escaped = (part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const patterns = names.map(
    (name) =>
      new RegExp(
        `^${name
          .split(/\$\{[^}]*\}/)
          .map(escaped)
          .join('.+')}$`,
      ),
  );
  return (name) => patterns.some((pattern) => pattern.test(name));
}

for (const document of ['docs/security-review.md', 'docs/accessibility.md', 'SECURITY.md', 'broker/SECURITY.md']) {
  test(`every test that ${document} names exists`, async () => {
    const missing = [];
    for (const { file, name } of named(await text(document)))
      if (!(await testsOf(file))(name)) missing.push(`${file}: ${name}`);
    assert.deepEqual(missing, []);
  });
}

test('the review names tests in every way that it may, and a test that does not exist is not found', async () => {
  const files = named(await text('docs/security-review.md')).map(({ file }) => file);
  assert.ok(files.length > 60, `${files.length} tests are named`);
  for (const kind of [/^security\.test\.js$/, /^server\.test\.js$/, /^src\/.*\.rs$/, /^tests\/journey\/.*\.rs$/])
    assert.ok(
      files.some((file) => kind.test(file)),
      String(kind),
    );
  for (const file of ['security.test.js', 'src/client/response.rs']) assert.ok(!(await testsOf(file))('no_such_test'));
});

test('in the review each threat has its number, and a test unless it says that it is not countered', async () => {
  const rows = (await text('docs/security-review.md')).split('\n').filter((line) => /^\| T\d+ \|/.test(line));
  assert.deepEqual(
    rows.map((row) => row.split(' ')[1]),
    rows.map((_, index) => `T${index + 1}`),
  );
  for (const row of rows)
    assert.ok(named(row).length > 0 || row.includes('**not countered by the widget**'), row.slice(0, 60));
});

test('the review lists the requests that SECURITY.md lets pass, and the example server passes the same', async () => {
  const asked = (document) =>
    [...new Set([...document.matchAll(/`((?:GET|POST) \/[\w/{}]*)`/g)].map(([, request]) => request))].sort();
  const [review, security] = [asked(await text('docs/security-review.md')), asked(await text('SECURITY.md'))];
  assert.equal(review.length, 15);
  assert.deepEqual(security, review);
  const routes = [...(await text('examples/server.js')).matchAll(/route: '([^']*)'/g)].map(([, route]) =>
    route.replace(/{\w+}/g, '{id}'),
  );
  assert.deepEqual([...new Set(routes)].sort(), review);
});

for (const document of documents) {
  test(`the links of ${document} lead to files that exist`, async () => {
    const links = [...(await text(document)).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link]) => link)
      .filter((link) => !/^[a-z]+:|^#/.test(link));
    const gone = [];
    for (const link of links)
      await access(path.join(root, path.dirname(document), link.split('#')[0])).catch(() => gone.push(link));
    assert.deepEqual(gone, []);
  });
}
