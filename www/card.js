// `<oneflow-contract-card>`: an existing contract, followed while it is visible.
import { ATTRIBUTES, reflectAttributes } from './attributes.js';
import { OneflowElement } from './element-base.js';
import { call, extraSettings, onEvent } from './hooks.js';
import { createVisibility } from './visibility.js';

export class OneflowContractCard extends OneflowElement {
  static tag = 'oneflow-contract-card';

  static attributes = { ...ATTRIBUTES, 'contract-id': 'contractId', actions: 'actions' };

  #visibility = createVisibility(this, (isVisible) => this[call]('setVisible', isVisible));

  connectedCallback() {
    super.connectedCallback();
    this.#visibility.connect();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#visibility.disconnect();
  }

  /** Takes one of Oneflow's webhook events from your server: reads the contract again if the event is about it. */
  applyEvent(event) {
    if (String(event?.contract?.id) === this.contractId) this.refresh();
  }

  // A new instance does not know yet: the one before may have crashed.
  [onEvent](name) {
    if (name === 'oneflow-ready') this.#visibility.update();
  }

  [extraSettings]() {
    return { card: true };
  }
}

reflectAttributes(OneflowContractCard);
