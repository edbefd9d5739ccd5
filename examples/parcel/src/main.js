import 'oneflow-contract-picker/define';

// Your server makes a session for whoever is signed in to your app.
const session = async () => {
  const answer = await fetch('/session', { method: 'POST' });
  if (!answer.ok) throw new Error('nobody is signed in');
  return (await answer.json()).session;
};

const picker = document.querySelector('oneflow-contract-picker');
picker.authorize = async () => ({ authorization: `Bearer ${await session()}` });
picker.prefill = {
  fields: { order_no: { value: 'A-1017', origin: 'Deal · Number' } },
  parties: [{ type: 'company', name: 'Acme AB', participants: [{ name: 'Ada Berg', email: 'ada.berg@acme.example' }] }],
};
picker.addEventListener('oneflow-created', ({ detail }) => {
  document.getElementById('created').textContent = `Contract ${detail.contractId}`;
});
