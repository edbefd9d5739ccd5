// Contracts that exist before a page is opened, and what happens with them in Oneflow.
import assert from 'node:assert/strict';

import { api, siri, token } from './environment.js';
import { readContract } from './sandbox.js';

const AUTHORIZATION = { 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri };

/** Posts below an `api-base`, which is the sandbox's if no other is given, and returns the answer. */
export async function post(place, content, base = api, authorization = AUTHORIZATION) {
  const headers = { ...authorization, 'content-type': 'application/json' };
  const answer = await fetch(base + place, { method: 'POST', headers, body: JSON.stringify(content) });
  assert.equal(answer.status, 200, place);
  return answer.json();
}

/** Creates a contract with Ada Berg of Acme AB, and sends it if asked to; returns its id. */
export async function createContract({ name, sent = true, ask = post }) {
  const ada = { name: 'Ada Berg', email: 'ada.berg@acme.example', delivery_channel: 'email', signatory: true };
  const parties = [{ type: 'company', name: 'Acme AB', participants: [{ ...ada, sign_method: 'standard_esign' }] }];
  const { id } = await ask('/contracts/create', { workspace_id: 7001, template_id: 8101, name, parties });
  if (sent) await ask(`/contracts/${id}/publish`, { subject: 'Sign', message: 'Please.' });
  return id;
}

/** All signatories sign, decline or view the contract in Oneflow. */
export async function signatories(id, action) {
  const { parties } = await readContract(id);
  for (const { participants: people = [], participant } of parties) {
    for (const { id: person, signatory } of participant ? [participant] : people) {
      if (signatory)
        await fetch(new URL(`/_sandbox/contracts/${id}/participants/${person}/${action}`, api), { method: 'POST' });
    }
  }
}
