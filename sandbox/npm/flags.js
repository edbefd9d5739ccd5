// The command line.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** Flags with their value, default and description. */
const FLAGS = [
  ['port', { value: 'N', default: '8787' }, 'Port of the API; 0 takes a free one'],
  ['cors', { value: 'ORIGIN', multiple: true }, 'Origin whose pages may call the API; may be repeated'],
  ['seed', { value: 'SIZE', default: 'small' }, 'What the account contains at the start: small, large or wide'],
  ['blueprint', { value: 'FILE', multiple: true }, 'Blueprint of an extension, as TOML; may be repeated'],
  ['state', { value: 'FILE' }, 'Keep the account in this file between runs'],
  ['clock', { value: 'TIME' }, "Stop the account's clock at this time, such as 2026-01-31T12:00:00Z"],
  ['random', { value: 'N', default: '1' }, 'Start of the sequence of keys and request ids'],
  ['limit', { value: 'N', default: '2000' }, 'Requests per token in five minutes'],
  ['deliver-to', { value: 'HOST', multiple: true }, 'Host besides this machine that webhooks are delivered to'],
  ['retry-speed', { value: 'N', default: '1' }, 'How many times faster than at Oneflow deliveries are retried'],
  ['plain-paths', {}, 'Leave indexes out of the paths in `parameter_problems`'],
  ['strict', {}, 'Respond with 500 if a response of the sandbox violates its OpenAPI file'],
  ['json', {}, 'Print the start line as JSON'],
  ['until-stdin-closes', {}, 'Stop at the end of standard input, that is, with the parent process'],
  ['help', {}, 'Print this text'],
  ['version', {}, 'Print the version'],
];

const OPTIONS = Object.fromEntries(
  FLAGS.map(([name, { value, ...rest }]) => [name, { type: value ? 'string' : 'boolean', ...rest }]),
);

/** What `--help` prints. */
export const help = () => {
  const names = FLAGS.map(([name, { value }]) => `--${name}${value ? ` ${value}` : ''}`);
  const width = Math.max(...names.map((name) => name.length));
  const lines = FLAGS.map(([, , text], at) => `  ${names[at].padEnd(width)}  ${text}`);
  const about = "A strict, stateful double of Oneflow's API for your own machine";
  return [about, '', 'oneflow-sandbox [FLAGS]', '', ...lines].join('\n');
};

/** The flags by their names. The error is one sentence. */
export const parse = (words) => parseArgs({ args: words, options: OPTIONS }).values;

/** The port, and the options of the sandbox. The error is one sentence. */
export const settings = (flags) => ({
  port: whole(flags, 'port', 65_535),
  options: {
    seed: flags.seed,
    cors: flags.cors ?? [],
    clock: flags.clock,
    random: whole(flags, 'random'),
    limit: whole(flags, 'limit'),
    deliverTo: flags['deliver-to'] ?? [],
    retrySpeed: whole(flags, 'retry-speed', 2 ** 32 - 1),
    plainPaths: flags['plain-paths'] ?? false,
    strict: flags.strict ?? false,
    blueprints: (flags.blueprint ?? []).map(read),
    variables: flags.blueprint ? process.env : {},
  },
});

const whole = (flags, name, largest = Number.MAX_SAFE_INTEGER) => {
  const number = /^\d+$/.test(flags[name]) ? Number(flags[name]) : Infinity;
  if (number > largest) {
    throw new Error(`--${name} is a whole number up to ${largest}.`);
  }
  return number;
};

const read = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`The blueprint ${file} cannot be read: ${error.message}.`);
  }
};
