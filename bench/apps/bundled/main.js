// The package as a partner's bundler leaves it.
import 'oneflow-contract-picker/define';
import './page.css';

const headers = {
  'x-oneflow-api-token': 'sandbox-0000000000000000000000000000demo',
  'x-oneflow-user-email': 'siri.lund@example.com',
};

window.mountApp = (place) => {
  const picker = document.createElement('oneflow-contract-picker');
  picker.apiBase = '/v1';
  picker.authorize = () => headers;
  place.append(picker);
  return () => picker.remove();
};
window.unmountApp = window.mountApp(document.getElementById('app'));
