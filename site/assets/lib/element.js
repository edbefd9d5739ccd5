// Makes an element with everything set at once, so that its first request is the right one.
import { headersOf } from './sandbox.js';

/** Sets what has changed of the attributes; `api-base` comes last, because it is what sets an element going. */
export function setAttributes(element, attributes) {
  const { 'api-base': apiBase, ...others } = attributes;
  for (const [name, value] of [...Object.entries(others), ['api-base', apiBase]]) {
    if (!value) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}

/** Headers of a user; a fault is one of the sandbox's, for every request. */
export const authorizeAs = (user, fault) => () => ({ ...headersOf(user), ...(fault && { 'x-sandbox-fault': fault }) });

export function make(tag, { attributes, user, fault, prefill }) {
  const element = Object.assign(document.createElement(tag), { authorize: authorizeAs(user, fault) });
  if (prefill) element.prefill = prefill;
  setAttributes(element, attributes);
  return element;
}
