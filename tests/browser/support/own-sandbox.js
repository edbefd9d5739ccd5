// A sandbox for one file, with data that the shared one does not have. Start it before importing `environment.js`,
// which reads where everything is.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Starts a sandbox with a seed and makes it the environment's; returns what stops it. */
export async function startSandbox(seed) {
  const { SANDBOX: program, SITE_FOLDER: folder } = process.env;
  const flags = ['--seed', seed, '--port', '0', '--site', folder, '--site-port', '0', '--json', '--until-stdin-closes'];
  const child = spawn(program, flags, { stdio: ['pipe', 'pipe', 'inherit'] });
  const line = await new Promise((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}`)));
  });
  const { api, site, token } = JSON.parse(line);
  Object.assign(process.env, { API_URL: api, SITE_URL: new URL(site).origin, SANDBOX_TOKEN: token });
  return () => child.stdin.end();
}
