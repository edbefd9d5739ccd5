import { StrictMode, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { ContractCard, ContractList, ContractPicker } from 'oneflow-contract-picker/react';

// Your server makes a session for whoever is signed in to your app.
const session = async () => {
  const answer = await fetch('/session', { method: 'POST' });
  if (!answer.ok) throw new Error('nobody is signed in');
  return (await answer.json()).session;
};
const authorize = async () => ({ authorization: `Bearer ${await session()}` });

function Deal({ order }) {
  const picker = useRef(null);
  const [contract, setContract] = useState();
  const [open, setOpen] = useState(true);
  const [all, setAll] = useState(false);
  const prefill = {
    parties: [
      { type: 'company', name: 'Acme AB', participants: [{ name: 'Ada Berg', email: 'ada.berg@acme.example' }] },
    ],
  };
  // Picker and list are of the same record.
  const record = {
    className: 'panel',
    apiBase: '/oneflow/v1',
    extensionType: 'demo_crm',
    externalId: order,
    recordField: 'order_no',
    authorize,
    prefill,
  };
  return (
    <main>
      {open && (
        <ContractPicker {...record} ref={picker} onOneflowCreated={({ detail }) => setContract(detail.contractId)} />
      )}
      <button type="button" disabled={!open} onClick={() => picker.current.reset()}>
        Start afresh
      </button>
      <button type="button" onClick={() => setOpen(!open)}>
        {open ? 'Close' : 'Open'}
      </button>
      <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>
        All contracts of this deal
      </button>
      <output id="created">{contract && `Contract ${contract}`}</output>
      {contract && <ContractCard apiBase="/oneflow/v1" authorize={authorize} contractId={contract} />}
      {all && <ContractList {...record} />}
    </main>
  );
}

createRoot(document.getElementById('app')).render(
  <StrictMode>
    <Deal order="A-1017" />
  </StrictMode>,
);
