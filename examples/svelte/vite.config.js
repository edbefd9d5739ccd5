import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

import { sandboxed } from '../serve.js';
import { broker } from '../server.js';

export default defineConfig({
  plugins: [
    svelte(),
    // Your server between the page and Oneflow, inside the development server.
    { name: 'broker', configureServer: ({ middlewares }) => { middlewares.use(broker(sandboxed())); } },
  ],
});
