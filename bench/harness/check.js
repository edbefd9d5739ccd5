// Before anything is measured: every app does the task, and the sandbox accepts the contract that it sends.
import { choose, createContract, fillAll, search } from './journey.js';
import { encoded, WIDE, withFields } from './fixtures.js';
import { Tab } from './browser.js';
import { WIDE_FIELDS } from './stages.js';

const FIELDS = 20;

async function checkApp(browser, app, answers) {
  const tab = await Tab.open(browser, app);
  try {
    await tab.load();
    await search(tab, ['reseller']);
    await choose(tab, WIDE, FIELDS);
    await fillAll(tab, FIELDS);
    await createContract(tab, answers, WIDE);
  } finally {
    await tab.close();
  }
}

/** Fails if an app does not do the task; from then on each gets the answer that the sandbox gave it here. */
export async function check({ apps, browser, fixtures }, judge, say) {
  const { answers } = fixtures.wide;
  const [type] = answers['/helpers/contract_create_data']
    .flatMap(({ templates }) => templates)
    .filter(({ name }) => name === WIDE)
    .map((template) => template.template_type.id);
  const few = withFields(answers, type, FIELDS);
  for (const app of apps) {
    app.answers = encoded(few);
    let created;
    app.create = async (contract) => {
      created = await judge.request('/contracts/create', contract);
      return created;
    };
    await checkApp(browser, app, few);
    say(`${app.name} creates what was typed`);
    if (created.data_fields.length !== WIDE_FIELDS) throw new Error('the sandbox has another number of fields');
    // The package takes no contract for its own that is older than its attempt.
    app.create = async () => {
      const own = { ...created._private_ownerside, created_time: new Date().toISOString() };
      return { ...created, _private_ownerside: own };
    };
  }
}
