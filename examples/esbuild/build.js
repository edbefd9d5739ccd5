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
// esbuild leaves both wasm files where they are: the scripts look for them in their own folder.
for (const name of ['picker.wasm', 'full.wasm']) {
  const wasm = fileURLToPath(import.meta.resolve(`oneflow-contract-picker/${name}`));
  copyFileSync(wasm, `dist/${path.basename(wasm)}`);
}
