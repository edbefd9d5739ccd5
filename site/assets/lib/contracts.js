// Contracts that exist before an element shows them.
import { call, control } from './sandbox.js';

const SALES = 7001;
const SUPPLY = 8101;

/** A draft with one signatory; returns its id. */
export async function draft(name = 'Supply agreement, Acme AB', where = { workspace: SALES, template: SUPPLY }) {
  const ada = { name: 'Ada Berg', email: 'ada.berg@acme.example', delivery_channel: 'email', signatory: true };
  const parties = [{ type: 'company', name: 'Acme AB', participants: [{ ...ada, sign_method: 'standard_esign' }] }];
  const body = { workspace_id: where.workspace, template_id: where.template, name, parties };
  return (await call('/contracts/create', { body })).id;
}

/** A contract that was sent for signing. */
export async function sent() {
  const id = await draft();
  await call(`/contracts/${id}/publish`, { body: { subject: 'Please sign', message: 'As agreed.' } });
  return id;
}

/** All signatories sign, as they would at Oneflow. */
export async function sign(id) {
  const { parties } = await call(`/contracts/${id}`);
  const people = parties.flatMap(({ participants, participant }) => participants ?? [participant]);
  for (const person of people.filter(({ signatory }) => signatory)) {
    await control(`contracts/${id}/participants/${person.id}/sign`, {});
  }
}
