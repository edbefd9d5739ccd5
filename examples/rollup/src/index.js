import 'oneflow-contract-picker/define';

// Your own way to prove to your server who is asking.
const session = async () => 'demo-session';

const picker = document.querySelector('oneflow-contract-picker');
picker.authorize = async () => ({ authorization: `Bearer ${await session()}` });
picker.prefill = {
  fields: { order_no: { value: 'A-1017', origin: 'Deal · Number' } },
  parties: [{ type: 'company', name: 'Acme AB', participants: [{ name: 'Ada Berg', email: 'ada.berg@acme.example' }] }],
};
picker.addEventListener('oneflow-created', ({ detail }) => {
  document.getElementById('created').textContent = `Contract ${detail.contractId}`;
});
