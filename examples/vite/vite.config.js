import { defineConfig } from 'vite';

import { sandboxed } from '../serve.js';
import { broker } from '../server.js';

export default defineConfig({
  // Your server between the page and Oneflow, inside the development server.
  plugins: [{ name: 'broker', configureServer: ({ middlewares }) => { middlewares.use(broker(sandboxed())); } }],
});
