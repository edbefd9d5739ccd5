// Crashes of the WebAssembly module: the element restarts, and nothing typed or created is lost.
import assert from 'node:assert/strict';

import { reportNetwork } from './support/network.js';
import { crashOnNextRender } from './support/picker.js';
import { test, useFixture } from './support/fixture.js';
import { api } from './support/environment.js';
import { armFault, createRequests } from './support/sandbox.js';

const fixture = useFixture();

test('a crash is reported, and the element comes back with what was typed', async () => {
  fixture.expectErrors(/stopped at|provoked|unreachable|failed to/);
  const picker = await fixture.openFilling();
  await picker.name.fill('Outlives a stop');
  await picker.label('Delivery terms').fill('Typed before');
  await crashOnNextRender(picker);
  fixture.violations.length = 0;
  await picker.name.fill('n'.repeat(131));
  await picker
    .button('Review')
    .click()
    .catch(() => {});
  const error = await fixture.waitForEvent('oneflow-error');
  assert.equal(error.kind, 'render');
  await picker.waitForStep('filling');
  assert.equal(await picker.label('Delivery terms').inputValue(), 'Typed before');
  await picker.name.fill('Outlives a stop');
  fixture.violations.length = 0;
  await picker.create();
  await picker.waitForStep('created');
});

test('after a crash during a creation it comes back as unconfirmed, and nothing is created twice', async () => {
  fixture.expectErrors(/stopped at|provoked|unreachable|failed to/);
  const picker = await fixture.openFilling();
  await picker.name.fill('Made meanwhile');
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  await armFault({ on: 'POST /contracts/create', kind: 'slow', millis: 1500 });
  const sent = fixture.page.waitForRequest(`${api}/contracts/create`);
  await picker.button('Create draft').click();
  await sent;
  await crashOnNextRender(picker);
  // Something to render: the offline notice.
  await reportNetwork(fixture.page, false);
  await picker.waitForStep('unconfirmed');
  await reportNetwork(fixture.page, true);
  fixture.violations.length = 0;
  await picker.button('This is it').click();
  await picker.waitForStep('created');
  assert.equal((await createRequests()).length, 1);
});
