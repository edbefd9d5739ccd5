// What the API answers: recorded from the sandbox when the bench starts, so that no copy can become out of date.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { brotliCompressSync, constants } from 'node:zlib';

const USER = 'siri.lund@example.com';

/** A sandbox with a seed; `request` asks it as the apps do. */
export async function startSandbox(program, seed) {
  const child = spawn(program, ['--seed', seed, '--port', '0', '--json', '--until-stdin-closes'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const line = await new Promise((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}`)));
  });
  const { api, token } = JSON.parse(line);
  const headers = { 'x-oneflow-api-token': token, 'x-oneflow-user-email': USER };
  const request = async (path, body) => {
    const post = body && { method: 'POST', body: JSON.stringify(body) };
    const type = body && { 'content-type': 'application/json' };
    const response = await fetch(api + path, { headers: { ...headers, ...type }, ...post });
    const json = await response.json();
    if (!response.ok) throw new Error(`the sandbox answered ${response.status} to ${path}: ${JSON.stringify(json)}`);
    return json;
  };
  return { request, stop: () => child.stdin.end() };
}

const CATALOGUE = '/helpers/contract_create_data';
/** Recent drafts, which the package looks at after it has created a contract. */
const DRAFTS = '/contracts';
const fieldsOf = (type) => `/helpers/template_types/${type}/data_fields`;

/** The template of the form. */
export const WIDE = 'Technical specification';

/** The list of templates, the data fields of their types, the form's template, and the recent drafts, by path. */
export async function record({ request }) {
  const catalogue = await request(CATALOGUE);
  const types = new Set(catalogue.flatMap(({ templates }) => templates.map((template) => template.template_type?.id)));
  const drafts = await request(`${DRAFTS}?filter[states]=draft&sort=-state_updated_time&limit=100`);
  const answers = { [CATALOGUE]: catalogue, [DRAFTS]: drafts };
  for (const type of types) if (type) answers[fieldsOf(type)] = await request(fieldsOf(type));
  const wide = catalogue.flatMap(({ templates }) => templates).find(({ name }) => name === WIDE);
  // The package asks it whether its contracts need an approval.
  if (wide) answers[`/templates/${wide.id}`] = await request(`/templates/${wide.id}`);
  return answers;
}

/** The first templates of a recorded list, or all of them again and again, each with an id and a name of its own. */
export function withTemplates(answers, count) {
  const recorded = answers[CATALOGUE];
  const all = recorded.reduce((sum, { templates }) => sum + templates.length, 0);
  let left = count;
  const workspaces = recorded.map((workspace, index) => {
    const share = index === recorded.length - 1 ? left : Math.round((workspace.templates.length * count) / all);
    const size = Math.min(left, share);
    left -= size;
    const { templates } = workspace;
    const grown = Array.from({ length: size }, (_, at) => {
      const template = templates[at % templates.length];
      const time = Math.floor(at / templates.length);
      const own = { id: template.id + time * 100_000, name: `${template.name} / ${time}` };
      return time === 0 ? template : { ...template, ...own };
    });
    return { ...workspace, templates: grown };
  });
  return { ...answers, [CATALOGUE]: workspaces };
}

/** The same templates without what only a form needs: the package reads no answer of more than 16 MB. */
export function leanTemplates(answers) {
  const lean = ({ id, name, template_type: type, available_options: options }) => ({
    id,
    name,
    template_type: type && { id: type.id, name: type.name },
    available_options: { delivery_channels: options.delivery_channels.slice(0, 1) },
  });
  const workspaces = answers[CATALOGUE].map((one) => ({ ...one, templates: one.templates.map(lean) }));
  return { ...answers, [CATALOGUE]: workspaces };
}

/** As many data fields in a type as wanted: the first of those that are recorded, or all of them repeated. */
export function withFields(answers, type, count) {
  const path = fieldsOf(type);
  const recorded = answers[path];
  const fields = Array.from({ length: count }, (_, index) => {
    const field = recorded.data_fields[index % recorded.data_fields.length];
    const number = String(index + 1).padStart(3, '0');
    return { ...field, id: 950_000 + index, custom_id: `field_${number}`, name: `Field ${index + 1}` };
  });
  return { ...answers, [path]: { ...recorded, data_fields: fields } };
}

/** A template of a recorded list, with its workspace and its fields. */
export function find(answers, name) {
  for (const workspace of answers[CATALOGUE]) {
    const template = workspace.templates.find((one) => one.name === name);
    if (template) {
      const { data_fields: fields } = answers[fieldsOf(template.template_type.id)];
      return { template, workspace, fields: fields.filter(({ active }) => active) };
    }
  }
  throw new Error(`no template is named ${name}`);
}

/** A body as the server sends it. */
export function encode(content, quality) {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
}

/** The answers as they are sent, by path. */
export const encoded = (answers) =>
  new Map(Object.entries(answers).map(([path, json]) => [path, encode(JSON.stringify(json), 4)]));
