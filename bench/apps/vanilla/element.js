// Elements from their properties and children.

export function element(tag, properties, ...children) {
  const made = document.createElement(tag);
  if (properties) Object.assign(made, properties);
  made.append(...children);
  return made;
}

export function status(text) {
  const line = element('p', { textContent: text });
  line.setAttribute('role', 'status');
  return line;
}
