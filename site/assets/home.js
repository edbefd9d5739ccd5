// The first page: a picker, and a card that follows what it creates.
import { sent, sign } from './lib/contracts.js';
import { explain } from './lib/dom.js';
import { make } from './lib/element.js';
import { prefill } from './lib/deal.js';
import { MIRA, SIRI, apiBase, appBase, extensionType } from './lib/sandbox.js';
import { ready } from './lib/worker.js';

const [live, place, signing, look] = ['live', 'card', 'sign', 'console'].map((id) => document.getElementById(id));
const addresses = { 'api-base': apiBase, 'app-base': appBase };
let shown;

function follow(id) {
  const card = make('oneflow-contract-card', { user: MIRA, attributes: { ...addresses, 'contract-id': String(id) } });
  shown = card;
  card.addEventListener('oneflow-contract-change', ({ detail }) => {
    signing.hidden = detail.state !== 'pending';
  });
  place.replaceChildren(card);
}

function begin() {
  const attributes = { ...addresses, 'extension-type': extensionType, 'contract-name': 'Supply agreement, Acme AB' };
  const picker = make('oneflow-contract-picker', { user: SIRI, attributes, prefill });
  picker.addEventListener('oneflow-created', ({ detail }) => follow(detail.contractId));
  picker.addEventListener('oneflow-published', () => shown?.refresh());
  live.replaceChildren(picker);
}

signing.addEventListener('click', async () => {
  await sign(Number(shown.contractId));
  shown.refresh();
});

try {
  await ready();
  begin();
  follow(await sent());
  look.hidden = false;
} catch (error) {
  for (const room of [live, place]) explain(room, error);
}
