// What axe-core finds in an element: WCAG 2.2 AA and best practice.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The violations in what the element shows now, one a line. */
export async function violations(host) {
  const page = host.page();
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  // The colours during a transition between themes are not meant to be read.
  await host.evaluate((element) => {
    const isFinite = ({ effect }) => effect.getComputedTiming().iterations !== Infinity;
    const animations = element.shadowRoot.getAnimations().filter(isFinite);
    return Promise.all(animations.map(({ finished }) => finished.catch(() => {})));
  });
  const found = await host.evaluate((element, runOnly) => window.axe.run(element, { runOnly }), RULES);
  const describe = ({ html, any }) => `${html} ${any[0]?.message ?? ''}`;
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(describe).join(' | ')}`);
}
