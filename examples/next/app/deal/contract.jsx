'use client';
import { useState } from 'react';
import { ContractPicker } from 'oneflow-contract-picker/react';

// Your own way to prove to your server who is asking.
const session = async () => 'demo-session';
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
