// The form of the floor: the inputs hold what was typed, and it is read from them when the form is submitted.
import * as R from '../_shared/rules.js';
import { element } from './element.js';

let ids = 0;

function setError(input, message) {
  if (!message) {
    input.error?.remove();
    input.error = null;
    input.removeAttribute('aria-invalid');
    return;
  }
  if (!input.error) {
    input.error = element('p', { className: 'e' });
    input.after(input.error);
    input.setAttribute('aria-invalid', 'true');
  }
  input.error.textContent = message;
}

function dataFields({ fields }) {
  ids += 1;
  const set = element('fieldset', null, element('legend', { textContent: 'Data fields' }));
  fields.forEach((field, index) => {
    const id = `f${ids}-${index}`;
    const label = element('label', { htmlFor: id, textContent: field.name + (R.isRequired(field) ? ' *' : '') });
    const { custom_id: name, value, placeholder } = field;
    const input = element('input', { id, name, value, placeholder: placeholder ?? '' });
    set.append(element('div', { className: 'f' }, label, input, element('small', { textContent: field.description })));
  });
  set.addEventListener('input', ({ target }) => {
    if (target.error) setError(target, R.fieldError(fields[Number(target.id.split('-')[1])], target.value));
  });
  return set;
}

function party() {
  ids += 1;
  const type = element(
    'select',
    { name: 'type' },
    element('option', { value: 'company', textContent: 'Company' }),
    element('option', { value: 'individual', textContent: 'Individual' }),
  );
  const kind = element('div', { className: 'f' }, element('label', { textContent: 'Type' }), type);
  const inputs = R.PARTY_FIELDS.map(([key, label]) => {
    const id = `p${ids}-${key}`;
    const text = label + (key === 'phone' ? '' : ' *');
    const input = element('input', { id, name: key });
    return element('div', { className: 'f' }, element('label', { htmlFor: id, textContent: text }), input);
  });
  type.addEventListener('change', () => {
    inputs[0].hidden = type.value !== 'company';
  });
  return element('div', { className: 'party' }, kind, ...inputs);
}

/** The values by custom id, the parties, and the first input that is wrong. */
function read({ fields }, data, parties) {
  const values = {};
  let wrong = null;
  const check = (input, message) => {
    setError(input, message);
    if (message) wrong ??= input;
  };
  data.querySelectorAll('input').forEach((input, index) => {
    values[input.name] = input.value;
    check(input, R.fieldError(fields[index], input.value));
  });
  const all = [...parties.querySelectorAll('.party')].map((one) => {
    const inputs = [...one.querySelectorAll('input')];
    const typed = { type: one.querySelector('select').value };
    for (const { name, value } of inputs) typed[name] = value;
    for (const input of inputs) check(input, R.partyError(typed, input.name));
    return typed;
  });
  return { values, parties: all, wrong };
}

/** The form; `create` gets values and parties, and tells whether the contract was created. */
export function createForm(template, create) {
  const form = element('form', { noValidate: true });
  const data = dataFields(template);
  const parties = element('fieldset', null, element('legend', { textContent: 'Parties' }));
  const add = element('button', { type: 'button', textContent: 'Add party' });
  add.addEventListener('click', () => add.before(party()));
  parties.append(party(), add);
  const submit = element('button', { type: 'submit', textContent: 'Create contract' });
  form.append(data, parties, submit);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const typed = read(template, data, parties);
    if (typed.wrong) return typed.wrong.focus();
    submit.disabled = true;
    submit.disabled = await create(typed.values, typed.parties);
    return undefined;
  });
  return form;
}
