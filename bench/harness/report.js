// The file RESULTS.md: the table with what it was measured with.
import { readFileSync } from 'node:fs';
import os from 'node:os';

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

function versions(browser) {
  const { version } = read('../../www/package.json');
  const { dependencies, devDependencies } = read('../apps/package.json');
  const peers = Object.entries({ ...dependencies, vite: devDependencies.vite });
  const pinned = peers.filter(([, number]) => /^\d/.test(number)).map(([name, number]) => `${name} ${number}`);
  return [
    `oneflow-contract-picker ${version}`,
    `Chromium ${browser}`,
    `Node ${process.versions.node}`,
    ...pinned,
    `${os.cpus().length} × ${os.cpus()[0].model.trim()}, ${os.type()}`,
  ];
}

/** How many programs wanted to compute when the bench began; more than a fraction of one distorts. */
const LOAD = os.loadavg()[0].toFixed(1);

function growthTable({ title, unit, sizes, series }) {
  const number = (value) => (value === undefined ? '–' : value.toPrecision(3));
  return [
    `| ${title}, ${unit} | ${sizes.map((size) => size.toLocaleString('en')).join(' | ')} |`,
    `| --- |${' ---: |'.repeat(sizes.length)}`,
    ...[...series].map(([name, costs]) => `| ${name} | ${costs.map(number).join(' | ')} |`),
  ].join('\n');
}

/** The tables beside the chart. */
export const growthTables = (panels) => panels.map(growthTable).join('\n\n');

/** The whole file. */
export function report({ table, growth, version }) {
  return `# Results

\`cargo xtask bench\` writes this file. Medians of ${new Date().toISOString().slice(0, 10)}. The load average was
${LOAD} at the start; on a quiet machine it is near 0. Only the ratios mean anything on another machine.
[NOTES.md](NOTES.md) says how to read them.

${table}

## Growth

![Processor time by number of templates and of fields](growth.svg)

${growthTables(growth)}

## Measured with

${versions(version).map((line) => `- ${line}`).join('\n')}
`;
}
