// `<oneflow-contract-picker>`: creates a contract from a template.
import { ATTRIBUTES, reflectAttributes } from './attributes.js';
import { OneflowElement } from './element-base.js';
import { call, configure, extraSettings, kept, onEvent, onSettingsSent, startsFull } from './hooks.js';
import { isForFull } from './modules.js';
import { bare } from './own.js';

const MAX_RECENT = 5;

// Workspace and template of the latest contracts that were created since the page was loaded, the latest first.
let recent = [];

// A value that JSON cannot express is the text `""`, which is no draft either and is reported as such.
function toText(value) {
  try {
    return value === null ? undefined : JSON.stringify(value);
  } catch {
    return '""';
  }
}

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
    'record-field': 'recordField',
  };

  #prefill;
  // The text of `draft` until it is handed over, and the one that was set last.
  #givenDraft;
  #latestDraft;

  get prefill() {
    return this.#prefill;
  }

  set prefill(value) {
    this.#prefill = value;
    this[configure]();
  }

  /** What a later element can go on with; null if there is nothing. It contains what the user typed. */
  get draft() {
    return this.#givenDraft === undefined ? this[kept] : JSON.parse(this.#givenDraft);
  }

  set draft(value) {
    const text = toText(value);
    // Pages hand over the same value again, or what the element has just given them.
    if (!text || text === this.#latestDraft || text === JSON.stringify(this[kept])) return;
    this.#givenDraft = this.#latestDraft = text;
    this[configure]();
  }

  /** Starts over and drops what the user typed. Does nothing while a request that creates or sends is under way. */
  reset() {
    this[call]('reset');
  }

  [extraSettings]() {
    const used = bare(recent.map((ids) => bare([...ids])));
    return { used, prefill: this.#prefill, draft: this.#givenDraft };
  }

  [onSettingsSent]() {
    this.#givenDraft = undefined;
  }

  [startsFull]() {
    return isForFull(this.#prefill) || isForFull(JSON.parse(this.#givenDraft ?? null)?.head);
  }

  [onEvent](name, { workspaceId, templateId }) {
    if (name !== 'oneflow-created') return;
    const others = recent.filter(([workspace, template]) => workspace !== workspaceId || template !== templateId);
    recent = [[workspaceId, templateId], ...others].slice(0, MAX_RECENT);
  }
}

reflectAttributes(OneflowContractPicker);
