// What is computed from the samples.

/** The value in the middle; nothing if there is none. */
export function median(values) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** The samples of each app in each row. */
export class Samples {
  #rows = new Map();

  /** Adds values by row. */
  add(app, values) {
    for (const [row, value] of Object.entries(values)) {
      if (!this.#rows.has(row)) this.#rows.set(row, new Map());
      const apps = this.#rows.get(row);
      apps.set(app, [...(apps.get(app) ?? []), value]);
    }
  }

  median(row, app) {
    return median(this.#rows.get(row)?.get(app) ?? []);
  }

  /** The number of samples of the app that has fewest. */
  rounds(row) {
    const counts = [...(this.#rows.get(row)?.values() ?? [])].map(({ length }) => length);
    return counts.length > 0 ? Math.min(...counts) : 0;
  }
}
