// The contents of files, by number. They stay with the element, so that each WebAssembly instance of it finds them.
import { bare } from './own.js';

// A frame of the page has a `Blob` of its own.
const isBlob = (value) => /^\[object (?:Blob|File)\]$/.test(Object.prototype.toString.call(value));

export function createBlobs() {
  const all = new Map();
  let count = 0;
  const blobs = {
    /** The number of a content, which is always the same. */
    keep(blob) {
      for (const [number, known] of all) if (known === blob) return number;
      all.set(count, blob);
      return count++;
    },

    get: (number) => all.get(number),

    /** Lets go of the contents that one JSON names and another one does not. */
    release(former, present) {
      const names = (json, number) => RegExp(`"blob":${number}\\b`).test(json);
      for (const number of all.keys()) if (names(former, number) && !names(present, number)) all.delete(number);
    },

    /** For `JSON.stringify`: a Blob stays here, and its number, name and size go on. */
    replace: (_, value) =>
      isBlob(value) ? bare({ blob: blobs.keep(value), name: value.name, size: value.size }) : value,
  };
  return blobs;
}
