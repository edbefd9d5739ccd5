// A control for each attribute that the public surface lists: a new attribute becomes a control by itself.
import { field, select, text, words } from './fields.js';

const languages = new Intl.DisplayNames('en', { type: 'language' });

/** The words of a hint such as: any of `draft` `send`, separated by spaces. */
const wordsOf = ({ valueHint = '' }) =>
  valueHint.startsWith('any of ') ? [...valueHint.matchAll(/`([^`]+)`/g)].map(([, word]) => word) : [];

/** The control of one attribute. */
export function attributeControl(attribute, value, available, change) {
  const { name, values, default: usual = '', description } = attribute;
  const id = `attribute-${name}`;
  if (name === 'lang') {
    const options = available.map((code) => [code, `${languages.of(code)} (${code})`]);
    return field(id, name, select([['', 'as the page'], ...options], value, change), description);
  }
  if (values)
    return field(
      id,
      name,
      select(values, value || usual, (chosen) => change(chosen === usual ? '' : chosen)),
      description,
    );
  const all = wordsOf(attribute);
  if (all.length)
    return words(name, all, value || usual, (chosen) => change(chosen === usual ? '' : chosen), description);
  return field(id, name, text(value, change, { placeholder: usual }), description);
}

/** The attributes of one element. */
export const attributesOf = (surface, key) =>
  surface.attributes.filter(({ element }) => element?.split(' ').includes(key) ?? true);
