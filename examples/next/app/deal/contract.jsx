'use client';
import { useState } from 'react';
import { ContractPicker } from 'oneflow-contract-picker/react';

// Your server makes a session for whoever is signed in to your app.
const session = async () => {
  const answer = await fetch('/session', { method: 'POST' });
  if (!answer.ok) throw new Error('nobody is signed in');
  return (await answer.json()).session;
};
const authorize = async () => ({ authorization: `Bearer ${await session()}` });

export function Contract({ prefill }) {
  const [contract, setContract] = useState();
  return (
    <>
      <ContractPicker
        apiBase="/oneflow/v1"
        extensionType="demo_crm"
        authorize={authorize}
        prefill={prefill}
        onOneflowCreated={({ detail }) => setContract(detail.contractId)}
      />
      <output id="created">{contract && `Contract ${contract}`}</output>
    </>
  );
}
