// The events of an element: which of them the host can cancel or delay, and how they are dispatched.
import { bare } from './own.js';

/** The events that the host can cancel. */
export const CANCELABLE = /^oneflow-(before-.+|open|cancel|select|new)$/;

/** Dispatches an event; returns whether the host lets the default happen. */
export function dispatch(element, name, externalId, detail, members) {
  const cancelable = CANCELABLE.test(name);
  const options = bare({ detail: { externalId, ...detail }, bubbles: true, composed: true, cancelable });
  return element.dispatchEvent(Object.assign(new CustomEvent(name, options), members));
}

/**
 * Dispatches an event with `waitUntil()`; settles when all promises passed to it have. When the host cancels the event
 * or one of the promises is rejected, it is rejected with the host's reason as text.
 */
export async function dispatchExtendable(element, name, externalId, detail) {
  const promises = [];
  try {
    const waitUntil = (promise) => promises.push(promise);
    const allowed = dispatch(element, name, externalId, detail, { waitUntil });
    await Promise.all(promises);
    if (!allowed) throw '';
  } catch (reason) {
    throw typeof reason === 'string' ? reason : (reason?.message ?? '');
  }
}
