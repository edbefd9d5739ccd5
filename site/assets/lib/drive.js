// Waits for an element and presses in it, as its users do.

/** Milliseconds between two looks. */
const OFTEN = 40;
const MAIN = '[part~="button-primary"]';

/** Resolves when a condition holds; rejects when the signal ends the wait. */
export async function until(holds, signal) {
  for (;;) {
    signal?.throwIfAborted();
    const found = holds();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, OFTEN));
  }
}

export const isAt = (element, step, signal) => until(() => element.state === step, signal);

/** Presses the main button that the element shows now. */
export async function press(element, signal) {
  (await until(() => element.shadowRoot?.querySelector(`${MAIN}:not(:disabled)`), signal)).click();
}

/** Opens what a part of the element hides, and presses the main button in it. */
export async function sendDraft(element, signal) {
  await isAt(element, 'showing', signal);
  const details = await until(() => element.shadowRoot.querySelector(`details:has(${MAIN})`), signal);
  details.open = true;
  await press(element, signal);
}

/** Makes the next drawing fail in this element alone, at which its WebAssembly really stops. */
function refuseToDraw(element) {
  const refuse = () => {
    throw new Error('The page has provoked this crash to show the step error.');
  };
  for (const node of element.shadowRoot.querySelectorAll('*')) Object.assign(node, { insertBefore: refuse });
}

/** What the user does at a step stops the module, until the element no longer starts it anew. */
export async function crash(element, { step, act, signal }) {
  while (element.state !== 'error') {
    await isAt(element, step, signal);
    await until(() => element.shadowRoot.querySelector(MAIN), signal);
    const root = element.shadowRoot.querySelector('.root');
    refuseToDraw(element);
    await act(element, signal);
    await until(() => !root.isConnected, signal);
    await until(() => [step, 'error'].includes(element.state), signal);
  }
}
