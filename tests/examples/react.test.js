// The React components, in an app that has all of them: they listen for every event that their elements have.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { serve } from '../../examples/serve.js';
import { folder, sandbox, test, useApp } from './support/app.js';

const app = useApp();
const manifest = path.join(folder('esbuild'), 'node_modules/oneflow-contract-picker/custom-elements.json');
const [{ declarations }] = JSON.parse(await readFile(manifest, 'utf8')).modules;

/** The types of events that an element has listeners for, as the browser knows them. */
async function listenedFor(client, tag) {
  const { result } = await client.send('Runtime.evaluate', { expression: `document.querySelector('${tag}')` });
  const { listeners } = await client.send('DOMDebugger.getEventListeners', { objectId: result.objectId });
  return [...new Set(listeners.map(({ type }) => type))].filter((type) => type.startsWith('oneflow-')).sort();
}

test('the React components listen for every event of their elements', async () => {
  const { origin, close } = await serve({ folder: folder('esbuild'), api: sandbox });
  try {
    const { page } = app;
    await page.goto(`${origin}/`);
    await app.creates();
    await page.locator('oneflow-contract-card').getByText('Draft').first().waitFor();
    await page.getByRole('button', { name: 'All contracts' }).click();
    await page.locator('oneflow-contract-list').getByText('Supply agreement').first().waitFor();
    const client = await page.context().newCDPSession(page);
    for (const { tagName, events } of declarations) {
      assert.deepEqual(await listenedFor(client, tagName), events.map(({ name }) => name).sort(), tagName);
    }
  } finally {
    await close();
  }
});
