// What axe-core finds in an element: WCAG 2.2 AA and best practice.
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What is wrong with what the element shows now, a line each. */
export async function violations(host) {
  const page = host.page();
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  // Colours that are still on their way from one theme to the other are no colours to judge.
  await host.evaluate((element) => {
    const ending = element.shadowRoot.getAnimations().filter(({ effect }) => effect.getComputedTiming().iterations !== Infinity);
    return Promise.all(ending.map(({ finished }) => finished.catch(() => {})));
  });
  const found = await host.evaluate((element, runOnly) => window.axe.run(element, { runOnly }), rules);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, any }) => `${html} ${any[0]?.message ?? ''}`).join(' | ')}`);
}
