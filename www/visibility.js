// Whether anybody can see an element: it is in view, on a page in the foreground.
import { call, onEvent } from './hooks.js';

/** Calls back with whether anybody can see the element, whenever that may have changed. */
function createVisibility(element, onChange) {
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

/** The same class, whose instance hears whether anybody can see the element. */
export const whileVisible = (Type) =>
  class extends Type {
    #visibility = createVisibility(this, (isVisible) => this[call]('setVisible', isVisible));

    connectedCallback() {
      super.connectedCallback();
      this.#visibility.connect();
    }

    disconnectedCallback() {
      super.disconnectedCallback();
      this.#visibility.disconnect();
    }

    // A new instance does not know yet: the one before may have crashed.
    [onEvent](name, detail) {
      super[onEvent](name, detail);
      if (name === 'oneflow-ready') this.#visibility.update();
    }
  };
