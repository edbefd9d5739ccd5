// Elements on a page of the test's own.
import { Picker } from './picker.js';
import { api, site, siri, token } from './world.js';

/** Goes to a page with the package's scripts and nothing else. */
export const blank = (page) => page.goto(`${site}/demo/blank.html`);

/** Puts a picker with each of these ids at the end of what `into` selects, and gives them. */
export async function put(page, ids, attributes = {}, into = 'body') {
  await page.evaluate(([names, base, pairs, given, selector]) => {
    for (const id of names) {
      const element = Object.assign(document.createElement('oneflow-contract-picker'), { id, authorize: () => pairs });
      const set = { 'api-base': base, 'extension-type': 'demo_crm', ...given };
      for (const [name, value] of Object.entries(set)) element.setAttribute(name, value);
      const place = document.querySelector(selector);
      (place.shadowRoot ?? place).append(element);
    }
  }, [ids, api, { 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri }, attributes, into]);
  return ids.map((id) => new Picker(page, `#${id}`));
}
