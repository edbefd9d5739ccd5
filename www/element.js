// The elements of the package, and how they are registered.
import { OneflowContractCard } from './card.js';
import { setWasm } from './load.js';
import { own } from './own.js';
import { OneflowContractPicker } from './picker.js';
import { register } from './register.js';

export { OneflowContractCard, OneflowContractPicker };

/** Registers both tags. A tag that another script has defined is left alone, with a warning. */
export function define(options = {}) {
  const wasm = own(options, 'wasm');
  if (wasm !== undefined) setWasm(wasm);
  register(OneflowContractPicker, own(options, 'tag') ?? OneflowContractPicker.tag);
  register(OneflowContractCard, own(options, 'cardTag') ?? OneflowContractCard.tag);
}
