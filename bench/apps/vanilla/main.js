// The floor: a custom element with native controls and no library.
import css from '../_shared/style.css?inline';
import * as R from '../_shared/rules.js';
import { createForm } from './form.js';
import { element, status } from './element.js';

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

let ids = 0;

class Vanilla extends HTMLElement {
  constructor() {
    super();
    this.root = this.attachShadow({ mode: 'open' });
    this.root.adoptedStyleSheets = [sheet];
    this.load = R.chooser();
  }

  connectedCallback() {
    const title = element('h2', { textContent: 'Create contract' });
    this.box = element('section', { className: 'cw' }, title, status('Loading…'));
    this.root.replaceChildren(this.box);
    R.loadCatalogue().then(
      (catalogue) => this.isConnected && this.picker(catalogue),
      (error) => this.fail(error),
    );
  }

  disconnectedCallback() {
    this.load.cancel();
    this.root.replaceChildren();
    this.box = this.rest = null;
  }

  fail(error) {
    this.clear();
    const line = element('p', { className: 'e', textContent: error.message });
    line.setAttribute('role', 'alert');
    this.box.append(line);
  }

  clear() {
    this.box.querySelector(':scope > [role=alert]')?.remove();
  }

  picker(catalogue) {
    ids += 1;
    const id = `w${ids}`;
    const select = element(
      'select',
      { id },
      element('option', { value: '', textContent: 'All workspaces' }),
      ...catalogue.workspaces.map((w) => element('option', { value: w.id, textContent: w.name })),
    );
    this.rest = element('div');
    this.back = () => this.search(R.templatesIn(catalogue, select.value));
    select.addEventListener('change', () => {
      this.load.cancel();
      this.back();
    });
    const label = element('label', { htmlFor: id, textContent: 'Workspace' });
    this.box.replaceChildren(this.box.firstChild, element('div', { className: 'f' }, label, select), this.rest);
    this.back();
  }

  search(templates) {
    ids += 1;
    const id = `t${ids}`;
    const names = templates.map(({ name }) => name.toLowerCase());
    const input = element('input', { id, type: 'search', placeholder: 'Search templates', autocomplete: 'off' });
    const count = element('small');
    const list = element('ul', { className: 'list', ariaLabel: 'Templates' });
    const pad = element('li', { className: 'pad', ariaHidden: 'true' });
    list.setAttribute('role', 'listbox');
    let hits = [];
    const rows = [];
    const draw = () => {
      const [first, end] = R.windowOf(hits.length, list.scrollTop);
      for (let at = 0; at < end - first; at += 1) {
        let row = rows[at];
        if (!row) {
          row = rows[at] = element('li');
          row.setAttribute('role', 'option');
        }
        const template = templates[hits[first + at]];
        if (row.template !== template) {
          row.template = template;
          row.textContent = template.name;
        }
        const top = `${(first + at) * R.ROW}px`;
        if (row.style.top !== top) row.style.top = top;
        if (!row.isConnected) list.append(row);
      }
      for (let at = end - first; at < rows.length; at += 1) rows[at].remove();
    };
    const run = () => {
      const query = input.value.trim().toLowerCase();
      hits = [];
      for (let at = 0; at < names.length; at += 1) if (!query || names[at].includes(query)) hits.push(at);
      count.textContent = `${hits.length} templates`;
      pad.style.cssText = `position:static;padding:0;height:${hits.length * R.ROW}px`;
      list.scrollTop = 0;
      draw();
    };
    input.addEventListener('input', run);
    list.addEventListener('scroll', draw, { passive: true });
    list.addEventListener('click', ({ target }) => target.template && this.choose(target.template));
    list.append(pad);
    const label = element('label', { htmlFor: id, textContent: 'Template' });
    this.rest.replaceChildren(element('div', { className: 'f' }, label, input, count), list);
    run();
  }

  choose(template) {
    this.clear();
    this.rest.replaceChildren(status('Loading…'));
    this.load(
      template,
      (chosen) => this.form(chosen),
      (error) => {
        this.back();
        this.fail(error);
      },
    );
  }

  form(template) {
    const change = element('button', { type: 'button', textContent: 'Change' });
    change.addEventListener('click', this.back);
    const form = createForm(template, (values, parties) => this.create(template, values, parties));
    const name = element('strong', { textContent: template.name });
    this.rest.replaceChildren(element('div', { className: 'row' }, name, change), form);
  }

  async create(template, values, parties) {
    try {
      const { id } = await R.createContract(R.payload(template, values, parties));
      const again = element('button', { type: 'button', textContent: 'Create another' });
      again.addEventListener('click', () => this.connectedCallback());
      const done = status(`Contract created: ${id}`);
      done.className = 'done';
      this.box.replaceChildren(this.box.firstChild, done, again);
      return true;
    } catch (error) {
      this.fail(error);
      return false;
    }
  }
}

customElements.define('cw-vanilla', Vanilla);

window.mountApp = (place) => {
  const app = document.createElement('cw-vanilla');
  place.append(app);
  return () => app.remove();
};
window.unmountApp = window.mountApp(document.getElementById('app'));
