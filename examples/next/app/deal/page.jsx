import { Contract } from './contract.jsx';

// Rendered on the server; what the deal fills in comes along as props.
export default function Deal() {
  const prefill = {
    fields: { order_no: { value: 'A-1017', origin: 'Deal · Number' } },
    parties: [
      { type: 'company', name: 'Acme AB', participants: [{ name: 'Ada Berg', email: 'ada.berg@acme.example' }] },
    ],
  };
  return (
    <main>
      <h1>Deal A-1017</h1>
      <Contract prefill={prefill} />
    </main>
  );
}
