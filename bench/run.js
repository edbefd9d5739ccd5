// Measures the package beside the floor, the best framework peer and an assembly of libraries. `cargo xtask bench`
// builds what this needs and calls it; `NOTES.md` says how to read what it prints.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { serveApps } from './harness/apps.js';
import { launch } from './harness/browser.js';
import { check } from './harness/check.js';
import { drawGrowth } from './harness/chart.js';
import { encoded, record, startSandbox } from './harness/fixtures.js';
import { measureGrowth } from './harness/growth.js';
import { growthTables, report } from './harness/report.js';
import { markdown, tableOf } from './harness/rows.js';
import { SLOW, THROTTLED, form, large, memory, mounts, start } from './harness/stages.js';
import { Samples } from './harness/statistics.js';

const { CHROMIUM: chromium, SANDBOX: sandbox, DIST: dist, APPS: built } = process.env;
const quick = process.argv.includes('--quick');
// Names of stages, such as `form large`, to measure only these.
const only = process.argv.slice(2).filter((word) => !word.startsWith('--'));

/** Each with the rounds that are wanted, and the seconds after which no further round begins: long form, short form. */
const STAGES = [
  { name: 'cold', stage: start('cold'), apps: 'starting', long: [9, 120], short: [3, 30] },
  { name: 'slow', stage: start('slow', SLOW), apps: 'starting', long: [5, 180], short: [1, 30] },
  { name: 'throttled', stage: start('throttled', THROTTLED), apps: 'starting', long: [7, 120], short: [2, 25] },
  { name: 'large', stage: large, apps: 'used', long: [7, 200], short: [2, 40] },
  { name: 'form', stage: form, apps: 'used', long: [5, 300], short: [1, 60] },
  { name: 'memory', stage: memory, apps: 'used', long: [3, 100] },
  { name: 'mounts', stage: mounts, apps: 'used', long: [1, 60] },
];

const folder = (name) => fileURLToPath(new URL(name, import.meta.url));
const since = (begun) => (performance.now() - begun) / 1_000;
const say = (text) => process.stderr.write(`${text}\n`);

/** What the sandboxes answer; the wide one stays, to judge the contracts. */
async function recordAll() {
  const fixtures = {};
  const sandboxes = {};
  for (const seed of ['small', 'large', 'wide']) {
    sandboxes[seed] = await startSandbox(sandbox, seed);
    const answers = await record(sandboxes[seed]);
    fixtures[seed] = { answers, encoded: encoded(answers) };
    if (seed !== 'wide') sandboxes[seed].stop();
  }
  return { fixtures, judge: sandboxes.wide };
}

/** Tries again after a failure: a busy machine sometimes loses a browser. */
const twice = (act) =>
  act().catch((error) => {
    say(`once more: ${error.message}`);
    return act();
  });

/** Runs a stage for every app in turn, each round in another order, so that no app always follows the same one. */
async function rounds({ name, stage, ...planned }, bench, samples, failures) {
  const [wanted, seconds] = (quick && planned.short) || planned.long;
  const begun = performance.now();
  for (let round = 0; round < wanted && since(begun) < seconds; round += 1) {
    const apps = bench[planned.apps];
    const turned = [...apps.slice(round % apps.length), ...apps.slice(0, round % apps.length)];
    for (const app of round % 2 === 0 ? turned : turned.reverse()) {
      await twice(() => stage(bench, app)).then(
        (values) => samples.add(app.name, values),
        (error) => failures.push(`${name}, ${app.name}: ${error.message}`),
      );
    }
    say(`${name}: round ${round + 1} of ${wanted}, ${since(begun).toFixed(0)} s`);
  }
}

/** Measures what is wanted, prints it and, if that is everything, writes it. */
async function measure(bench, version, failures) {
  const isWanted = (name, short) => (only.length > 0 ? only.includes(name) : short || !quick);
  const samples = new Samples();
  for (const stage of STAGES.filter(({ name, short }) => isWanted(name, short))) {
    await rounds(stage, bench, samples, failures);
  }
  const rows = tableOf(samples);
  const table = rows.length > 0 ? markdown(rows) : 'No row was measured.';
  process.stdout.write(`\n${table}\n\n`);
  if (!isWanted('growth')) return;
  const growth = await measureGrowth(bench, say);
  process.stdout.write(`${growthTables(growth)}\n\n`);
  if (only.length > 0) return;
  writeFileSync(folder('growth.svg'), drawGrowth(growth));
  writeFileSync(folder('RESULTS.md'), report({ table, growth, version }));
}

async function main() {
  const begun = performance.now();
  const { fixtures, judge } = await recordAll();
  const served = await serveApps({ dist, built });
  const browser = await launch(chromium);
  const failures = [];
  try {
    const bench = { ...served, browser, chromium, fixtures };
    await check(bench, judge, say);
    judge.stop();
    await measure(bench, browser.version(), failures);
  } finally {
    judge.stop();
    await browser.close();
    served.close();
  }
  say(`${(since(begun) / 60).toFixed(1)} minutes`);
  if (failures.length > 0) throw new Error(`${failures.length} measurements failed:\n${failures.join('\n')}`);
}

main().catch((error) => {
  say(`error: ${error.stack}`);
  process.exitCode = 1;
});
