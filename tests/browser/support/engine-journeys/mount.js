// An element on the page of `engine-site.js`.
import { prefill as deal } from '../../../../demo/deal.js';
import { api, site, siri, token } from '../environment.js';

// Without the value that no template knows, of which the console says so.
const { legacy_id: unknown, ...fields } = deal.fields;
/** The deal's values. */
export const prefill = { ...deal, fields };

const HEADERS = { 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri };

/** Opens the page, without an element. */
export const openPage = (page) => page.goto(`${site}/engine.html`);

/** Adds an element with attributes; a picker with the deal's values. */
export async function mount(page, attributes = {}, name = 'oneflow-contract-picker') {
  const properties = name === 'oneflow-contract-picker' ? { prefill } : {};
  await page.evaluate(
    (tag, headers, all, given) => {
      const element = Object.assign(document.createElement(tag), { id: 'picker', authorize: () => headers, ...given });
      for (const [attribute, value] of Object.entries(all)) element.setAttribute(attribute, value);
      document.body.append(element);
    },
    name,
    HEADERS,
    { 'api-base': api, 'extension-type': 'demo_crm', ...attributes },
    properties,
  );
}

/** Chooses a template by what is typed into the search. */
export async function choose(page, typed = 'Supply agreement') {
  await page.waitForState('choosing');
  await page.focus('#search');
  await page.type(typed);
  await page.press('Enter');
  await page.waitForState('filling');
}

/** Opens the page with a picker, and chooses a template. */
export async function openFilling(page, attributes) {
  await openPage(page);
  await mount(page, attributes);
  await choose(page);
}

/** Reviews the form and creates a draft, by keys. */
export async function create(page) {
  await page.activate('Review');
  await page.waitForState('reviewing');
  await page.activate('Create draft');
}

/** The contract of the element. */
export const contractOf = (page) => page.evaluate((id) => document.getElementById(id).contract, page.id);

/** Divides the waits that begin from now on, if they are long. */
export const hurry = (page, by) =>
  page.evaluate((times) => {
    window.hurry = times;
  }, by);
