// Elements of one page that show the same contract agree: each hears of what another has done from its public events.

const EVENTS = ['oneflow-published', 'oneflow-contract-change'];

const resolved = (address) => URL.canParse(address, document.baseURI) && new URL(address, document.baseURI).href;

/** Calls back when another element with the same `api-base` has reported a change of this element's contract. */
export function createSiblings(element, onChange) {
  function hear(event) {
    const [source] = event.composedPath();
    const isSame = source !== element && event.detail?.contractId === element.contract?.id;
    if (isSame && element.contract && resolved(source.apiBase) === resolved(element.apiBase)) onChange();
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
