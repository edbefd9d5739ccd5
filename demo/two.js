// Sets up two widgets with a user and a filter each, to show that they share nothing.

import { warnWithoutSandbox } from './banner.js';
import { eventList } from './events.js';
import { authorizeAs, readSandbox } from './sandbox.js';

const params = new URLSearchParams(location.search);
const sides = ['left', 'right'];

function configure(side, sandbox, usual) {
  const picker = document.getElementById(side);
  const user = params.get(`${side}-user`) ?? usual.user;
  const type = params.get(`${side}-extension-type`) ?? usual.type;
  document.getElementById(`${side}-who`).textContent = `${user} · ${type || 'no filter'}`;
  picker.authorize = authorizeAs(user, sandbox);
  if (type) picker.setAttribute('extension-type', type);
  if (sandbox.appBase) picker.setAttribute('app-base', sandbox.appBase);
  picker.setAttribute('api-base', sandbox.apiBase);
}

for (const side of sides) eventList(document.getElementById(`${side}-events`))(document.getElementById(side));

try {
  const sandbox = await readSandbox();
  const [first, second = first] = sandbox.users;
  configure('left', sandbox, { user: first.email, type: sandbox.extensionType });
  configure('right', sandbox, { user: second.email, type: '' });
} catch (error) {
  warnWithoutSandbox(error);
}
