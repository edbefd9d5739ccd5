// Pressing as assistive technology and the keyboard do, which an element accepts at once.
//
// In the first half second of a step an element ignores the mouse: what has only just appeared under the pointer was
// not meant. Playwright's `click()` is a mouse, and faster than any user. So tests that only walk to a step press its
// buttons; those that are about the mouse wait with `waitForMouse`, or move it themselves.
import { setTimeout } from 'node:timers/promises';

/** What an element waits for before it accepts the mouse, with a little to spare for a busy machine. */
const MOMENT = 600;

/** Presses a button, a link or a summary by its key, once it can be clicked. */
export async function press(locator) {
  const { click } = Object.getPrototypeOf(locator);
  // Waits until it is in view, enabled and not covered, and clicks nothing.
  await click.call(locator, { trial: true });
  await locator.press('Enter');
}

/** A locator whose `click()` presses it, and so do those of the locators that are narrowed from it. */
export function pressable(locator) {
  const original = Object.getPrototypeOf(locator);
  const narrowed = (name) => [name, (...values) => pressable(original[name].apply(locator, values))];
  const narrowing = ['first', 'last', 'nth', 'filter'].map(narrowed);
  return Object.assign(locator, Object.fromEntries(narrowing), { click: () => press(locator) });
}

/** Waits until the step that an element shows accepts the mouse. */
export const waitForMouse = () => setTimeout(MOMENT);
