// WebKitGTK with its MiniBrowser on a virtual display, through its own server for the protocol of WebDriver. The
// libraries that know this protocol bring drivers and downloads of other browsers along; seven commands need neither.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

import { unusedOrigin } from '../servers.js';

/** What WebDriver calls the keys that type nothing. */
const KEYS = { Shift: '\uE008', Control: '\uE009', Enter: '\uE007', Tab: '\uE004', End: '\uE010', Space: ' ' };
/** An element is an object whose only member has this name. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Starts a program in a process group of its own, so that whatever it starts ends with it. */
function start(program, args, options) {
  const child = spawn(program, args, { ...options, detached: true });
  const ended = once(child, 'exit');
  const stop = () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid);
    return ended;
  };
  // Whoever waits for something from a program would wait for ever for one that has ended.
  const gone = ended.then(([code]) => Promise.reject(new Error(`${program} has ended with ${code}`)));
  gone.catch(() => {});
  return { child, gone, stop };
}

/** Starts a display, which chooses its number. */
async function startDisplay() {
  const args = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
  const { child, gone, stop } = start('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = await Promise.race([once(child.stdio[3], 'data'), gone]);
  return { name: `:${String(number).trim()}`, stop };
}

/** Sends a command, and returns the value of its answer. */
async function command(address, method, content) {
  const response = await fetch(address, { method, body: content && JSON.stringify(content) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${method} ${address}: ${value.error}: ${value.message}`);
  return value;
}

async function startDriver(program, display) {
  const origin = await unusedOrigin();
  const env = { ...process.env, DISPLAY: display, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' };
  const { gone, stop } = start(program, [`--port=${new URL(origin).port}`], { stdio: 'ignore', env });
  for (let tries = 0; tries < 200; tries += 1) {
    if (await command(`${origin}/status`, 'GET').catch(() => undefined)) return { origin, stop };
    await Promise.race([pause(20), gone]);
  }
  await stop();
  throw new Error(`${program} does not answer`);
}

const tap = (key) => [{ type: 'keyDown', value: key }, { type: 'keyUp', value: key }];

/** The one tab; whoever opens it again has the same one, with another page. */
function tabOf(session) {
  const post = (path, content) => command(`${session}/${path}`, 'POST', content);
  const run = (expression) => post('execute/sync', { script: `return ${expression}`, args: [] });
  const goto = (url) => post('url', { url });
  const act = (actions) => post('actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  return {
    goto,
    evaluate: run,
    click: async (expression) => post(`element/${(await run(expression))[ELEMENT]}/click`, {}),
    type: (text) => act([...text].flatMap(tap)),
    press(keys) {
      const values = keys.map((key) => KEYS[key] ?? key);
      const down = values.map((value) => ({ type: 'keyDown', value }));
      const up = values.toReversed().map((value) => ({ type: 'keyUp', value }));
      return act([...down, ...up]);
    },
    close: () => goto('about:blank'),
  };
}

export async function startWebKit(program) {
  const running = [];
  const stop = async () => {
    for (const { stop: end } of running.toReversed()) await end();
  };
  try {
    running.push(await startDisplay());
    running.push(await startDriver(program, running[0].name));
    const [, { origin }] = running;
    const capabilities = { alwaysMatch: { acceptInsecureCerts: true } };
    const begun = await command(`${origin}/session`, 'POST', { capabilities });
    const session = `${origin}/session/${begun.sessionId}`;
    const close = async () => {
      try {
        await command(session, 'DELETE');
      } finally {
        await stop();
      }
    };
    return { version: begun.capabilities.browserVersion, openTab: async () => tabOf(session), close };
  } catch (error) {
    await stop();
    throw error;
  }
}
