// Contracts that exist before an element shows them.
import { call, control } from './sandbox.js';

const SALES = 7001;
const SUPPLY = 8101;

/** The record whose contracts a list shows, and the data field that carries its key. */
export const RECORD = { 'record-field': 'customer_ref', 'external-id': 'deal-1017' };

let made;

/** A draft with one signatory; returns its id. */
export async function draft(name = 'Supply agreement, Acme AB', where = { workspace: SALES, template: SUPPLY }) {
  const ada = { name: 'Ada Berg', email: 'ada.berg@acme.example', delivery_channel: 'email', signatory: true };
  const parties = [{ type: 'company', name: 'Acme AB', participants: [{ ...ada, sign_method: 'standard_esign' }] }];
  const { fields: data_fields } = where;
  const body = { workspace_id: where.workspace, template_id: where.template, name, data_fields, parties };
  return (await call('/contracts/create', { body })).id;
}

const publish = (id) =>
  call(`/contracts/${id}/publish`, { body: { subject: 'Please sign', message: 'As agreed.' } });

/** A contract that was sent for signing. */
export async function sent() {
  const id = await draft();
  await publish(id);
  return id;
}

async function makeOfRecord() {
  const fields = [{ custom_id: RECORD['record-field'], value: RECORD['external-id'] }];
  const where = { workspace: SALES, template: SUPPLY, fields };
  const ids = [];
  for (const name of ['Supply agreement 2025', 'Supply agreement 2026', 'Framework agreement']) {
    ids.push(await draft(name, where));
  }
  for (const id of ids.slice(0, 2)) await publish(id);
  await sign(ids[0]);
}

/** Some contracts of the record, once for the page. */
export const ofRecord = () => (made ??= makeOfRecord());

/** All signatories sign, as they would at Oneflow. */
export async function sign(id) {
  const { parties } = await call(`/contracts/${id}`);
  const people = parties.flatMap(({ participants, participant }) => participants ?? [participant]);
  for (const person of people.filter(({ signatory }) => signatory)) {
    await control(`contracts/${id}/participants/${person.id}/sign`, {});
  }
}
