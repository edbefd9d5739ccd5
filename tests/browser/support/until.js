// Waiting for what happens outside of a page.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

/** Waits until a condition holds. */
export async function until(condition) {
  for (let waited = 0; !condition(); waited += 20) {
    assert.ok(waited < 10_000, `${condition} does not come true`);
    await pause(20);
  }
}
