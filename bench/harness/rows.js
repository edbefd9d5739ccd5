// The rows of the table, in the words of the targets, and what each target is in this run.

const ms = (value) => (value < 100 ? value.toFixed(1) : value.toFixed(0));
const units = {
  ms,
  bytes: (value) => Math.round(value).toLocaleString('en'),
  s: (value) => value.toFixed(2),
  MB: (value) => value.toFixed(1),
  count: (value) => String(Math.round(value)),
};

/**
 * The targets: `times` is a multiple of the floor. `peer` is the ratio of the best peer to the floor where all peers
 * were measured; the target is then the better of that and of the peer at hand. `most` is a fixed number.
 */
export const ROWS = [
  { id: 'code', label: 'code over the whole task', unit: 'bytes', target: { most: 125_000 } },
  { id: 'cold', label: 'cold start, no throttling', unit: 'ms', target: { times: 1.4 } },
  { id: 'slow', label: 'cold start, Slow 4G', unit: 'ms', target: { times: 1.3 } },
  { id: 'throttled', label: 'cold start, 4× CPU', unit: 'ms', target: { times: 1.5 } },
  { id: 'cold', ours: 'preloaded', label: 'cold start, no throttling, preload lines', unit: 'ms' },
  { id: 'slow', ours: 'preloaded', label: 'cold start, Slow 4G, preload lines', unit: 'ms', target: { times: 1.1 } },
  { id: 'throttled', ours: 'preloaded', label: 'cold start, 4× CPU, preload lines', unit: 'ms' },
  { id: 'cold', ours: 'bundled', label: 'cold start, no throttling, bundled by Vite', unit: 'ms' },
  { id: 'slow', ours: 'bundled', label: 'cold start, Slow 4G, bundled by Vite', unit: 'ms' },
  { id: 'smallCpu', label: 'CPU to ready, small', unit: 'ms', target: { times: 40 / 22 } },
  { id: 'largeCpu', label: 'CPU to ready, 5,000 templates', unit: 'ms', target: { times: 96 / 64 } },
  { id: 'large', label: 'cold start, 5,000 templates', unit: 'ms', target: { times: 1.3 } },
  { id: 'key', label: '5,000 templates: key → list, p50', unit: 'ms', target: { peer: 7.3 / 6.9 } },
  { id: 'keyCpu', label: '5,000 templates: CPU per key', unit: 'ms', target: { peer: 5.2 / 4.1 } },
  { id: 'open', label: '500 fields: choose → all painted', unit: 'ms', target: { peer: 78 / 65 } },
  { id: 'openCpu', label: '500 fields: choose, CPU', unit: 'ms', target: { peer: 64 / 62 } },
  { id: 'type', label: '500 fields: typing, p50', unit: 'ms', target: { peer: 8.2 / 8.5 } },
  { id: 'typeCpu', label: '500 fields: typing, CPU per key', unit: 'ms', target: { peer: 5.9 / 5.8 } },
  { id: 'fill', label: 'filling all 500, CPU', unit: 's', target: { times: 1.2 } },
  { id: 'review', label: 'review: click → painted', unit: 'ms' },
  { id: 'reviewCpu', label: 'review, CPU', unit: 'ms' },
  { id: 'create', label: 'create: click → success painted', unit: 'ms', target: { times: 1.2 } },
  { id: 'formMemory', label: 'private memory, 500 fields', unit: 'MB', target: { peer: 44 / 37 } },
  { id: 'listMemory', label: 'private memory, 5,000 templates', unit: 'MB', target: { peer: 38 / 39 } },
  { id: 'nodesKept', label: '100 mounts: nodes kept', unit: 'count', target: { most: 0 } },
  { id: 'listenersKept', label: '100 mounts: listeners kept', unit: 'count', target: { most: 0 } },
  { id: 'wasmKept', label: '100 mounts: wasm memories kept', unit: 'count', target: { most: 0 } },
];

function limit(target, floor, solid) {
  if (!target) return undefined;
  if (target.most !== undefined) return target.most;
  if (floor === undefined) return undefined;
  return target.times ? target.times * floor : Math.min(target.peer * floor, solid ?? Infinity);
}

function verdict(ours, most, noise) {
  if (most === undefined || ours === undefined) return '';
  if (ours <= most) return 'met';
  return ours <= most * (1 + noise) ? 'within noise' : 'MISSED';
}

/** The cells of a row: what was measured, ratios to the floor, the target of this run and whether it is met. */
export function cells(row, samples) {
  const of = (app) => samples.median(row.id, app);
  const [ours, floor, again, solid, assembly] = [row.ours ?? 'ours', 'floor', 'again', 'solid', 'assembly'].map(of);
  if (ours === undefined) return undefined;
  const write = (value) => (value === undefined ? '–' : units[row.unit](value));
  const ratio = (value, to = floor) => (value === undefined || !to ? '–' : (value / to).toFixed(2));
  const most = limit(row.target, floor, solid);
  const noise = floor && again ? Math.abs(again / floor - 1) : 0;
  return {
    metric: `${row.label}, ${row.unit}`,
    ours: write(ours),
    floor: write(floor),
    'best peer': write(solid),
    assembly: write(assembly),
    'ours ÷ floor': ratio(ours),
    'peer ÷ floor': ratio(solid),
    'assembly ÷ floor': ratio(assembly),
    'A/A': ratio(again),
    target: most === undefined ? '' : `≤ ${write(most)}`,
    verdict: verdict(ours, most, noise),
    rounds: String(samples.rounds(row.id)),
  };
}

/** The rows that were measured. */
export const tableOf = (samples) => ROWS.map((row) => cells(row, samples)).filter(Boolean);

const isText = (column) => column === 'metric' || column === 'verdict';

/** The table as Markdown, whose columns are also aligned where it is printed. */
export function markdown(rows) {
  const columns = Object.keys(rows[0]);
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => row[column].length)));
  const pad = (text, at) => (isText(columns[at]) ? text.padEnd(widths[at]) : text.padStart(widths[at]));
  const line = (texts) => `| ${texts.map(pad).join(' | ')} |`;
  const rule = widths.map((width, at) => (isText(columns[at]) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(columns), `| ${rule.join(' | ')} |`, ...rows.map((row) => line(Object.values(row)))].join('\n');
}
