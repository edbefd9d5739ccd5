// The apps that are compared, each at an origin of its own.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { preloadLines } from './preloads.js';
import { serveApp } from './server.js';

const BASE = '/oneflow-contract-picker';
const page = fileURLToPath(new URL('../apps/served', import.meta.url));

/** The floor is there twice: what differs between the two is noise. */
export async function serveApps({ dist, built }) {
  const lines = await preloadLines(dist, BASE);
  const served = { '/': page, [`${BASE}/`]: dist };
  const peer = (name) => ({ '/': path.join(built, name) });
  const all = [
    { name: 'ours', kind: 'package', folders: served },
    { name: 'preloaded', kind: 'package', folders: served, head: lines },
    { name: 'bundled', kind: 'package', folders: peer('bundled') },
    { name: 'floor', kind: 'vanilla', folders: peer('vanilla') },
    { name: 'again', kind: 'vanilla', folders: peer('vanilla') },
    { name: 'solid', kind: 'solid', folders: peer('solid') },
    { name: 'assembly', kind: 'assembly', folders: peer('assembly') },
  ];
  const there = all.filter(({ name }) => name !== 'preloaded' || lines);
  const apps = await Promise.all(
    there.map(async ({ name, kind, ...content }) => Object.assign(await serveApp(content), { name, kind })),
  );
  const byName = (...names) => apps.filter(({ name }) => names.includes(name));
  return {
    apps,
    /** Those that are measured while they start. */
    starting: apps,
    /** Those that are measured while they are used: how the package was loaded makes no difference then. */
    used: byName('ours', 'floor', 'again', 'solid', 'assembly'),
    close: () => apps.forEach((app) => app.close()),
  };
}
