// What the WebAssembly module may ask of the page: the `HostBridge` of `src/element/bridge.rs`.
import { authorizeWith } from './authorize.js';
import { copyText } from './clipboard.js';
import { bodyStream, randomKey } from './once.js';
import { logRequest, warnOnce } from './diagnostics.js';
import { bare } from './own.js';

// What developers read when `authorize` gives no headers. What it threw may contain anything and is not shown.
const AUTHORIZE_FAILURES = {
  timeout: 'did not answer within ten seconds',
  invalid: 'gave no headers',
  rejected: 'threw, or its promise was rejected',
};

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

async function headersFor(element, reason) {
  try {
    const headers = await authorizeWith(element.authorize, reason);
    // Cookies may be all the proof there is; without them, no header means that nobody is signed in.
    if (headers.length === 0 && element.credentials !== 'include') throw 'invalid';
    if (!LOCAL_HOSTS.includes(location.hostname) && headers.some(([name]) => name === 'x-oneflow-api-token')) {
      warnOnce('authorize gives the browser an account token that opens the whole account; put a server in between');
    }
    return headers;
  } catch (failure) {
    warnOnce(`authorize ${AUTHORIZE_FAILURES[failure]}`);
    throw failure;
  }
}

/** Country codes, separated by spaces, with their names in a language: one a line, sorted by name. */
function countryNames(codes, lang) {
  const names = new Intl.DisplayNames([lang], bare({ type: 'region' }));
  const countries = codes.split(' ').map((code) => [code, names.of(code)]);
  countries.sort(([, a], [, b]) => a.localeCompare(b, lang));
  return countries.map((country) => country.join(' ')).join('\n');
}

/** The bridge of one element. */
export function createBridge(element, state, view, instance) {
  return {
    authorize: (reason) => headersFor(element, reason),
    beforeSend: (action, json) => state.beforeSend(action, json).then(randomKey),
    bodyStream,
    dispatch(name, detail, externalId = null) {
      state.recordId = externalId;
      const allowed = state.dispatch(name, detail, externalId);
      // The instance is still busy and can be called afterwards.
      if (name === 'oneflow-cancel' && allowed) queueMicrotask(() => instance.call('leave'));
    },
    saveSnapshot: (field, json) => instance.snapshot.save(field, json),
    setContract(contract) {
      state.contract = contract && Object.freeze(contract);
    },
    setCustomStates: view.setCustomStates,
    copy: (text) => copyText(text, element.shadowRoot),
    recordRequest: (path, millis, status = null, requestId = null) =>
      logRequest(state.requests, { path, millis, status, requestId }),
    countryNames,
    warn: warnOnce,
    get sendsCookies() {
      return element.credentials === 'include';
    },
  };
}
