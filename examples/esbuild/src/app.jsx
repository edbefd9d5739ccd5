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
  return (
    <main>
      {open && (
        <ContractPicker
          ref={picker}
          className="panel"
          apiBase="/oneflow/v1"
          extensionType="demo_crm"
          externalId={order}
          recordField="order_no"
          authorize={authorize}
          prefill={prefill}
          onOneflowCreated={({ detail }) => setContract(detail.contractId)}
        />
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
      {all && (
        <ContractList
          className="panel"
          apiBase="/oneflow/v1"
          extensionType="demo_crm"
          externalId={order}
          recordField="order_no"
          authorize={authorize}
          prefill={prefill}
        />
      )}
    </main>
  );
}

createRoot(document.getElementById('app')).render(
  <StrictMode>
    <Deal order="A-1017" />
  </StrictMode>,
);
