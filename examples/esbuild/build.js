import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
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
const wasm = fileURLToPath(import.meta.resolve('oneflow-contract-picker/picker.wasm'));
copyFileSync(wasm, `dist/${path.basename(wasm)}`);
