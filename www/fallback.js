// What an element shows while no WebAssembly instance runs: a skeleton, or why it cannot start.

const node = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

const base = (...children) => node('section', { class: 'w', part: 'base' }, ...children);

/** The outline of the form, with a status for screen readers. */
export function skeleton(loading) {
  const lines = Array.from({ length: 5 }, () => node('i', {}));
  const body = node('div', { class: 'body skeleton', 'aria-hidden': 'true' }, ...lines);
  const status = node('div', { class: 'unseen', role: 'status', 'data-text': '' }, loading);
  const head = node('header', { class: 'head' }, node('h2', {}, '\u00a0'), node('p', {}, '\u00a0'));
  const steps = node('div', { class: 'steps' }, node('i', { class: 'on' }), node('i', {}));
  return base(node('slot', { name: 'loading' }, head, steps, body, status));
}

/** A message with a button that retries. */
export function message(text, label, retry) {
  const button = node('button', { type: 'button', class: 'btn', part: 'button button-secondary' }, label);
  button.addEventListener('click', retry);
  return base(node('div', { class: 'body center' }, node('p', { role: 'alert' }, text), button));
}
