// Own properties only: what a page has added to `Object.prototype` sets no option, here or in the browser.

/** The value of an own property. */
export const own = (object, name) => (Object.hasOwn(object, name) ? object[name] : undefined);

/** The same object without a prototype. */
export const bare = (object) => Object.setPrototypeOf(object, null);
