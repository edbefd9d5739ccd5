// Elements on an empty page.
import { api, site, siri, token } from './environment.js';
import { Picker } from './picker.js';

/** Opens a page with the package's scripts and nothing else. */
export const openBlankPage = (page, options) => page.goto(`${site}/demo/blank.html`, options);

/** Appends a picker with each of these ids to what a selector finds, or to its shadow root if it has one. */
export async function mountPickers(page, ids, attributes = {}, into = 'body') {
  await page.evaluate(
    ([names, base, headers, given, selector]) => {
      for (const id of names) {
        const element = Object.assign(document.createElement('oneflow-contract-picker'), {
          id,
          authorize: () => headers,
        });
        const all = { 'api-base': base, 'extension-type': 'demo_crm', ...given };
        for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
        const parent = document.querySelector(selector);
        (parent.shadowRoot ?? parent).append(element);
      }
    },
    [ids, api, { 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri }, attributes, into],
  );
  return ids.map((id) => new Picker(page, `#${id}`));
}
