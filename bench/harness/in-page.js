// Runs in the page before the app: knows where the app has what, and tells when it is painted.

/** Handed over as text: it must not use anything from outside. */
export function inPage(kind) {
  const host = { package: 'oneflow-contract-picker', vanilla: 'cw-vanilla' }[kind];
  const element = () => document.querySelector(host);
  const root = () => (host ? element()?.shadowRoot : document);
  const all = (selector) => [...(root()?.querySelectorAll(selector) ?? [])];
  const find = (selector) => root()?.querySelector(selector);
  const byId = (pattern) => all('[id^=party-]').find(({ id }) => pattern.test(id));

  const parts = {
    package: {
      search: () => find('#search'),
      options: () => all('#list [role=option]'),
      field: (index) => find(`#field-${index}`),
      party: {
        company: () => byId(/^party-\d+-name$/),
        name: () => byId(/^party-\d+-\d+-name$/),
        email: () => byId(/^party-\d+-\d+-email$/),
        phone: () => byId(/^party-\d+-\d+-phone$/),
      },
      isCreated: () => element()?.state === 'created' && Boolean(find('#heading')),
    },
    peer: {
      search: () => find('input[type=search], input[role=combobox]'),
      options: () => all('[role=option]'),
      field: (index) => all('fieldset:first-of-type input')[index],
      party: Object.fromEntries(
        ['company', 'name', 'email', 'phone'].map((key) => [key, () => find(`[name="${key}"], [name$=".${key}"]`)]),
      ),
      isCreated: () => Boolean(find('.done')),
    },
  }[kind === 'package' ? 'package' : 'peer'];

  const named = (option) => (option.querySelector('b') ?? option).textContent;
  const matches = (text, words) => words.every((word) => text.toLowerCase().includes(word));
  let before = '';
  const focused = () => {
    let { activeElement: active } = document;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active;
  };

  const conditions = {
    ready: () => Boolean(parts.search() && !parts.search().disabled && parts.options().length > 0),
    // The list answers the query: every row that may be in view has all of its words.
    searched: () => {
      const text = parts.search()?.value ?? '';
      const words = text.toLowerCase().split(' ').filter(Boolean);
      const rows = parts.options().slice(0, 10);
      return text !== before && rows.length > 0 && rows.every((row) => matches(row.textContent, words));
    },
    typed: () => focused().value !== before,
    form: (count) => Boolean(parts.field(count - 1)),
    reviewed: () => element()?.state === 'reviewing' && Boolean(find('.pairs')),
    created: () => parts.isCreated(),
    any: () => true,
  };

  /** Calls back after the first frame that shows what is waited for. */
  const painted = (condition, done) => {
    const look = () => {
      if (!condition()) return requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      return port2.postMessage(0);
    };
    requestAnimationFrame(look);
  };

  const report = (value) => window.benchReport(JSON.stringify(value));
  const center = (target) => {
    target.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = target.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  };
  let stop = () => {};

  window.bench = {
    parts,
    is: (name, ...values) => conditions[name](...values),
    /** Reports how long it takes from the next event of this type to the frame that shows what is waited for. */
    arm(type, name, ...values) {
      const heard = ({ timeStamp }) =>
        painted(() => conditions[name](...values), (now) => report(now - timeStamp));
      addEventListener(type, heard, { capture: true, once: true });
    },
    /** Reports every key, until it is called without a name. */
    armKeys(name) {
      stop();
      if (!name) return;
      const heard = ({ timeStamp }) => {
        before = focused().value;
        painted(conditions[name], (now) => report(now - timeStamp));
      };
      addEventListener('keydown', heard, true);
      stop = () => removeEventListener('keydown', heard, true);
    },
    wait: (name, ...values) => new Promise((resolve) => painted(() => conditions[name](...values), resolve)),
    focus(target) {
      target.scrollIntoView({ block: 'center' });
      target.focus();
    },
    option(name) {
      const options = parts.options();
      const option = options.find((one) => named(one) === name);
      if (!option) throw new Error(`no option is named ${name}, but ${options.slice(0, 3).map(named)}`);
      return center(option);
    },
    button(label) {
      const button = all('button').find(({ textContent }) => textContent.trim() === label);
      return button && center(button);
    },
  };

  // Until the first list is there. Polling would take part in what is measured.
  const look = () => {
    if (!conditions.ready()) return;
    for (const observer of observers) observer.disconnect();
    painted(conditions.ready, report);
  };
  const observers = [];
  const observe = (target) => {
    const observer = new MutationObserver(look);
    observer.observe(target, { childList: true, subtree: true });
    observers.push(observer);
  };
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function attach(options) {
    const shadow = attachShadow.call(this, options);
    if (this.localName === host && observers.length < 3) observe(shadow);
    return shadow;
  };
  observe(document);
}
