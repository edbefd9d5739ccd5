// Arms the sandbox's faults for the next requests.
import { build } from '../lib/dom.js';
import { control } from '../lib/sandbox.js';
import { field, select, text } from './fields.js';

export const REQUESTS = [
  'POST /contracts/create',
  'POST /contracts/{id}/publish',
  'GET /helpers/contract_create_data',
  'GET /templates',
  'GET /helpers/template_types/{id}/data_fields',
  'GET /accounts/extensions',
  'GET /users',
  'GET /contracts',
  'GET /contracts/{id}',
  'GET /ping',
];

/** Each kind with its option, if it has one: the option's name and a value. */
export const KINDS = {
  status: ['status', '503'],
  problems: ['problems', '{"name": ["This name is taken."]}'],
  slow: ['millis', '4000'],
  busy: ['retry_after', '5'],
  html: ['status', '502'],
  cut_before: null,
  cut_after: null,
  drop_before: null,
  drop_after: null,
  silence_before: null,
  silence_after: null,
  garbage: null,
  redirect: ['location', '/elsewhere'],
};

const NUMBERS = ['status', 'millis'];

/** The fault as the sandbox takes it. Throws where `problems` is no JSON. */
export function faultOf({ on, kind, times, option }) {
  const fault = { on, kind, times: Number(times) };
  const [name] = KINDS[kind] ?? [];
  if (!name || !option) return fault;
  if (NUMBERS.includes(name)) return { ...fault, [name]: Number(option) };
  return { ...fault, [name]: name === 'problems' ? JSON.parse(option) : option };
}

export function faultControls(log) {
  const chosen = { on: REQUESTS[0], kind: 'status', times: '1', option: KINDS.status[1] };
  const option = text(chosen.option, (value) => Object.assign(chosen, { option: value }));
  const optionField = field('fault-option', 'status', option);
  const said = build('p', { class: 'said', role: 'status' });
  const kind = select(Object.keys(KINDS), chosen.kind, (value) => {
    const [name, usual] = KINDS[value] ?? [null, ''];
    Object.assign(chosen, { kind: value, option: usual });
    option.value = usual;
    optionField.hidden = !name;
    optionField.querySelector('label').textContent = name ?? '';
  });
  const arm = build('button', { type: 'button', id: 'arm' }, 'Arm');
  arm.addEventListener('click', async () => {
    try {
      const fault = faultOf(chosen);
      await control('faults', fault);
      said.textContent = `Armed: ${fault.kind} for the next ${fault.on}.`;
      log.note('fault', JSON.stringify(fault));
    } catch (error) {
      said.textContent = error.message;
    }
  });
  return [
    field(
      'fault-on',
      'request',
      select(REQUESTS, chosen.on, (on) => Object.assign(chosen, { on })),
    ),
    field('fault-kind', 'what happens', kind),
    optionField,
    field(
      'fault-times',
      'how often',
      text('1', (times) => Object.assign(chosen, { times }), { inputmode: 'numeric' }),
    ),
    arm,
    said,
  ];
}
