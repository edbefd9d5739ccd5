// The attributes of the elements, each of which is a property as well.
import { bare } from './own.js';

/** Attributes of every element, with the property for each of them. */
export const ATTRIBUTES = {
  'api-base': 'apiBase',
  'app-base': 'appBase',
  credentials: 'credentials',
  lang: 'lang',
  theme: 'theme',
  'external-id': 'externalId',
  loading: 'loading',
};

/** Whether a class has a property of its own or of an HTML element; a page may have added one to every object. */
function hasProperty(type, property) {
  for (let at = type.prototype; at && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    if (Object.hasOwn(at, property)) return true;
  }
  return false;
}

/** Defines a property for each attribute of a class; `lang` exists on every HTML element. */
export function reflectAttributes(type) {
  for (const [attribute, property] of Object.entries(type.attributes)) {
    if (hasProperty(type, property)) continue;
    const accessors = {
      configurable: true,
      enumerable: true,
      get() {
        return this.getAttribute(attribute);
      },
      set(value) {
        if (value === null || value === undefined) this.removeAttribute(attribute);
        else this.setAttribute(attribute, value);
      },
    };
    Object.defineProperty(type.prototype, property, bare(accessors));
  }
}

/** Properties set before the tag was defined are the element's own and hide the accessors: sets them once more. */
export function upgradeProperties(element) {
  for (const name of ['authorize', 'prefill', 'messages', 'draft', ...Object.values(element.constructor.attributes)]) {
    if (Object.hasOwn(element, name)) {
      const value = element[name];
      delete element[name];
      element[name] = value;
    }
  }
}
