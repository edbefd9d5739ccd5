// The chart of growth: panels beside each other, both axes logarithmic, so that twice the size is the same step.

const WIDTH = 300;
const HEIGHT = 240;
const [LEFT, TOP, RIGHT, BOTTOM] = [44, 66, 52, 34];
const GAP = 16;
const LABEL = 13;
const NAMES = { ours: 'this package', floor: 'floor', solid: 'Solid', assembly: 'React, MUI' };
const LIGHT = { card: '#fff', ink: '#1b1f24', soft: '#5a6571', grid: '#dde2e8' };
const DARK = { card: '#15191e', ink: '#eef1f4', soft: '#a5b0bc', grid: '#343b44' };
const LIGHT_LINES = { ours: '#1f5fe0', floor: '#2c7a4b', solid: '#9a5b00', assembly: '#b3261e' };
const DARK_LINES = { ours: '#7ea6ff', floor: '#63c38a', solid: '#f0b35a', assembly: '#ff8a80' };
const DASHES = { ours: 'none', floor: '6 3', solid: '2 3', assembly: '10 4' };

const rules = (names, rule) => Object.entries(names).map(([name, value]) => rule(name, value)).join(' ');
const theme = ({ card, ink, soft, grid }, lines) => `
  .card { fill: ${card}; } text { fill: ${ink}; } .soft { fill: ${soft}; } .grid { stroke: ${grid}; }
  ${rules(lines, (name, colour) => `.${name} { fill: ${colour}; } .line.${name} { fill: none; stroke: ${colour}; }`)}`;
const STYLE = `
  svg { font: 12px system-ui, sans-serif; } .title { font-weight: 600; } .line { stroke-width: 2; }
  ${rules(DASHES, (name, dashes) => `.line.${name} { stroke-dasharray: ${dashes}; }`)}${theme(LIGHT, LIGHT_LINES)}
  @media (prefers-color-scheme: dark) {${theme(DARK, DARK_LINES)}
  }`;

const text = (x, y, content, attributes = '') => `<text x="${x}" y="${y}" ${attributes}>${content}</text>`;
const number = (value) => Number(value.toPrecision(2)).toLocaleString('en');

/** 1, 2 and 5 times every power of ten around the values. */
function steps(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const all = [];
  for (let power = -4; power < 6; power += 1) for (const digit of [1, 2, 5]) all.push(digit * 10 ** power);
  const first = all.findLastIndex((step) => step <= low);
  const last = all.findIndex((step) => step >= high);
  return all.slice(Math.max(first, 0), last + 1);
}

/** Moves labels apart that would cover each other: down, and then up again from the bottom. */
function apart(labels) {
  const sorted = labels.sort((a, b) => a.y - b.y);
  for (let at = 1; at < sorted.length; at += 1) sorted[at].y = Math.max(sorted[at].y, sorted[at - 1].y + LABEL);
  let lowest = HEIGHT - BOTTOM;
  for (const label of sorted.toReversed()) {
    label.y = Math.min(label.y, lowest);
    lowest = label.y - LABEL;
  }
  return sorted;
}

function panel({ title, unit, sizes, series }, offset) {
  const values = [...series.values()].flat().filter(Number.isFinite);
  if (values.length === 0) return '';
  const ticks = steps(values);
  const [low, high] = [ticks[0], ticks.at(-1)].map(Math.log);
  const [from, to] = [offset + LEFT, offset + WIDTH - RIGHT];
  const x = (size) =>
    from + ((to - from) * Math.log(size / sizes[0])) / Math.log(sizes.at(-1) / sizes[0]);
  const y = (value) => HEIGHT - BOTTOM - ((HEIGHT - BOTTOM - TOP) * (Math.log(value) - low)) / (high - low || 1);
  const parts = [text(offset + 8, TOP - 14, `${title}, ${unit}`, 'class="title"')];
  for (const tick of ticks) {
    parts.push(`<path class="grid" d="M${from} ${y(tick)}H${to}"/>`);
    parts.push(text(from - 6, y(tick) + 4, number(tick), 'class="soft" text-anchor="end"'));
  }
  for (const size of sizes) {
    parts.push(text(x(size), HEIGHT - 12, size.toLocaleString('en'), 'class="soft" text-anchor="middle"'));
  }
  const ends = [];
  for (const [name, costs] of series) {
    const measured = costs.map((cost, at) => ({ cost, size: sizes[at] })).filter(({ cost }) => Number.isFinite(cost));
    if (measured.length === 0) continue;
    const points = measured.map(({ cost, size }) => [x(size).toFixed(1), y(cost).toFixed(1)]);
    parts.push(`<path class="line ${name}" d="M${points.map((point) => point.join(' ')).join('L')}"/>`);
    parts.push(...points.map(([cx, cy]) => `<circle class="${name}" cx="${cx}" cy="${cy}" r="3"/>`));
    ends.push({ y: y(measured.at(-1).cost), value: measured.at(-1).cost, name });
  }
  const label = ({ y: height, value, name }) => text(to + 8, height + 4, number(value), `class="${name}"`);
  parts.push(...apart(ends).map(label));
  return parts.join('\n');
}

/** The chart as an SVG document. */
export function drawGrowth(panels) {
  const width = panels.length * WIDTH + (panels.length - 1) * GAP;
  const names = [...panels[0].series.keys()];
  const legend = names.map((name, at) => {
    const left = 8 + at * 120;
    return `<path class="line ${name}" d="M${left} 22h28"/>${text(left + 34, 26, NAMES[name])}`;
  });
  const drawn = panels.map((one, at) => panel(one, at * (WIDTH + GAP)));
  const size = `viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img">`,
    '<title>Processor time by number of templates and of fields, both axes logarithmic</title>',
    `<style>${STYLE}</style>`,
    `<rect class="card" width="${width}" height="${HEIGHT}" rx="8"/>`,
    ...legend,
    ...drawn,
    '</svg>\n',
  ].join('\n');
}
