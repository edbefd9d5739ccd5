// What the API received and what the element said, the latest first.
import { build } from '../lib/dom.js';
import { apiBase, control } from '../lib/sandbox.js';

const KEPT = 80;
/** A request to the worker keeps it, and with it the faults that are armed, from ending while somebody looks. */
const KEEP_AWAKE = 3_000;
const clock = new Intl.DateTimeFormat('sv-SE', { timeStyle: 'medium' });

const keyOf = ({ number, method, path }) => `${number} ${method} ${path}`;

export class Log {
  #list;
  #rows = new Map();
  /** The number of the latest request; the sandbox counts from the start when it begins again. */
  #latest = 0;
  /** What the sandbox received before this page is not news. */
  #reading = control('requests').then((all) => {
    for (const request of all) this.#rows.set(keyOf(request), null);
    this.#latest = all.at(-1)?.number ?? 0;
  });

  constructor(list) {
    this.#list = list;
    // Each answer to this page is a reason to look; so is a request that got none, in time.
    new PerformanceObserver((entries) => {
      if (entries.getEntries().some(({ name }) => name.startsWith(`${apiBase}/`))) this.read();
    }).observe({ type: 'resource' });
    setInterval(() => document.hidden || this.read(), KEEP_AWAKE);
  }

  /** Adds what is no request: an event of the element, or something that the page did. */
  note(kind, title, detail) {
    this.#add(kind, title, '', detail);
  }

  clear() {
    this.#list.replaceChildren();
  }

  /** The sandbox has begun again, and counts from the start: what it no longer has is not shown either. */
  forget() {
    for (const row of this.#rows.values()) row?.remove();
    this.#rows.clear();
    this.#latest = 0;
  }

  /** Reads the sandbox's own log, one look at a time. */
  read() {
    this.#reading = this.#reading.then(() => this.#merge()).catch(() => {});
    return this.#reading;
  }

  async #merge() {
    const all = await control('requests');
    const latest = all.at(-1)?.number ?? 0;
    if (latest < this.#latest) this.forget();
    this.#latest = latest;
    this.#drop(new Set(all.map(keyOf)));
    for (const request of all) {
      const { method, path, status, body } = request;
      const key = keyOf(request);
      const row = this.#rows.get(key);
      if (row) this.#settle(row, status);
      else if (row === undefined)
        this.#rows.set(key, this.#add('request', `${method} ${path.replace(/^\/v1/, '')}`, status, body));
    }
  }

  /** The sandbox keeps the recent requests, and so does this list. */
  #drop(kept) {
    for (const [key, row] of this.#rows) {
      if (kept.has(key)) continue;
      row?.remove();
      this.#rows.delete(key);
    }
  }

  #settle(row, status) {
    row.querySelector('.outcome').textContent = status ?? '…';
    row.classList.toggle('failed', status === null || status >= 400);
  }

  #add(kind, title, status, detail) {
    const time = build('time', {}, clock.format(new Date()));
    const head = [
      build('span', { class: 'kind' }, kind),
      build('code', {}, title),
      build('span', { class: 'outcome' }),
    ];
    const written = detail && JSON.stringify(detail, null, 2);
    const more =
      written && build('details', {}, build('summary', {}, 'detail'), build('pre', { tabindex: '0' }, written));
    const row = build('li', { class: kind }, ...head, time, more || null);
    if (kind === 'request') this.#settle(row, status);
    this.#list.prepend(row);
    while (this.#list.children.length > KEPT) this.#list.lastElementChild.remove();
    return row;
  }
}
