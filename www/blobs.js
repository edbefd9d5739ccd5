// The contents of files, by number. They stay with the element, so that each WebAssembly instance of it finds them.
import { bare } from './own.js';

// A frame of the page has a `Blob` of its own.
const isBlob = (value) => /^\[object (?:Blob|File)\]$/.test(Object.prototype.toString.call(value));

export function createBlobs() {
  const all = [];
  const blobs = {
    /** The number of a content, which is always the same. */
    keep(blob) {
      const number = all.indexOf(blob);
      return number < 0 ? all.push(blob) - 1 : number;
    },

    get: (number) => all[number],

    /** For `JSON.stringify`: a Blob stays here, and its number, name and size go on. */
    replace: (_, value) =>
      isBlob(value) ? bare({ blob: blobs.keep(value), name: value.name, size: value.size }) : value,
  };
  return blobs;
}
