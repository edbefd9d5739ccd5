import { defineConfig } from 'vite';

import { sandboxHeaders } from '../serve.js';

export default defineConfig({
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
