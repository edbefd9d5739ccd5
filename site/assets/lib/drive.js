// Waits for an element and presses in it, as its users do.

/** Milliseconds between two looks. */
const OFTEN = 40;

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
  const find = () => element.shadowRoot?.querySelector('[part~="button-primary"]:not(:disabled)');
  (await until(find, signal)).click();
}

/** Opens what a part of the element hides, and presses the main button in it. */
export async function sendDraft(element, signal) {
  await isAt(element, 'showing', signal);
  const details = await until(() => element.shadowRoot.querySelector('details:has([part~="button-primary"])'), signal);
  details.open = true;
  await press(element, signal);
}

/** Makes the next drawing fail in this element alone, at which its WebAssembly really stops. */
export function refuseToDraw(element) {
  const refuse = () => {
    throw new Error('The page has provoked this crash to show the step error.');
  };
  const nodes = [element.shadowRoot, ...element.shadowRoot.querySelectorAll('*')];
  for (const node of nodes) Object.assign(node, { insertBefore: refuse });
}
