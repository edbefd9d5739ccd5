// The events that both elements dispatch, against the public surface: names, details, and what a listener can do.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Picker } from './support/picker.js';
import { test, useStage } from './support/stage.js';
import { root } from './support/world.js';

const stage = useStage();
const { elements, events } = JSON.parse(readFileSync(path.join(root, 'xtask/src/surface/surface.json'), 'utf8'));

/** Records every event of the elements before anybody hears it, also one that the surface does not know. */
async function recorded() {
  await stage.page.addInitScript(() => {
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
    window.addEventListener('oneflow-open', (event) => event.preventDefault());
  });
  return () => stage.page.evaluate(() => window.dispatched);
}

/** What the surface says of the events of an element, by name. */
function promised({ key, tag }) {
  const own = events.filter(({ element }) => element === undefined || element === key);
  return Object.fromEntries(own.map(({ name, cancelable = false, extendable = false, detail }) => {
    const members = ['externalId', ...detail.split('; ').map((member) => member.split(': ')[0])].sort();
    return [name, { tag, name, bubbles: true, composed: true, cancelable, extendable, detail: members }];
  }));
}

/** Every event is one of the surface, exactly as it says, and none of the surface is missing. */
function areThose(dispatched, element) {
  const expected = promised(element);
  const own = dispatched.filter(({ tag }) => tag === element.tag);
  for (const event of own) assert.deepEqual(event, expected[event.name]);
  assert.deepEqual([...new Set(own.map(({ name }) => name))].sort(), Object.keys(expected).sort());
}

const send = async (element) => {
  await element.text('Send it for signing').click();
  await element.button('Send').click();
};

test('the picker dispatches the events of the surface and no others', async () => {
  const dispatched = await recorded();
  const picker = await stage.filling();
  await picker.button('Cancel').click();
  await picker.in('choosing');
  await picker.choose('Supply agreement');
  await picker.create();
  await picker.in('created');
  await picker.host.getByRole('link', { name: 'Open in Oneflow' }).click();
  await send(picker);
  await picker.in('published');
  await picker.host.evaluate((element) => { element.prefill = 'nonsense'; });
  await stage.heard('oneflow-error');
  areThose(await dispatched(), elements.find(({ key }) => key === 'picker'));
});

test('the card dispatches the events of the surface and no others', async () => {
  stage.provokes(/404/);
  const dispatched = await recorded();
  const picker = await stage.filling();
  await picker.create();
  await picker.in('created');
  const card = new Picker(stage.page, 'oneflow-contract-card');
  await picker.host.evaluate((element) => {
    const shown = document.createElement('oneflow-contract-card');
    const { apiBase, appBase, authorize, contract } = element;
    Object.assign(shown, { apiBase, appBase, authorize, contractId: String(contract.id) });
    element.replaceWith(shown);
  });
  await card.in('showing');
  await card.host.getByRole('link', { name: 'Open in Oneflow' }).click();
  await send(card);
  await stage.heard('oneflow-published');
  await card.host.evaluate((element) => { element.contractId = '99999'; });
  await stage.heard('oneflow-error');
  areThose(await dispatched(), elements.find(({ key }) => key === 'card'));
});
