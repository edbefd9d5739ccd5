// A start that happens once.

/** Starts at the first call, and again after a failure. */
export const startOnce = (start) => {
  let starting;
  return () => {
    starting ??= start().catch((error) => {
      starting = undefined;
      throw error;
    });
    return starting;
  };
};
