// What runs in the page, in any engine: each function is handed over as text and uses only those of this file.

/** The name of an element for assistive technology, as far as these elements are named. */
export function nameOf(element) {
  const { ariaLabel, labels, textContent } = element;
  return (ariaLabel ?? labels?.[0]?.textContent ?? textContent).trim().replaceAll(/\s+/g, ' ');
}

/** The active element, across shadow roots. */
export function active() {
  let { activeElement: element } = document;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** What can be used below a root: by its name, its id or a selector; undefined if it is not there. */
export function find(root, wanted) {
  if (/^[#[]/.test(wanted)) return root.querySelector(wanted);
  const all = [...root.querySelectorAll('button, a, input, select, textarea, summary, [role=option]')];
  return all.find((element) => !element.disabled && nameOf(element) === wanted);
}
