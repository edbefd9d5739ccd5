// Builds elements from text and other elements, so that no markup is ever parsed from data.

const svg = 'http://www.w3.org/2000/svg';

export function build(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

export function icon(id) {
  const picture = document.createElementNS(svg, 'svg');
  picture.classList.add('icon');
  const use = document.createElementNS(svg, 'use');
  use.setAttribute('href', `#${id}`);
  picture.append(use);
  return picture;
}
