// Labelled inputs.
import { build, prose } from '../lib/dom.js';

/** An input with its label and, if there is something to say, a hint. */
export function field(id, label, input, hint) {
  input.id = id;
  const about = hint && build('small', { id: `${id}-about` }, ...prose(hint));
  if (about) input.setAttribute('aria-describedby', about.id);
  return build('div', { class: 'field' }, build('label', { for: id }, label), input, about);
}

/** A choice; options are values, or pairs of value and label. */
export function select(options, value, change) {
  const pairs = options.map((option) => (Array.isArray(option) ? option : [option, option]));
  const input = build('select', {}, ...pairs.map(([key, label]) => build('option', { value: key }, label)));
  input.value = value;
  input.addEventListener('change', () => change(input.value));
  return input;
}

export function text(value, change, attributes = {}) {
  const input = build('input', { type: 'text', spellcheck: 'false', autocomplete: 'off', ...attributes });
  input.value = value;
  input.addEventListener('input', () => change(input.value));
  return input;
}

/** Some of several words, at least one; the value is what is ticked, separated by spaces. */
export function words(label, all, value, change, hint) {
  const ticked = new Set(value.split(' ').filter(Boolean));
  const boxes = all.map((word) => {
    const box = build('input', { type: 'checkbox', value: word, checked: ticked.has(word) });
    box.addEventListener('change', () => {
      if (box.checked) ticked.add(word);
      else ticked.delete(word);
      if (!ticked.size) {
        // No word is the same as the default, which is all of them: the last one stays.
        ticked.add(word);
        box.checked = true;
        return;
      }
      change(all.filter((one) => ticked.has(one)).join(' '));
    });
    return build('label', { class: 'tick' }, box, ' ', word);
  });
  const about = build('small', {}, ...prose(hint));
  return build(
    'fieldset',
    { class: 'field' },
    build('legend', {}, label),
    build('div', { class: 'ticks' }, ...boxes),
    about,
  );
}

/** A group that can be folded. */
export const group = (title, open, ...children) =>
  build('details', { class: 'group', open }, build('summary', {}, title), build('div', { class: 'rows' }, ...children));
