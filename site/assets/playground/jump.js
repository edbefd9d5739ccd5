// The steps to jump to, as buttons.
import { build } from '../lib/dom.js';
import { stepsOf } from '../lib/steps.js';

export class JumpBar {
  #bar;
  #steps;
  #shown;
  /** Gets the name of the step whose button is pressed. */
  jump;

  constructor(bar, steps) {
    this.#bar = bar;
    this.#steps = steps;
  }

  /** Shows the steps of an element. Buttons that are there already stay, and with them the focus. */
  show(key) {
    if (this.#shown === key) return;
    this.#shown = key;
    const buttons = stepsOf(this.#steps, key).map(({ name, text }) => {
      const button = build('button', { type: 'button', title: text.replaceAll('`', '') }, name);
      button.addEventListener('click', () => this.jump(name));
      return button;
    });
    this.#bar.replaceChildren(...buttons);
  }

  /** Marks the step at which the element is. */
  mark(step) {
    for (const button of this.#bar.children) {
      if (button.textContent === step) button.setAttribute('aria-current', 'step');
      else button.removeAttribute('aria-current');
    }
  }
}
