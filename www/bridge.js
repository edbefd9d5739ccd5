// What the WebAssembly module may ask of the page: the `HostBridge` of `src/element/bridge.rs`.
import { headersFor } from './authorize.js';
import { copyText } from './clipboard.js';
import { follow } from './event-stream.js';
import { CANCELABLE } from './events.js';
import { bodyStream, randomKey } from './once.js';
import { logRequest, warnOnce } from './diagnostics.js';
import { readPdf } from './file.js';
import { bare } from './own.js';

/** Country codes, separated by spaces, with their names in a language: one a line, sorted by name. */
function countryNames(codes, lang) {
  const names = new Intl.DisplayNames([lang], bare({ type: 'region' }));
  const countries = codes.split(' ').map((code) => [code, names.of(code)]);
  countries.sort(([, a], [, b]) => a.localeCompare(b, lang));
  return countries.map((country) => country.join(' ')).join('\n');
}

/** What stands between thousands. The browser's formats are loaded when the first number is this large. */
function thousands(lang) {
  const parts = new Intl.NumberFormat(lang, bare({ useGrouping: 'always' })).formatToParts(1000);
  return parts.find(({ type }) => type === 'group')?.value ?? '';
}

/** The bridge of one element. Without `prefetch`, nothing has been asked early. */
export function createBridge(element, state, view, instance, prefetch) {
  // The PDF of the step that the user is in.
  let pdf;
  return {
    authorize: (reason) => (reason === 'start' && prefetch?.takeHeaders()) || headersFor(element, reason),
    prefetched: (address) => prefetch?.take(address),
    beforeSend: (action, json) => state.beforeSend(action, json).then(randomKey),
    bodyStream,
    follow: (base) => follow(element, base, instance.call),
    dispatch(name, detail, externalId = null) {
      state.recordId = externalId;
      if (pdf && name === 'oneflow-state-change') pdf = URL.revokeObjectURL(pdf);
      const allowed = state.dispatch(name, detail, externalId);
      // What it asks for here, it does by leaving what it shows. It is still busy, and can be called afterwards.
      if (CANCELABLE.test(name) && allowed) queueMicrotask(() => instance.call('leave'));
    },
    async readPdf(address, headers) {
      const [status, text] = await readPdf(address, headers, element.credentials === 'include' ? 'include' : 'omit');
      if (status === 200 && text) pdf = text;
      return [status, text];
    },
    saveSnapshot: (field, json) => instance.snapshot.save(field, json),
    setContract(contract) {
      state.contract = contract && Object.freeze(contract);
    },
    setCustomStates: view.setCustomStates,
    loadFull: instance.loadFull,
    continueInFull: instance.continueInFull,
    copy: (text) => copyText(text, element.shadowRoot),
    recordRequest: (path, millis, status = null, requestId = null) =>
      logRequest(state.requests, { path, millis, status, requestId }),
    countryNames,
    thousands,
    warn: warnOnce,
    get sendsCookies() {
      return element.credentials === 'include';
    },
  };
}
