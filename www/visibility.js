// Whether anybody can see an element: it is in view, on a page in the foreground.

/** Calls back with whether anybody can see the element, whenever that may have changed. */
export function createVisibility(element, onChange) {
  let isIntersecting = false;
  let observer;
  const visibility = {
    update: () => onChange(isIntersecting && document.visibilityState === 'visible'),

    connect() {
      observer = new IntersectionObserver((entries) => {
        isIntersecting = entries.at(-1).isIntersecting;
        visibility.update();
      });
      observer.observe(element);
      document.addEventListener('visibilitychange', visibility.update);
    },

    disconnect() {
      observer.disconnect();
      document.removeEventListener('visibilitychange', visibility.update);
      isIntersecting = false;
      visibility.update();
    },
  };
  return visibility;
}
