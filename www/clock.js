// A clock of our own: whatever is waited for ends, even if the page has replaced what should end it.

/** Settles like `promise`, or is rejected with `reason` after so many milliseconds. */
export function within(millis, promise, reason) {
  let timer;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(reject, millis, reason);
  });
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}
