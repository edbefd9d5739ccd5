// What the host can read of an element, and the events that report its changes.
import { dispatch, dispatchExtendable } from './events.js';

/** `onEvent` is called before each event is dispatched. */
export function createPublicState(element, onEvent) {
  const state = {
    step: 'opening',
    contract: null,
    // What will be sent, while the host is asked about it.
    request: null,
    // The latest requests, for `diagnose()`.
    requests: [],
    // The record that the instance works for: `external-id` may name another one that the user has not turned to.
    recordId: null,

    /** Dispatches an event; returns whether the host lets the default happen. */
    dispatch(name, detail, externalId = element.externalId) {
      if (name === 'oneflow-state-change') state.step = detail.to;
      onEvent(name, detail);
      return dispatch(element, name, externalId, detail);
    },

    dispatchError(kind) {
      const retryable = kind === 'render';
      const detail = { kind, code: null, status: null, requestId: null, retryable, stage: state.step };
      state.dispatch('oneflow-error', detail);
    },

    /** Reports a click on a link to the contract; returns whether the link may be followed. */
    openLink(url) {
      const contractId = Number(url.split('/').at(-1));
      return state.dispatch('oneflow-open', { contractId, url }, state.recordId);
    },

    changeStep(step) {
      if (state.step !== step) state.dispatch('oneflow-state-change', { from: state.step, to: step });
    },

    /** Asks the host before something is sent. `action` is `create` or `publish`. */
    async beforeSend(action, json) {
      const request = JSON.parse(json);
      const { workspace_id: workspaceId, template_id: templateId } = request;
      const ids = action === 'create' ? { workspaceId, templateId } : { contractId: state.contract.id };
      state.request = request;
      try {
        await dispatchExtendable(element, `oneflow-before-${action}`, state.recordId, ids);
      } finally {
        // The user may have gone back and tried again since.
        if (state.request === request) state.request = null;
      }
    },
  };
  return state;
}
