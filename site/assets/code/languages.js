// The languages of the code, by the names of their tabs.
import { angular } from './angular.js';
import { html } from './html.js';
import { react } from './react.js';
import { css } from './shared.js';
import { svelte } from './svelte.js';
import { vue } from './vue.js';

export const languages = {
  HTML: html,
  React: react,
  Vue: vue,
  Svelte: svelte,
  Angular: angular,
  CSS: (model) => css(model) || `/* Nothing differs from the default. */\n`,
};
