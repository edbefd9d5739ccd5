// The browser asks before the user leaves the page while something is being created, uploaded or sent.

const SENDING = ['creating', 'uploading', 'publishing'];

/** Returns what is to be called when the step changes, or the element is inserted or removed. */
export function createUnloadGuard(element) {
  const prevent = (event) => event.preventDefault();
  // An element that the page has removed never keeps the user from leaving.
  return () => {
    const guards = element.isConnected && SENDING.includes(element.state);
    globalThis[guards ? 'addEventListener' : 'removeEventListener']('beforeunload', prevent);
  };
}
