// The elements that the package has, and how they are registered.
import { OneflowElement, ATTRIBUTES, call, configure, heard, more, reflect, register } from './base.js';
import { OneflowContractCard } from './card.js';
import { setWasm } from './load.js';

// Templates that contracts were created from since this page was loaded, with their workspaces, the latest first.
let used = [];
const USED = 5;

export class OneflowContractPicker extends OneflowElement {
  static tag = 'oneflow-contract-picker';

  static attributes = {
    ...ATTRIBUTES,
    'extension-type': 'extensionType',
    'template-type-id': 'templateTypeId',
    'workspace-id': 'workspaceId',
    'template-id': 'templateId',
    lock: 'lock',
    'contract-name': 'contractName',
    actions: 'actions',
    'setup-url': 'setupUrl',
  };

  #prefill;

  get prefill() {
    return this.#prefill;
  }

  set prefill(value) {
    this.#prefill = value;
    this[configure]();
  }

  /** Starts afresh; what was typed is dropped. Does nothing while a contract is being created. */
  reset() {
    this[call]('reset');
  }

  [more]() {
    return { used, prefill: this.#prefill };
  }

  [heard](name, detail) {
    if (name !== 'oneflow-created') return;
    const { workspaceId, templateId } = detail;
    const others = used.filter(([workspace, template]) => workspace !== workspaceId || template !== templateId);
    used = [[workspaceId, templateId], ...others].slice(0, USED);
  }
}

reflect(OneflowContractPicker);

export { OneflowContractCard };

/** Registers both tags. A taken one is left alone, with a warning. */
export function define({ tag = OneflowContractPicker.tag, cardTag = OneflowContractCard.tag, wasm } = {}) {
  if (wasm !== undefined) setWasm(wasm);
  register(OneflowContractPicker, tag);
  register(OneflowContractCard, cardTag);
}
