// Pictures of a step for people to look at, and what a program can judge of looks: that nothing sticks out.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { Picker } from './picker.js';
import { api, artifacts, site, siri, token } from './world.js';

const widths = [320, 400, 900];
const themes = ['light', 'dark'];

/** The element alone on an empty page, with the deal's values. */
export async function alone(stage, { user = siri, ...attributes } = {}) {
  const { page } = stage;
  await page.goto(`${site}/demo/blank.html`);
  await page.evaluate(async ([base, pairs, more]) => {
    const { prefill } = await import('/demo/deal.js');
    const element = Object.assign(document.createElement('oneflow-contract-picker'), { id: 'picker', authorize: () => pairs, prefill });
    const set = { 'extension-type': 'demo_crm', 'contract-name': 'Supply agreement, Acme AB', 'api-base': base, ...more };
    for (const [name, value] of Object.entries(set)) element.setAttribute(name, value);
    Object.assign(document.body.style, { margin: '0', padding: '24px', font: '14px/1.45 sans-serif' });
    element.style.blockSize = '640px';
    document.body.append(element);
  }, [api, { 'x-oneflow-api-token': token, 'x-oneflow-user-email': user }, attributes]);
  return new Picker(page, '#picker');
}

/** What sticks out of the element to either side, or can be scrolled sideways. */
export const sticksOut = (picker) => picker.host.evaluate((element) => {
  const host = element.getBoundingClientRect();
  const found = [];
  for (const inner of element.shadowRoot.querySelectorAll('*')) {
    const { left, right, width } = inner.getBoundingClientRect();
    if (inner.closest('.unseen, option') || width === 0) continue;
    const name = `${inner.tagName.toLowerCase()}.${inner.getAttribute('class') ?? ''}#${inner.id}`;
    if (left < host.left - 0.5 || right > host.right + 0.5) found.push(`${name} is at ${left} to ${right} of ${host.left} to ${host.right}`);
    // A text box scrolls what is typed into it; a box of the layout must not.
    if (!inner.matches('input, textarea, select, svg, svg *') && inner.scrollWidth > inner.clientWidth + 1 && inner.clientWidth > 0 && getComputedStyle(inner).display !== 'inline') {
      found.push(`${name} is ${inner.scrollWidth} wide inside ${inner.clientWidth}`);
    }
  }
  return found;
});

/** Takes the pictures of a step and checks that nothing sticks out of it, in either direction of writing. */
export async function look(picker, step) {
  const { page } = picker;
  await mkdir(artifacts, { recursive: true });
  const shot = (name) => picker.host.screenshot({ path: path.join(artifacts, `${name}.png`), animations: 'disabled' });
  for (const width of widths) {
    for (const theme of themes) {
      await picker.host.evaluate((element, [wide, scheme]) => {
        element.style.inlineSize = `${wide}px`;
        Object.assign(document.documentElement.style, { colorScheme: scheme, background: scheme === 'dark' ? '#0d1320' : '#f3f4f8' });
      }, [width, theme]);
      await shot(`${step}-${theme}-${width}`);
    }
    for (const direction of ['rtl', 'ltr']) {
      await page.evaluate((dir) => { document.documentElement.dir = dir; }, direction);
      assert.deepEqual(await sticksOut(picker), [], `${step}, ${width} px, ${direction}`);
      if (direction === 'rtl' && width === 320) await shot(`${step}-rtl-${width}`);
    }
  }
}
