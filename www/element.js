// The elements of the package, and how they are registered.
import { OneflowContractCard as Card } from './card.js';
import { OneflowContractList as List } from './list.js';
import { full, small } from './modules.js';
import { own } from './own.js';
import { OneflowContractPicker as Picker } from './picker.js';
import { register } from './register.js';

function registerTags(options = {}) {
  const wasm = own(options, 'wasm');
  if (wasm !== undefined) small.setSource(wasm);
  const fullWasm = own(options, 'fullWasm');
  if (fullWasm !== undefined) full.setSource(fullWasm);
  register(Picker, own(options, 'tag') ?? Picker.tag);
  register(Card, own(options, 'cardTag') ?? Card.tag);
  register(List, own(options, 'listTag') ?? List.tag);
}

// A page may load this file and `define.js`, each with all the code: the classes of the first serve both.
const registry = globalThis.customElements ?? {};
const shared = Symbol.for(`oneflow-contract-picker ${Picker.version}`);
registry[shared] ??= {
  OneflowContractCard: Card,
  OneflowContractList: List,
  OneflowContractPicker: Picker,
  define: registerTags,
};

/** `define()` registers all tags. A tag that another script has defined is left alone, with a warning. */
export const { OneflowContractCard, OneflowContractList, OneflowContractPicker, define } = registry[shared];
