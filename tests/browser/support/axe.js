// What axe-core finds in an element or on a page: WCAG 2.2 AA and best practice.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function load(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
}

function lines({ violations }) {
  const describe = ({ html, any }) => `${html} ${any[0]?.message ?? ''}`;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(describe).join(' | ')}`);
}

/** The violations in what the element shows now, one a line. */
export async function violations(host) {
  await load(host.page());
  // The colours during a transition between themes are not meant to be read.
  await host.evaluate((element) => {
    const isFinite = ({ effect }) => effect.getComputedTiming().iterations !== Infinity;
    const animations = element.shadowRoot.getAnimations().filter(isFinite);
    return Promise.all(animations.map(({ finished }) => finished.catch(() => {})));
  });
  return lines(await host.evaluate((element, runOnly) => window.axe.run(element, { runOnly }), RULES));
}

/** The violations on the whole page, one a line. */
export async function violationsOnPage(page) {
  await load(page);
  return lines(await page.evaluate((runOnly) => window.axe.run(document, { runOnly }), RULES));
}
