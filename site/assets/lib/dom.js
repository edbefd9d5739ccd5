// Elements from their parts. Text stays text.

/** An element with attributes and children; an attribute that is null or false is left out. */
export function build(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value != null && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

/** Prose with `code` and *emphasis* as the documents write it. */
export const prose = (text) =>
  text
    .split(/(`[^`]+`|\*[^*]+\*)/)
    .filter(Boolean)
    .map((part) => {
      if (part.startsWith('`')) return build('code', {}, part.slice(1, -1));
      return /^\*.+\*$/.test(part) ? build('em', {}, part.slice(1, -1)) : part;
    });

export const camelCase = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** Says in the place of a live part why it is not there. */
export const explain = (place, { message }) => place.replaceChildren(build('p', { role: 'alert' }, message));

/** Copies a text, and says so on the button for a moment. */
export async function copy(button, text) {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Select it and copy';
  }
  setTimeout(() => {
    button.textContent = label;
  }, 2_000);
}
