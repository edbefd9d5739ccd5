// What the host can read of an element, and the events that report its changes.
import { dispatch, dispatchExtendable } from './events.js';

/** `onEvent` is called before each event is dispatched. */
export function createState(element, onEvent) {
  // The record that the instance works for: `external-id` may name another one that the user has not turned to.
  let recordId = null;
  const state = {
    step: 'opening',
    contract: null,
    // What will be sent, while the host is asked about it.
    request: null,

    /** Dispatches an event of the WebAssembly module about a record; returns whether the host lets the default happen. */
    dispatchFor(id, name, detail) {
      recordId = id;
      return state.dispatch(name, detail, id);
    },

    dispatch(name, detail, externalId = element.externalId) {
      if (name === 'oneflow-state-change') state.step = detail.to;
      onEvent(name, detail);
      return dispatch(element, name, externalId, detail);
    },

    fail(kind) {
      const retryable = kind === 'render';
      const detail = { kind, code: null, status: null, requestId: null, retryable, stage: state.step };
      state.dispatch('oneflow-error', detail);
    },

    /** Reports a click on a link to the contract; returns whether the link may be followed. */
    openLink: (url) => dispatch(element, 'oneflow-open', recordId, { contractId: state.contract?.id, url }),

    to(step) {
      if (state.step !== step) state.dispatch('oneflow-state-change', { from: state.step, to: step });
    },

    /** Asks the host before something is sent. `action` is `create` or `publish`. */
    async beforeSend(action, request) {
      const { workspace_id: workspaceId, template_id: templateId } = request;
      const ids = action === 'create' ? { workspaceId, templateId } : { contractId: state.contract.id };
      state.request = request;
      try {
        await dispatchExtendable(element, `oneflow-before-${action}`, recordId, ids);
      } finally {
        // The user may have gone back and tried again since.
        if (state.request === request) state.request = null;
      }
    },
  };
  return state;
}
