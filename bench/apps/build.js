// Builds every app with Vite in production mode, each into a folder of its own below `dist`.
import { build } from 'vite';
import react from '@vitejs/plugin-react';
import solid from 'vite-plugin-solid';

const plugins = { vanilla: [], solid: [solid()], assembly: [react()], bundled: [] };

for (const [app, used] of Object.entries(plugins)) {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: app,
    base: './',
    plugins: used,
    build: { target: 'es2022', outDir: `../dist/${app}`, emptyOutDir: true, chunkSizeWarningLimit: 1_000 },
  });
}
