// The attribute `record-field`: contracts carry the record's key, and a second one is not made unawares.
import assert from 'node:assert/strict';

import { post } from './support/contracts.js';
import { test, useFixture } from './support/fixture.js';
import { readContract } from './support/sandbox.js';

const fixture = useFixture();

test('the form shows the key and sends it, and the next review says that a contract is out for signing', async () => {
  const parameters = { 'record-field': 'customer_ref', 'external-id': 'deal 17', actions: 'draft' };
  const picker = await fixture.openFilling('Supply agreement', parameters);
  const field = picker.label('Your reference');
  assert.deepEqual([await field.inputValue(), await field.getAttribute('readonly')], ['deal 17', 'true']);
  await picker.create();
  const { contractId } = await fixture.waitForEvent('oneflow-created');
  const { data_fields: fields } = await readContract(contractId);
  assert.equal(fields.find((it) => it._private_ownerside.custom_id === 'customer_ref').value, 'deal 17');
  await post(`/contracts/${contractId}/publish`, { subject: 'Sign', message: 'Please.' });

  await picker.button('Create another').click();
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  await picker.button('Review').click();
  await picker.waitForText('A contract of this record is already out for signing.');
  const addresses = fixture.requestedUrls.filter((url) => url.includes('data_field_match'));
  const ofRecord = addresses.filter((url) => url.includes('=customer_ref%3Adeal%2017&'));
  assert.ok(addresses.length > 0);
  assert.deepEqual(addresses, ofRecord);
  await picker.button('Create draft').click();
  await picker.waitForStep('created');
});
