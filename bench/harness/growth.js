// How the cost grows: a key in the search with more templates, a key and a form with more fields.
import { choose, search, typeInField } from './journey.js';
import { encoded, leanTemplates, WIDE, withFields, withTemplates } from './fixtures.js';
import { Tab } from './browser.js';
import { median } from './statistics.js';

const TEMPLATES = [500, 5_000, 50_000];
const FIELDS = [50, 500, 2_000];
const ROUNDS = 2;

async function opened(browser, app, answers, use) {
  Object.assign(app, { answers, code: 0 });
  app.received.length = 0;
  const tab = await Tab.open(browser, app);
  try {
    await tab.load();
    return await use(tab);
  } finally {
    await tab.close();
  }
}

/** The middle of some rounds; nothing where an app fails, which the chart leaves out. */
async function rounds(measure, app, say) {
  const values = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await measure().then(
      (value) => values.push(value),
      (error) => say(`growth, ${app.name}: ${error.message}`),
    );
  }
  return (key) => median(values.map((value) => value[key]));
}

/** The panels of the chart: for each app a value for each size. */
export async function measureGrowth({ browser, used, fixtures }, say) {
  const apps = used.filter(({ name }) => name !== 'again');
  const panel = (title, unit, sizes) => ({ title, unit, sizes, series: new Map(apps.map(({ name }) => [name, []])) });
  const keys = panel('CPU per key, by templates', 'ms', TEMPLATES);
  const typing = panel('CPU per key, by fields', 'ms', FIELDS);
  const opening = panel('CPU to open the form, per field', 'ms', FIELDS);
  for (const size of TEMPLATES) {
    const answers = encoded(leanTemplates(withTemplates(fixtures.large.answers, size)));
    for (const app of apps) {
      const measure = () => opened(browser, app, answers, (tab) => search(tab, ['lease 13']));
      keys.series.get(app.name).push((await rounds(measure, app, say))('cpu'));
    }
    say(`growth: ${size} templates`);
  }
  const { answers: wide } = fixtures.wide;
  const type = wide['/helpers/contract_create_data'].flatMap(({ templates }) => templates).find((t) => t.name === WIDE);
  for (const size of FIELDS) {
    const answers = encoded(withFields(wide, type.template_type.id, size));
    for (const app of apps) {
      const measure = () =>
        opened(browser, app, answers, async (tab) => {
          const form = await choose(tab, WIDE, size);
          const typed = await typeInField(tab, size / 2, 'abcdefghij');
          return { open: form.cpu / size, type: typed.cpu };
        });
      const of = await rounds(measure, app, say);
      opening.series.get(app.name).push(of('open'));
      typing.series.get(app.name).push(of('type'));
    }
    say(`growth: ${size} fields`);
  }
  return [keys, typing, opening];
}
