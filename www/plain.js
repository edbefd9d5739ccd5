// What is shown while there is no core: that it loads, or why it does not.

const node = (tag, attributes, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

const base = (...children) => node('section', { class: 'w', part: 'base' }, ...children);

/** What a core is drawn into. */
export const place = () => node('div', { class: 'root' });

/** The shape of what comes, with what screen readers say meanwhile. */
export function skeleton(loading) {
  const bones = Array.from({ length: 5 }, () => node('i', {}));
  const body = node('div', { class: 'body skeleton', 'aria-hidden': 'true' }, ...bones);
  const status = node('div', { class: 'unseen', role: 'status', 'data-text': '' }, loading);
  const head = node('header', { class: 'head' }, node('h2', {}, '\u00a0'), node('p', {}, '\u00a0'));
  const steps = node('div', { class: 'steps' }, node('i', { class: 'on' }), node('i', {}));
  return base(node('slot', { name: 'loading' }, head, steps, body, status));
}

/** A message with a way to try again. */
export function message(text, label, again) {
  const button = node('button', { type: 'button', class: 'btn', part: 'button button-secondary' }, label);
  button.addEventListener('click', again);
  return base(node('div', { class: 'body center' }, node('p', { role: 'alert' }, text), button));
}
