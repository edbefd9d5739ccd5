// What the peers share, so that all behave alike: requests, rules, payload. Only what draws them differs.

// A real page never holds these two: the partner's server adds them. Here they make the requests real ones.
const HEADERS = {
  accept: 'application/json',
  'x-oneflow-api-token': 'sandbox-0000000000000000000000000000demo',
  'x-oneflow-user-email': 'siri.lund@example.com',
};

async function api(path, failed, body) {
  const post = body && { method: 'POST', body: JSON.stringify(body) };
  const headers = body ? { ...HEADERS, 'content-type': 'application/json' } : HEADERS;
  const response = await fetch(`/v1${path}`, { headers, ...post });
  const json = await response.json().catch(() => null);
  if (!response.ok || !json) throw new Error(json?.detail || `${failed} (${response.status})`);
  return json;
}

/** The workspaces, and the templates of all of them, each with its workspace. */
export async function loadCatalogue() {
  const workspaces = await api('/helpers/contract_create_data', 'Could not load the templates');
  const templates = [];
  for (const workspace of workspaces) {
    for (const template of workspace.templates) {
      template.name ??= '';
      template.workspace = workspace;
      templates.push(template);
    }
  }
  return { workspaces, templates };
}

async function loadFields({ template_type: type }) {
  if (!type) return [];
  const path = `/helpers/template_types/${type.id}/data_fields`;
  return (await api(path, 'Could not load the data fields')).data_fields.filter(({ active }) => active);
}

/** Chooses a template: loads its data fields and hands it over with them. The answer to an older choice is dropped. */
export function chooser() {
  let latest = 0;
  const choose = (template, done, failed) => {
    latest += 1;
    const mine = latest;
    loadFields(template).then(
      (fields) => mine === latest && done({ ...template, fields }),
      (error) => mine === latest && failed(error),
    );
  };
  choose.cancel = () => {
    latest += 1;
  };
  return choose;
}

export const templatesIn = ({ templates }, id) =>
  id ? templates.filter(({ workspace }) => String(workspace.id) === id) : templates;

export const filterTemplates = (templates, text) => {
  const query = text.trim().toLowerCase();
  return query ? templates.filter(({ name }) => name.toLowerCase().includes(query)) : templates;
};

export const REQUIRED = 'This field is required';
export const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
export const isRequired = ({ custom_id: id }) => id.startsWith('req_');
export const isEmail = ({ custom_id: id }) => id.includes('email');

export function fieldError(field, value) {
  if (!value.trim()) return isRequired(field) ? REQUIRED : '';
  if (isEmail(field) && !EMAIL.test(value)) return 'Enter a valid email address';
  return value.length > 1024 ? 'At most 1024 characters' : '';
}

export const newParty = () => ({ type: 'company', company: '', name: '', email: '', phone: '' });

export const PARTY_FIELDS = [['company', 'Company name'], ['name', 'Name'], ['email', 'Email'], ['phone', 'Phone']];

export function partyError(party, key) {
  const isNeeded = key === 'name' || key === 'email' || (key === 'company' && party.type === 'company');
  if (isNeeded && !party[key].trim()) return REQUIRED;
  return key === 'email' && !EMAIL.test(party.email) ? 'Enter a valid email address' : '';
}

const preferred = (options) => (options.find((option) => option.preferred) ?? options[0])?.name;

export function payload(template, values, parties) {
  const { sign_methods: methods, two_step_authentication_methods: factors } = template.available_options;
  const person = ({ name, email, phone }) => ({
    name,
    email,
    phone_number: phone || undefined,
    delivery_channel: 'email',
    signatory: true,
    sign_method: preferred(methods),
    two_step_authentication_method: preferred(factors),
    _permissions: { 'contract:update': true },
  });
  return {
    workspace_id: template.workspace.id,
    template_id: template.id,
    data_fields: template.fields.map(({ custom_id: id }) => ({ custom_id: id, value: values[id] ?? '' })),
    parties: parties.map((party) =>
      party.type === 'company'
        ? { type: 'company', name: party.company, participants: [person(party)] }
        : { type: 'individual', participant: person(party) },
    ),
  };
}

export const createContract = (body) => api('/contracts/create', 'The contract could not be created', body);

// The windowed list of the hand-written peers: rows of 36 pixels in a box of 360, and six rows beyond its edges.
export const ROW = 36;
const BOX = 360;
const BEYOND = 6;

export const windowOf = (count, top) => [
  Math.max(0, Math.floor(top / ROW) - BEYOND),
  Math.min(count, Math.ceil((top + BOX) / ROW) + BEYOND),
];
