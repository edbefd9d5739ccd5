// `<oneflow-contract-picker>`: creates a contract from a template.
import { ATTRIBUTES, reflectAttributes } from './attributes.js';
import { OneflowElement, call, configure, extraSettings, onEvent } from './element-base.js';
import { bare } from './own.js';

const MAX_RECENT = 5;

// Workspace and template of the latest contracts that were created since the page was loaded, the latest first.
let recent = [];

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

  /** Starts over and drops what the user typed. Does nothing while a request that creates or sends is under way. */
  reset() {
    this[call]('reset');
  }

  [extraSettings]() {
    return { used: bare(recent.map((ids) => bare([...ids]))), prefill: this.#prefill };
  }

  [onEvent](name, { workspaceId, templateId }) {
    if (name !== 'oneflow-created') return;
    const others = recent.filter(([workspace, template]) => workspace !== workspaceId || template !== templateId);
    recent = [[workspaceId, templateId], ...others].slice(0, MAX_RECENT);
  }
}

reflectAttributes(OneflowContractPicker);
