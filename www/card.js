// `<oneflow-contract-card>`: an existing contract, followed while it is visible.
import { ATTRIBUTES, reflectAttributes } from './attributes.js';
import { OneflowElement } from './element-base.js';
import { call, extraSettings, onEvent } from './hooks.js';

export class OneflowContractCard extends OneflowElement {
  static tag = 'oneflow-contract-card';

  static attributes = { ...ATTRIBUTES, 'contract-id': 'contractId', actions: 'actions' };

  #isIntersecting = false;
  #observer;
  #updateVisible = () => this[call]('setVisible', this.#isIntersecting && document.visibilityState === 'visible');

  connectedCallback() {
    super.connectedCallback();
    this.#observer = new IntersectionObserver((entries) => {
      this.#isIntersecting = entries.at(-1).isIntersecting;
      this.#updateVisible();
    });
    this.#observer.observe(this);
    document.addEventListener('visibilitychange', this.#updateVisible);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#observer.disconnect();
    document.removeEventListener('visibilitychange', this.#updateVisible);
    this.#isIntersecting = false;
    this.#updateVisible();
  }

  /** Takes one of Oneflow's webhook events from your server: reads the contract again if the event is about it. */
  applyEvent(event) {
    if (String(event?.contract?.id) === this.contractId) this.refresh();
  }

  // A new instance does not know yet: the one before may have crashed.
  [onEvent](name) {
    if (name === 'oneflow-ready') this.#updateVisible();
  }

  [extraSettings]() {
    return { card: true };
  }
}

reflectAttributes(OneflowContractCard);
