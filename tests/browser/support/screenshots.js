// Screenshots of a step for people to look at, and a check that nothing in it overflows.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { api, artifacts, site, siri, token } from './environment.js';
import { Picker } from './picker.js';

const WIDTHS = [320, 400, 900];
const THEMES = ['light', 'dark'];

/** Opens an empty page with nothing but a picker, prefilled with the demo's deal. */
export async function openAlone(fixture, { user = siri, ...attributes } = {}) {
  const { page } = fixture;
  await page.goto(`${site}/demo/blank.html`);
  await page.evaluate(
    async ([base, headers, given]) => {
      const { prefill } = await import('/demo/deal.js');
      const properties = { id: 'picker', authorize: () => headers, prefill };
      const element = Object.assign(document.createElement('oneflow-contract-picker'), properties);
      const all = {
        'extension-type': 'demo_crm',
        'contract-name': 'Supply agreement, Acme AB',
        'api-base': base,
        ...given,
      };
      for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
      Object.assign(document.body.style, { margin: '0', padding: '24px', font: '14px/1.45 sans-serif' });
      element.style.blockSize = '640px';
      document.body.append(element);
    },
    [api, { 'x-oneflow-api-token': token, 'x-oneflow-user-email': user }, attributes],
  );
  return new Picker(page, '#picker');
}

/** What is outside of the element to either side, or scrolls sideways inside of it. */
export const overflowing = (picker) =>
  picker.host.evaluate((element) => {
    const host = element.getBoundingClientRect();
    // A text box scrolls what is typed into it; a box of the layout must not.
    const scrollsSideways = (inner) =>
      !inner.matches('input, textarea, select, svg, svg *') &&
      inner.clientWidth > 0 &&
      inner.scrollWidth > inner.clientWidth + 1 &&
      getComputedStyle(inner).display !== 'inline';
    const found = [];
    for (const inner of element.shadowRoot.querySelectorAll('*')) {
      const { left, right, width } = inner.getBoundingClientRect();
      if (inner.closest('.unseen, option') || width === 0) continue;
      const name = `${inner.tagName.toLowerCase()}.${inner.getAttribute('class') ?? ''}#${inner.id}`;
      if (left < host.left - 0.5 || right > host.right + 0.5) {
        found.push(`${name} is at ${left} to ${right} of ${host.left} to ${host.right}`);
      }
      if (scrollsSideways(inner)) found.push(`${name} is ${inner.scrollWidth} wide inside ${inner.clientWidth}`);
    }
    return found;
  });

/** Takes screenshots of a step, scrolled to `target` if given, and checks that nothing overflows in LTR and RTL. */
export async function takeScreenshots(picker, step, target) {
  const { page } = picker;
  await mkdir(artifacts, { recursive: true });
  const shot = (name) => picker.host.screenshot({ path: path.join(artifacts, `${name}.png`), animations: 'disabled' });
  for (const width of WIDTHS) {
    for (const theme of THEMES) {
      await picker.host.evaluate(
        (element, [inlineSize, colorScheme]) => {
          element.style.inlineSize = `${inlineSize}px`;
          const background = colorScheme === 'dark' ? '#0d1320' : '#f3f4f8';
          Object.assign(document.documentElement.style, { colorScheme, background });
        },
        [width, theme],
      );
      await target?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await shot(`${step}-${theme}-${width}`);
    }
    for (const direction of ['rtl', 'ltr']) {
      await page.evaluate((dir) => {
        document.documentElement.dir = dir;
      }, direction);
      assert.deepEqual(await overflowing(picker), [], `${step}, ${width} px, ${direction}`);
      if (direction === 'rtl' && width === 320) await shot(`${step}-rtl-${width}`);
    }
  }
}
