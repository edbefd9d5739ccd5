// Lists the events that a widget fires, newest first.

import { build } from './build.js';

const kept = 30;
const names = [
  'oneflow-ready',
  'oneflow-state-change',
  'oneflow-selection-change',
  'oneflow-before-create',
  'oneflow-created',
  'oneflow-before-publish',
  'oneflow-published',
  'oneflow-open',
  'oneflow-cancel',
  'oneflow-error',
];
const clock = new Intl.DateTimeFormat('sv-SE', { timeStyle: 'medium' });

const spaced = (detail) => JSON.stringify(detail ?? null, null, 1).replaceAll(/\n\s*/g, ' ');

function entry({ type, detail }) {
  const now = new Date();
  const time = build('time', '', clock.format(now));
  time.dateTime = now.toISOString();
  const item = build('li', '', build('code', 'event-name', type), time, build('code', 'event-detail', spaced(detail)));
  item.dataset.name = type;
  return item;
}

/** Shows events in `root`. The returned function starts listening to an element, which may leave and come back. */
export function eventList(root) {
  const list = root.querySelector('.event-list');
  const count = root.querySelector('.event-count');
  const clear = root.querySelector('.event-clear');
  const none = root.querySelector('.event-none');
  let received = 0;

  const show = () => {
    count.textContent = received > kept ? `${received}, last ${kept} shown` : String(received);
    list.hidden = clear.disabled = received === 0;
    none.hidden = received > 0;
  };
  const add = (event) => {
    received += 1;
    list.prepend(entry(event));
    while (list.children.length > kept) list.lastElementChild.remove();
    show();
  };
  clear.addEventListener('click', () => {
    received = 0;
    list.replaceChildren();
    show();
  });

  return (element) => names.forEach((name) => element.addEventListener(name, add));
}
