// `<oneflow-contract-list>`: all contracts of a record, each of which opens in the list's place, as does a new one.
import { reflectAttributes } from './attributes.js';
import { call, concerns, extraSettings, startsFull } from './hooks.js';
import { OneflowContractPicker } from './picker.js';
import { whileVisible } from './visibility.js';

export class OneflowContractList extends whileVisible(OneflowContractPicker) {
  static tag = 'oneflow-contract-list';

  /** Takes one of Oneflow's webhook events from your server: reads its contract again, or the list if that lacks it. */
  applyEvent(event) {
    const id = Number(event?.contract?.id);
    if (this[concerns](id)) this[call]('contractChanged', id);
  }

  // A contract that the list does not have may be a new one of the record.
  [concerns](contractId) {
    return this.contract ? super[concerns](contractId) : Number.isSafeInteger(contractId);
  }

  [extraSettings]() {
    return { ...super[extraSettings](), list: true };
  }

  [startsFull]() {
    return true;
  }
}

reflectAttributes(OneflowContractList);
