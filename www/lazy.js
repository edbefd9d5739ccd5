// `loading="lazy"`: an element waits until it is nearly visible.
import { bare } from './own.js';

// How far outside of the visible area, on any side, an element starts.
const MARGIN = '100%';

/** Calls back when a target that it observes is nearly visible. */
export function nearVisibilityObserver(callback) {
  const check = (entries) => entries.some(({ isIntersecting }) => isIntersecting) && callback();
  return new IntersectionObserver(check, bare({ rootMargin: MARGIN, scrollMargin: MARGIN }));
}
