// Elements of one page that show the same contract agree: each hears of what another has done from its public events.
import { concerns } from './hooks.js';

const EVENTS = ['oneflow-created', 'oneflow-published', 'oneflow-contract-change'];

const resolved = (address) => URL.canParse(address, document.baseURI) && new URL(address, document.baseURI).href;

/** Calls back with the contract when another element with the same `api-base` has reported what concerns this one. */
export function createSiblings(element, onChange) {
  function hear(event) {
    const [source] = event.composedPath();
    const contractId = event.detail?.contractId;
    if (source === element || !element[concerns](contractId)) return;
    if (resolved(source.apiBase) === resolved(element.apiBase)) onChange(contractId);
  }
  return {
    connect() {
      for (const name of EVENTS) document.addEventListener(name, hear);
    },
    disconnect() {
      for (const name of EVENTS) document.removeEventListener(name, hear);
    },
  };
}
