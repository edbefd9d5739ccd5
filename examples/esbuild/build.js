import { cpSync, readdirSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: ['src/app.jsx'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  minify: true,
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
});
// esbuild leaves the wasm where it is: the scripts look for it in their own folder.
const from = 'node_modules/oneflow-contract-picker';
for (const name of readdirSync(from).filter((file) => file.endsWith('.wasm')))
  cpSync(`${from}/${name}`, `dist/${name}`);
