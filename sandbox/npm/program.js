#!/usr/bin/env node
// The program: flags, start line, signals and exit codes.

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

import { help, parse, settings } from './flags.js';
import { load } from './load.js';
import { listen, serverOf } from './server.js';
import { StateFile, readState } from './state-file.js';

/** A response that never arrives must not block the end of the program; in milliseconds. */
const GRACE_PERIOD = 500;

/** What is wrong with the flags, in distinction to what is wrong with the machine. */
class UsageError extends Error {}

const usage = (read) => {
  try {
    return read();
  } catch (error) {
    throw new UsageError(error.message, { cause: error });
  }
};

/** Completes at SIGINT, SIGTERM, or at the end of standard input if that is watched. */
const shutdown = (untilStdinCloses) => {
  const ends = [once(process, 'SIGINT'), once(process, 'SIGTERM')];
  if (untilStdinCloses) {
    ends.push(once(process.stdin.resume(), 'close'));
  }
  return Promise.race(ends);
};

const startLine = (json, facts) =>
  json
    ? JSON.stringify(facts)
    : `Oneflow sandbox\n  api    ${facts.api}\n  token  ${facts.token}\n  user   ${facts.user}`;

const sandboxOf = async (exported, file, options) => {
  const text = file === undefined ? undefined : await readState(file);
  try {
    return new exported.Sandbox(JSON.stringify(options), text);
  } catch (error) {
    throw text === undefined ? error : new Error(`The state file ${file} ${error.message}.`, { cause: error });
  }
};

const run = async (flags) => {
  const { port, options } = usage(() => settings(flags));
  const exported = await load();
  usage(() => exported.check(JSON.stringify(options)));
  // Its address is known when it listens, so the first requests wait for the sandbox.
  const server = serverOf({ respond: async (...request) => (await starting).respond(...request) });
  const listening = listen(server, port).then((origin) => `${origin}/v1`);
  const starting = listening.then((apiBase) => sandboxOf(exported, flags.state, { ...options, apiBase }));
  const [api, sandbox] = await Promise.all([listening, starting]);
  const state = flags.state === undefined ? undefined : new StateFile(flags.state, sandbox);
  // An error should appear before anything depends on the file.
  await state?.save();
  const ending = new AbortController();
  const kept = state?.saveChanges(ending.signal);
  const ended = shutdown(flags['until-stdin-closes']);
  console.log(startLine(flags.json, { site: null, api, token: exported.token(), user: exported.user() }));
  await ended;
  server.close();
  await Promise.race([once(server, 'close'), setTimeout(GRACE_PERIOD)]);
  ending.abort();
  await kept;
};

const main = async () => {
  const flags = usage(() => parse(process.argv.slice(2)));
  if (flags.help) {
    console.log(help());
  } else if (flags.version) {
    console.log(JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')).version);
  } else {
    await run(flags);
  }
};

try {
  await main();
  process.exit(0);
} catch (error) {
  console.error(error.message);
  process.exit(error instanceof UsageError ? 2 : 1);
}
