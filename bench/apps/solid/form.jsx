// The form of the Solid peer: a signal for each value and each error.
import { batch, createSignal, For, Show } from 'solid-js';

import * as R from '../_shared/rules.js';

const cell = (value) => {
  const [get, set] = createSignal(value);
  return { get, set };
};

function newParty() {
  const party = { errors: {} };
  for (const [key, value] of Object.entries(R.newParty())) {
    party[key] = cell(value);
    party.errors[key] = cell('');
  }
  return party;
}

const Problem = (props) => (
  <Show when={props.of.get()}>
    <p class="e">{props.of.get()}</p>
  </Show>
);

function Field(props) {
  const { field, value, error } = props.model;
  const id = `f${props.index}`;
  const typed = ({ currentTarget }) => {
    value.set(currentTarget.value);
    if (error.get()) error.set(R.fieldError(field, currentTarget.value));
  };
  return (
    <div class="f">
      <label for={id}>{field.name + (R.isRequired(field) ? ' *' : '')}</label>
      <input id={id} name={field.custom_id} placeholder={field.placeholder} value={value.get()} onInput={typed} />
      <Problem of={error} />
      <small>{field.description}</small>
    </div>
  );
}

function Party(props) {
  const { party, index } = props;
  return (
    <div class="party">
      <div class="f">
        <label>Type</label>
        <select name="type" onChange={(event) => party.type.set(event.currentTarget.value)}>
          <option value="company">Company</option>
          <option value="individual">Individual</option>
        </select>
      </div>
      <For each={R.PARTY_FIELDS}>
        {([key, label]) => (
          <Show when={key !== 'company' || party.type.get() === 'company'}>
            <div class="f">
              <label for={`p${index}-${key}`}>{label + (key === 'phone' ? '' : ' *')}</label>
              <input
                id={`p${index}-${key}`}
                name={key}
                value={party[key].get()}
                onInput={(event) => party[key].set(event.currentTarget.value)}
              />
              <Problem of={party.errors[key]} />
            </div>
          </Show>
        )}
      </For>
    </div>
  );
}

export function Form(props) {
  const { template } = props;
  const models = template.fields.map((field) => ({ field, value: cell(field.value), error: cell('') }));
  const [parties, setParties] = createSignal([newParty()]);
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal('');
  let form;

  /** What was typed, and the id of the first input that is wrong. */
  const check = () => {
    const values = {};
    let wrong = null;
    models.forEach(({ field, value, error }, index) => {
      values[field.custom_id] = value.get();
      const message = R.fieldError(field, value.get());
      error.set(message);
      if (message) wrong ??= `f${index}`;
    });
    const typed = parties().map((party, index) => {
      const plain = Object.fromEntries(Object.keys(R.newParty()).map((key) => [key, party[key].get()]));
      for (const [key] of R.PARTY_FIELDS) {
        const message = R.partyError(plain, key);
        party.errors[key].set(message);
        if (message) wrong ??= `p${index}-${key}`;
      }
      return plain;
    });
    return { values, typed, wrong };
  };

  const submit = async (event) => {
    event.preventDefault();
    const { values, typed, wrong } = batch(check);
    if (wrong) return form.querySelector(`#${wrong}`).focus();
    setBusy(true);
    try {
      props.onDone(await R.createContract(R.payload(template, values, typed)));
    } catch (error) {
      setFailure(error.message);
      setBusy(false);
    }
    return undefined;
  };

  return (
    <>
      <div class="row">
        <strong>{template.name}</strong>
        <button type="button" onClick={props.onBack}>
          Change
        </button>
      </div>
      <form novalidate onSubmit={submit} ref={form}>
        <fieldset>
          <legend>Data fields</legend>
          <For each={models}>{(model, index) => <Field model={model} index={index()} />}</For>
        </fieldset>
        <fieldset>
          <legend>Parties</legend>
          <For each={parties()}>{(party, index) => <Party party={party} index={index()} />}</For>
          <button type="button" onClick={() => setParties((all) => [...all, newParty()])}>
            Add party
          </button>
        </fieldset>
        <Show when={failure()}>
          <p class="e" role="alert">
            {failure()}
          </p>
        </Show>
        <button type="submit" disabled={busy()}>
          Create contract
        </button>
      </form>
    </>
  );
}
