// `<oneflow-contract-card>`: an existing contract, followed while it is visible.
import { ATTRIBUTES, reflectAttributes } from './attributes.js';
import { OneflowElement } from './element-base.js';
import { extraSettings } from './hooks.js';
import { whileVisible } from './visibility.js';

export class OneflowContractCard extends whileVisible(OneflowElement) {
  static tag = 'oneflow-contract-card';

  static attributes = { ...ATTRIBUTES, 'contract-id': 'contractId', actions: 'actions' };

  /** Takes one of Oneflow's webhook events from your server: reads the contract again if the event is about it. */
  applyEvent(event) {
    if (String(event?.contract?.id) === this.contractId) this.refresh();
  }

  [extraSettings]() {
    return { card: true };
  }
}

reflectAttributes(OneflowContractCard);
