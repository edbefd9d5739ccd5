// What the bench computes without a browser: medians, targets and verdicts, grown answers, the chart.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { drawGrowth } from '../../bench/harness/chart.js';
import { find, withFields, withTemplates } from '../../bench/harness/fixtures.js';
import { cells, markdown } from '../../bench/harness/rows.js';
import { median, Samples } from '../../bench/harness/statistics.js';

const LIST = '/helpers/contract_create_data';
const FIELDS = '/helpers/template_types/1/data_fields';
const template = (id, name) => ({ id, name, template_type: { id: 1 } });
const answers = {
  [LIST]: [
    { id: 7, templates: [template(1, 'A'), template(2, 'B'), template(3, 'C')] },
    { id: 8, templates: [template(4, 'D')] },
  ],
  [FIELDS]: { data_fields: [{ custom_id: 'x', active: true }, { custom_id: 'y', active: false }] },
};

/** The cells of a row for these values by app. */
function measured(target, values) {
  const samples = new Samples();
  for (const [app, value] of Object.entries(values)) samples.add(app, { row: value });
  return cells({ id: 'row', label: 'Row', unit: 'ms', target }, samples);
}

test('the median is the value in the middle, and missing values do not count', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  assert.equal(median([undefined, 5, NaN]), 5);
  assert.equal(median([]), undefined);
});

test('a target is met, missed, or missed by less than the noise', () => {
  const verdict = (ours, again) => measured({ times: 1.2 }, { ours, floor: 100, again }).verdict;
  assert.equal(verdict(120, 100), 'met');
  assert.equal(verdict(121, 100), 'MISSED');
  assert.equal(verdict(121, 110), 'within noise');
  assert.equal(verdict(121, 90), 'within noise');
});

test('the best peer is the better of the one at hand and the one that was measured before', () => {
  const target = (solid) => measured({ peer: 1.1 }, { ours: 1, floor: 100, solid }).target;
  assert.equal(target(120), '≤ 110');
  assert.equal(target(105), '≤ 105');
  assert.equal(target(undefined), '≤ 110');
});

test('what was not measured has neither ratio nor verdict', () => {
  assert.equal(measured({ times: 1 }, { floor: 1 }), undefined);
  const alone = measured({ times: 1 }, { ours: 1 });
  assert.deepEqual([alone.floor, alone['ours ÷ floor'], alone.target, alone.verdict], ['–', '–', '', '']);
  assert.equal(measured({ most: 0 }, { ours: 0 }).verdict, 'met');
});

test('the columns of the table are aligned', () => {
  const rows = [measured({ times: 1 }, { ours: 1, floor: 2 }), measured(undefined, { ours: 1_000 })];
  const widths = markdown(rows).split('\n').map(({ length }) => length);
  assert.deepEqual(widths, widths.map(() => widths[0]));
});

test('a catalogue is cut or repeated, and every template keeps an id and a name of its own', () => {
  for (const count of [1, 2, 4, 5, 41]) {
    const templates = withTemplates(answers, count)[LIST].flatMap((workspace) => workspace.templates);
    assert.equal(templates.length, count);
    for (const key of ['id', 'name']) assert.equal(new Set(templates.map((one) => one[key])).size, count);
  }
  assert.deepEqual(withTemplates(answers, 4), answers);
});

test('a form gets as many fields as wanted, each with a custom id of its own', () => {
  const fields = withFields(answers, 1, 30)[FIELDS].data_fields;
  assert.equal(new Set(fields.map((field) => field.custom_id)).size, 30);
  assert.equal(answers[FIELDS].data_fields.length, 2, 'what was recorded stays');
});

test('a template is found with its workspace and its active fields', () => {
  const { workspace, fields } = find(answers, 'D');
  assert.deepEqual([workspace.id, fields.map((field) => field.custom_id)], [8, ['x']]);
  assert.throws(() => find(answers, 'E'), /no template is named E/);
});

test('the chart leaves out what could not be measured', () => {
  const series = new Map([
    ['ours', [1, 2, 3]],
    ['floor', [1, undefined, 0.5]],
    ['solid', [undefined, undefined, undefined]],
  ]);
  const svg = drawGrowth([{ title: 'Cost', unit: 'ms', sizes: [10, 100, 1_000], series }]);
  assert.doesNotMatch(svg, /NaN|undefined|Infinity/);
  assert.equal(svg.match(/<circle/g).length, 5);
});
