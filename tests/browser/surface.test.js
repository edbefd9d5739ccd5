// The events that both elements dispatch, against the public surface: names, details, and what a listener can do.
import assert from 'node:assert/strict';

import { test, useFixture } from './support/fixture.js';
import { Picker } from './support/picker.js';
import { eventsOf } from './support/surface.js';
import { press } from './support/press.js';

const fixture = useFixture();

/** Records every event of the elements before any listener gets it, even one that is not in the surface. */
async function recordEvents() {
  await fixture.page.addInitScript(() => {
    window.dispatched = [];
    const { dispatchEvent } = EventTarget.prototype;
    EventTarget.prototype.dispatchEvent = function record(event) {
      if (event.type.startsWith('oneflow-')) {
        const { type: name, bubbles, composed, cancelable, detail, waitUntil } = event;
        const facts = { bubbles, composed, cancelable, extendable: waitUntil !== undefined };
        window.dispatched.push({ tag: this.localName, name, ...facts, detail: Object.keys(detail).sort() });
      }
      return dispatchEvent.call(this, event);
    };
    // Otherwise the contract opens in another tab.
    window.addEventListener('oneflow-open', (event) => event.preventDefault());
  });
}

/** An event as the surface describes it. */
function described({ name, cancelable = false, extendable = false, detail }) {
  const members = ['externalId', ...detail.split('; ').map((member) => member.split(': ')[0])].sort();
  return { name, bubbles: true, composed: true, cancelable, extendable, detail: members };
}

/** Every event of an element is in the surface, exactly as described, and every event of the surface was dispatched. */
async function matchSurface(key) {
  const expected = Object.fromEntries(eventsOf(key).map((event) => [event.name, described(event)]));
  const all = await fixture.page.evaluate(() => window.dispatched);
  const own = all.filter(({ tag }) => tag === `oneflow-contract-${key}`);
  for (const { tag, ...event } of own) assert.deepEqual(event, expected[event.name], tag);
  assert.deepEqual([...new Set(own.map(({ name }) => name))].sort(), Object.keys(expected).sort());
}

async function send(element) {
  await element.text('Send it for signing').click();
  await element.button('Send').click();
}

test('the picker dispatches the events of the surface and no others', async () => {
  await recordEvents();
  const picker = await fixture.openFilling();
  await picker.button('Cancel').click();
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  await picker.create();
  await picker.waitForStep('created');
  await press(picker.host.getByRole('link', { name: 'Open in Oneflow' }));
  await send(picker);
  await picker.waitForStep('published');
  await picker.host.evaluate((element) => {
    element.prefill = 'nonsense';
  });
  await fixture.waitForEvent('oneflow-error');
  await matchSurface('picker');
});

test('the card dispatches the events of the surface and no others', async () => {
  fixture.expectErrors(/404/);
  await recordEvents();
  const picker = await fixture.openFilling();
  await picker.create();
  await picker.waitForStep('created');
  const card = new Picker(fixture.page, 'oneflow-contract-card');
  await picker.host.evaluate((element) => {
    const shown = document.createElement('oneflow-contract-card');
    const { apiBase, appBase, authorize, contract } = element;
    Object.assign(shown, { apiBase, appBase, authorize, contractId: String(contract.id) });
    element.replaceWith(shown);
  });
  await card.waitForStep('showing');
  await press(card.host.getByRole('link', { name: 'Open in Oneflow' }));
  await send(card);
  await fixture.waitForEvent('oneflow-published');
  await card.host.evaluate((element) => {
    element.contractId = '99999';
  });
  await fixture.waitForEvent('oneflow-error');
  await matchSurface('card');
});
