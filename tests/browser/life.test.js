// Life in a page: a core that stops, its neighbours, and what comes back.
import assert from 'node:assert/strict';

import { breaks } from './support/picker.js';
import { test, useStage } from './support/stage.js';
import { arm, creations } from './support/world.js';

const stage = useStage();

/** What the browser says of its network, as far as the page can tell. */
const network = (online) => stage.page.evaluate((there) => {
  if (there) delete navigator.onLine;
  else Object.defineProperty(navigator, 'onLine', { get: () => false, configurable: true });
  window.dispatchEvent(new Event(there ? 'online' : 'offline'));
}, online);

test('a core that stops is told, and the element comes back with what was typed', async () => {
  stage.provokes(/stopped at|provoked|unreachable|failed to/);
  const picker = await stage.filling();
  await picker.name.fill('Outlives a stop');
  await picker.label('Delivery terms').fill('Typed before');
  await breaks(picker);
  stage.faults.length = 0;
  await picker.name.fill('n'.repeat(131));
  await picker.button('Review').click().catch(() => {});
  const error = await stage.heard('oneflow-error');
  assert.equal(error.kind, 'render');
  await picker.in('filling');
  assert.equal(await picker.label('Delivery terms').inputValue(), 'Typed before');
  await picker.name.fill('Outlives a stop');
  stage.faults.length = 0;
  await picker.create();
  await picker.in('created');
});

test('in the middle of a creation it comes back as unconfirmed, and nothing is created twice', async () => {
  stage.provokes(/stopped at|provoked|unreachable|failed to/);
  const picker = await stage.filling();
  await picker.name.fill('Made meanwhile');
  await picker.button('Review').click();
  await picker.in('reviewing');
  await arm({ on: 'POST /contracts/create', kind: 'slow', millis: 1500 });
  await picker.button('Create draft').click();
  await picker.in('creating');
  await stage.page.waitForTimeout(200);
  await breaks(picker);
  // Something to draw: the notice that the network is gone.
  await network(false);
  await picker.in('unconfirmed');
  await network(true);
  stage.faults.length = 0;
  await picker.button('This is it').click();
  await picker.in('created');
  assert.equal((await creations()).length, 1);
});
