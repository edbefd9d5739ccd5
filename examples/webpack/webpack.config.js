export default {
  mode: 'production',
  output: { clean: true },
  // The wasm is an asset of its own, not a part of what the page loads first.
  performance: { hints: false },
};
