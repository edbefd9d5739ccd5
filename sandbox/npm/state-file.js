// The state file: read at the start, and replaced as a whole after changes.

import { open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Changes within this time, in milliseconds, are written together. */
const PAUSE = 200;

/** The text of the file; `undefined` if there is none yet. The error is one sentence. */
export const readState = async (file) => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') {
      return undefined;
    }
    throw new Error(`The state file ${file} cannot be read: ${error.message}.`);
  }
};

/** Writes the account whenever it has changed. */
export class StateFile {
  #file;
  #sandbox;
  #written;

  constructor(file, sandbox) {
    this.#file = file;
    this.#sandbox = sandbox;
  }

  /** Writes the current account; a concurrent reader gets the old file or the new one. The error is one sentence. */
  async save() {
    const text = this.#sandbox.saved();
    if (text === this.#written) {
      return;
    }
    try {
      await replace(this.#file, text);
      this.#written = text;
    } catch (error) {
      throw new Error(`The state file ${this.#file} cannot be written: ${error.message}.`);
    }
  }

  /** Writes the file after changes until the signal, and then once more. The error is one sentence. */
  async saveChanges(signal) {
    const end = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    while (!signal.aborted) {
      // Before the file is written, so that no change after it is missed.
      const changed = this.#sandbox.changed();
      // The account stays in memory, and the next change tries again.
      await this.save().catch((error) => console.error(error.message));
      await Promise.race([changed, end]);
      await Promise.race([setTimeout(PAUSE), end]);
    }
    await this.save();
  }
}

const replace = async (file, text) => {
  const unfinished = path.join(path.dirname(file), `.${path.basename(file)}.unfinished`);
  await rm(unfinished, { force: true });
  const handle = await open(unfinished, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
};
