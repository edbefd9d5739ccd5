// What a new instance continues from after a crash, in parts: a key changes the part of one data field.

export function createSnapshot() {
  let head = '';
  const fields = new Map();

  return {
    /** Keeps the part of a data field, or without `field` all the rest; an empty text when there is none any more. */
    save(field, json) {
      if (field === undefined) head = json;
      else if (json) fields.set(field, json);
      else fields.delete(field);
    },

    /** All parts together, as `Snapshot::from_parts` of `src/flow/snapshot.rs` reads them; empty when there is none. */
    text: () => head && `{"head":${head},"fields":[${[...fields.values()].join()}]}`,
  };
}
