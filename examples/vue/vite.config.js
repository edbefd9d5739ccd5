import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

import { sandboxed } from '../serve.js';
import { broker } from '../server.js';

export default defineConfig({
  plugins: [
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('oneflow-') } } }),
    // Your server between the page and Oneflow, inside the development server.
    { name: 'broker', configureServer: ({ middlewares }) => { middlewares.use(broker(sandboxed())); } },
  ],
});
