// The contract card: a contract that exists, followed while it is in sight.
import { OneflowElement, ATTRIBUTES, call, heard, more, reflect } from './base.js';

export class OneflowContractCard extends OneflowElement {
  static tag = 'oneflow-contract-card';

  static attributes = { ...ATTRIBUTES, 'contract-id': 'contractId', actions: 'actions' };

  #inSight = false;
  #sight;
  #look = () => this.#tell();

  connectedCallback() {
    super.connectedCallback();
    this.#sight = new IntersectionObserver((entries) => {
      this.#inSight = entries.at(-1).isIntersecting;
      this.#tell();
    });
    this.#sight.observe(this);
    document.addEventListener('visibilitychange', this.#look);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#sight.disconnect();
    document.removeEventListener('visibilitychange', this.#look);
    this.#inSight = false;
    this.#tell();
  }

  /** Takes one of Oneflow's webhook events, passed on by your server: the contract is read again if it is this one. */
  applyEvent(event) {
    if (String(event?.contract?.id) === this.contractId) this.refresh();
  }

  #tell() {
    this[call]('seen', this.#inSight && document.visibilityState === 'visible');
  }

  // Each core has to be told anew: one that has stopped has a successor.
  [heard](name) {
    if (name === 'oneflow-ready') this.#tell();
  }

  [more]() {
    return { card: true };
  }
}

reflect(OneflowContractCard);
