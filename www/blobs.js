// The contents of files, by number. They stay with the element, so that each WebAssembly instance of it finds them.
import { bare } from './own.js';

// A frame of the page has a `Blob` of its own.
const isBlob = (value) => /^\[object (?:Blob|File)\]$/.test(Object.prototype.toString.call(value));

export function createBlobs() {
  const all = new Map();
  // The numbers of those that the page has given.
  const given = new Set();
  let count = 0;
  const blobs = {
    /** The number of a content, which is always the same. */
    keep(blob) {
      for (const [number, known] of all) if (known === blob) return number;
      all.set(count, blob);
      return count++;
    },

    get: (number) => all.get(number),

    /** Lets go of what the page has given and this JSON does not name. */
    release(json) {
      for (const number of given) {
        if (!RegExp(`"blob":${number}\\b`).test(json) && given.delete(number)) all.delete(number);
      }
    },

    /** For `JSON.stringify`: a Blob stays here, and its number, name and size go on. */
    replace(_, value) {
      if (!isBlob(value)) return value;
      const blob = blobs.keep(value);
      given.add(blob);
      return bare({ blob, name: value.name, size: value.size });
    },
  };
  return blobs;
}
