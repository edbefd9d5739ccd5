import resolve from '@rollup/plugin-node-resolve';
import { importMetaAssets } from '@web/rollup-plugin-import-meta-assets';

export default {
  input: 'src/index.js',
  output: { dir: 'dist' },
  // The second brings the wasm along.
  plugins: [resolve(), importMetaAssets()],
};
