// The same journeys in each engine, each with one browser process.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, beforeEach, test } from 'node:test';

import { addEnginePage } from './support/engine-site.js';

addEnginePage();
const { root } = await import('./support/environment.js');
const { closeEngines, ENGINES } = await import('./support/engines.js');
const { JOURNEYS } = await import('./support/engine-journeys/index.js');
const { EnginePage } = await import('./support/engine-page.js');
const { resetSandbox } = await import('./support/sandbox.js');

beforeEach(resetSandbox);
after(closeEngines);

/** What differs, for each engine that has done its journeys. */
const different = new Map();

for (const engine of ENGINES) {
  for (const [name, journey] of Object.entries(JOURNEYS)) {
    test(`${engine.name}: ${name}`, { skip: engine.skip, timeout: 60_000 }, async () => {
      const tab = await engine.openTab();
      try {
        const page = new EnginePage(tab);
        if ((await journey(page)) === false) different.set(engine.name, [...(different.get(engine.name) ?? []), name]);
        assert.deepEqual(await page.faults(), [], 'the page did something that it must never do');
      } finally {
        await tab.close();
      }
    });
  }
}

/** The rows of the first table of a text whose head begins with a word, as their cells. */
function tableOf(text, word) {
  const lines = text.slice(text.indexOf(`\n| ${word} |`) + 1).split('\n');
  const rows = lines.slice(0, lines.findIndex((line) => !line.startsWith('|')));
  return rows.map((row) => row.split('|').slice(1, -1).map((cell) => cell.trim()));
}

/** Whether a version is at least as new as another, of which it has the first parts. */
function isAtLeast(version, oldest) {
  const [parts, least] = [version, oldest].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)));
  const different = least.findIndex((part, place) => part !== parts[place]);
  return different < 0 || parts[different] > least[different];
}

const [[, ...engines], , ...rows] = tableOf(readFileSync(`${root}/www/README.md`, 'utf8'), 'tested');

test('the browser table has each journey and each engine, and nothing else', () => {
  assert.deepEqual(rows.map(([name]) => name), Object.keys(JOURNEYS));
  assert.deepEqual(engines.map((head) => head.split(' ')[0]), ENGINES.map(({ name }) => name));
});

for (const [place, engine] of ENGINES.entries()) {
  const { name, skip } = engine;

  test(`the browser table says what differs in ${name}`, { skip }, () => {
    // What the table says to differ may work by now.
    const works = rows.filter((cells) => cells[place + 1] === 'works').map(([journey]) => journey);
    const wrong = (different.get(name) ?? []).filter((journey) => works.includes(journey));
    assert.deepEqual(wrong, []);
  });

  test(`the browser table names no version of ${name} that is newer than this one`, { skip }, async () => {
    const [, oldest] = engines[place].split(' ');
    const version = await engine.version();
    assert.ok(isAtLeast(version, oldest), `this is ${version}: it passes, so the table need not say ${oldest}`);
  });
}

test('versions are compared by their numbers', () => {
  for (const [version, oldest] of [['156.0.1', '156'], ['2.50.6', '2.50'], ['2.100', '2.50'], ['160.0', '156.3']])
    assert.ok(isAtLeast(version, oldest), `${version} ${oldest}`);
  for (const [version, oldest] of [['99.0', '156'], ['2.49.9', '2.50'], ['156.0', '156.3']])
    assert.ok(!isAtLeast(version, oldest), `${version} ${oldest}`);
});
