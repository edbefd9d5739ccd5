// The best framework peer: Solid, written by hand.
import { render } from 'solid-js/web';
import { batch, createMemo, createSignal, For, onCleanup, onMount, Show } from 'solid-js';

import '../_shared/style.css';
import * as R from '../_shared/rules.js';
import { Form } from './form.jsx';

function Search(props) {
  const [text, setText] = createSignal('');
  const [top, setTop] = createSignal(0);
  let list;
  const hits = createMemo(() => R.filterTemplates(props.templates, text()));
  const start = createMemo(() => R.windowOf(hits().length, top())[0]);
  const rows = createMemo(() => {
    const [first, end] = R.windowOf(hits().length, top());
    return hits().slice(first, end);
  });
  const searched = ({ currentTarget }) => {
    batch(() => {
      setText(currentTarget.value);
      setTop(0);
    });
    list.scrollTop = 0;
  };
  const place = (index) => `top:${(start() + index) * R.ROW}px`;
  return (
    <>
      <div class="f">
        <label for="t">Template</label>
        <input id="t" type="search" placeholder="Search templates" autocomplete="off" onInput={searched} />
        <small>{hits().length} templates</small>
      </div>
      <ul
        class="list"
        role="listbox"
        aria-label="Templates"
        ref={list}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <li class="pad" aria-hidden="true" style={`position:static;padding:0;height:${hits().length * R.ROW}px`} />
        <For each={rows()}>
          {(template, index) => (
            <li role="option" style={place(index())} onClick={() => props.onChoose(template)}>
              {template.name}
            </li>
          )}
        </For>
      </ul>
    </>
  );
}

function App() {
  const [catalogue, setCatalogue] = createSignal(null);
  const [workspace, setWorkspace] = createSignal('');
  const [chosen, setChosen] = createSignal(null);
  const [created, setCreated] = createSignal(null);
  const [waiting, setWaiting] = createSignal(false);
  const [failure, setFailure] = createSignal('');
  const choose = R.chooser();
  const load = () => {
    batch(() => {
      setCatalogue(null);
      setWorkspace('');
      setChosen(null);
      setCreated(null);
    });
    R.loadCatalogue().then(setCatalogue, (error) => setFailure(error.message));
  };
  const onChoose = (template) => {
    const ended = (then) => batch(() => [setWaiting(false), then()]);
    batch(() => [setWaiting(true), setFailure('')]);
    choose(
      template,
      (whole) => ended(() => setChosen(whole)),
      (error) => ended(() => setFailure(error.message)),
    );
  };
  const filter = (id) => {
    choose.cancel();
    batch(() => {
      setWaiting(false);
      setChosen(null);
      setWorkspace(id);
    });
  };
  onMount(load);
  onCleanup(choose.cancel);
  const list = () => (
    <Show when={!waiting()} fallback={<p role="status">Loading…</p>}>
      <Search templates={R.templatesIn(catalogue(), workspace())} onChoose={onChoose} />
    </Show>
  );
  const picker = () => (
    <Show when={catalogue()} fallback={<p role="status">Loading…</p>}>
      <div class="f">
        <label for="w">Workspace</label>
        <select id="w" onChange={(event) => filter(event.currentTarget.value)}>
          <option value="">All workspaces</option>
          <For each={catalogue().workspaces}>{({ id, name }) => <option value={id}>{name}</option>}</For>
        </select>
      </div>
      <Show when={chosen()} keyed fallback={list()}>
        {(template) => <Form template={template} onBack={() => setChosen(null)} onDone={setCreated} />}
      </Show>
    </Show>
  );
  return (
    <section class="cw">
      <h2>Create contract</h2>
      <Show when={failure()}>
        <p class="e" role="alert">
          {failure()}
        </p>
      </Show>
      <Show when={created()} fallback={picker()}>
        <p class="done" role="status">
          Contract created: {created().id}
        </p>
        <button type="button" onClick={load}>
          Create another
        </button>
      </Show>
    </section>
  );
}

window.mountApp = (place) => render(() => <App />, place);
window.unmountApp = window.mountApp(document.getElementById('app'));
