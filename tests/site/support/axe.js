// What axe-core finds on a page: WCAG 2.2 AA and best practice.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The violations on the page, one a line. */
export async function violations(page) {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate((runOnly) => window.axe.run(document, { runOnly }), RULES);
  const describe = ({ html, any }) => `${html.slice(0, 200)} ${any[0]?.message ?? ''}`;
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(describe).join(' | ')}`);
}
