// A sandbox for one file: what the file does to the account concerns no other. Files that need other data than the
// small account start theirs before they import `environment.js`, which reads where everything is.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Starts a sandbox with a seed, which ends with this process, and makes it the environment's. */
export async function startSandbox(seed) {
  const { SANDBOX: program, SITE_FOLDER: folder } = process.env;
  const flags = ['--seed', seed, '--port', '0', '--site', folder, '--site-port', '0', '--json', '--until-stdin-closes'];
  const child = spawn(program, flags, { stdio: ['pipe', 'pipe', 'inherit'] });
  const line = await new Promise((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}`)));
  });
  // The process ends when its tests are over, and with it the sandbox's input.
  for (const kept of [child, child.stdin, child.stdout]) kept.unref();
  const { api, site, token } = JSON.parse(line);
  Object.assign(process.env, { API_URL: api, SITE_URL: new URL(site).origin, SANDBOX_TOKEN: token });
}
