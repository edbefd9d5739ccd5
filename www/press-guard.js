// Presses that nobody meant: the second click of a double click, a click at what has only just appeared, a held key.

// Nobody reads what they press in less, in milliseconds.
const MOMENT = 500;
const PRESSABLE = 'a, button, summary, [role=option]';
const MAIN = '.btn.p:not(:disabled, details:not([open]) *)';

/** Guards the presses of one element. */
export function createPressGuard() {
  // When the step was first painted, on the clock of the events; before that, nobody has seen it.
  let painted = 0;
  const isEarly = ({ timeStamp }) => timeStamp - painted < MOMENT;

  const stop = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  function clicked(event) {
    // Keys and assistive technology click with `detail` 0: they press what they name, wherever it lies.
    const accidental = event.detail > 1 || (event.detail === 1 && isEarly(event));
    if (accidental && event.target.closest(PRESSABLE)) stop(event);
  }

  function keyPressed(event, root) {
    const { target, key, repeat } = event;
    if (event.isComposing) return;
    const isEnter = key === 'Enter';
    const confirms = isEnter && (event.ctrlKey || event.metaKey);
    const presses = isEnter ? !target.matches('textarea') : key === ' ' && target.matches(PRESSABLE);
    if (!confirms && !(presses && repeat)) return;
    stop(event);
    const main = target.closest('.card')?.querySelector(MAIN) ?? root.querySelector(MAIN);
    if (!repeat && !isEarly(event)) main?.click();
  }

  return {
    /** Guards what is inside a root, ahead of all listeners that are added to it later. */
    guard(root) {
      const guarded = (handle) => (event) => {
        // What the page has put into a slot is the page's.
        if (root.contains(event.target)) handle(event, root);
      };
      root.addEventListener('click', guarded(clicked), true);
      root.addEventListener('keydown', guarded(keyPressed), true);
    },

    /** Something else is about to be painted in a document. */
    stepChanged({ defaultView }) {
      painted = Infinity;
      defaultView?.requestAnimationFrame(() => {
        painted = defaultView.performance.now();
      });
    },
  };
}
