import { defineConfig } from 'vite';

import { sandboxHeaders } from '../serve.js';

export default defineConfig({
  // Bundled beforehand, the package would not lie beside its wasm any more.
  optimizeDeps: { exclude: ['oneflow-contract-picker'] },
  server: {
    // Stands for your server between the page and Oneflow.
    proxy: {
      '/oneflow': {
        target: process.env.SANDBOX ?? 'http://127.0.0.1:8787',
        rewrite: (path) => path.slice('/oneflow'.length),
        headers: sandboxHeaders,
      },
    },
  },
});
