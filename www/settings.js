// The settings of an element: read from its attributes and properties, and sent to its WebAssembly instance.
import { warnOnce } from './diagnostics.js';
import { extraSettings, onSettingsSent } from './hooks.js';
import { bare } from './own.js';

const URLS = ['apiBase', 'appBase', 'setupUrl'];
// The steps whose contract has files that no snapshot names.
const REVIEWED = ['reviewing', 'creating', 'unconfirmed', 'uploading'];
// The longest `prefill`, in characters of JSON.
const MAX_PREFILL = 2 ** 20;

/** All settings, with addresses resolved against the page. An invalid address stays as it is. */
function collect(element) {
  const settings = bare({ authorizes: typeof element.authorize === 'function', ...element[extraSettings]() });
  for (const name of Object.values(element.constructor.attributes)) settings[name] = element[name];
  for (const name of URLS) {
    if (settings[name] && URL.canParse(settings[name], document.baseURI)) {
      settings[name] = new URL(settings[name], document.baseURI).href;
    }
  }
  return settings;
}

/** A `prefill` as JSON, or undefined if there is none. Throws why it cannot be read, in words of ours. */
function prefillJson(prefill, blobs) {
  // Old libraries add it, and JSON then says something else than the page has set.
  if (prefill !== undefined && 'toJSON' in []) throw 'the page has added toJSON to every array or object';
  let json;
  try {
    json = JSON.stringify(prefill, blobs.replace);
  } catch {
    // What a getter or a proxy throws may contain anything.
    throw 'JSON cannot express it';
  }
  if (json?.length > MAX_PREFILL) throw `it has more than ${MAX_PREFILL} characters`;
  return json;
}

/** The settings of one element. */
export function createSettings(element, instance, state) {
  let isQueued = false;
  // The `prefill` that cannot be read and that was reported.
  let unreadable;
  // What was configured last, by record, without the draft.
  const configured = new Map();

  function report(prefill, reason) {
    if (prefill === unreadable) return;
    unreadable = prefill;
    warnOnce(`its prefill cannot be read: ${reason}`);
    state.dispatchError('config');
  }

  function toText(settings, json) {
    const others = JSON.stringify(settings);
    return json ? `${others.slice(0, -1)},"prefill":${json}}` : others;
  }

  function configure(settings, prefill, isNew) {
    const json = prefillJson(prefill, instance.blobs);
    const record = settings.externalId?.trim() ? settings.externalId : null;
    // What a new instance continues from belongs to the record of the one before. It hears of that record first, so
    // that it asks before the page's next one takes its place.
    const before = isNew && record !== state.recordId && configured.get(state.recordId);
    if (before) instance.call('configure', before);
    try {
      instance.call('configure', toText(settings, json));
    } catch {
      // The other settings are texts; JSON that is not read is one that is nested without end.
      throw 'it is nested too deeply';
    }
    for (const known of [...configured.keys()]) if (known !== state.recordId) configured.delete(known);
    configured.set(record, toText(bare({ ...settings, draft: undefined }), json));
    // Of the page's former files, those stay that the user's form has, or the review of what is being created.
    if (!REVIEWED.includes(state.step)) {
      instance.blobs.release([instance.snapshot.text(), ...configured.values()].join());
    }
  }

  const read = () => collect(element);

  function send(isNew = false) {
    if (!instance.isRunning()) return;
    if (instance.isTooSmall()) return instance.continueInFull();
    const settings = read();
    const { prefill } = settings;
    delete settings.prefill;
    try {
      configure(settings, prefill, isNew);
    } catch (reason) {
      report(prefill, reason);
      configure(settings, undefined, isNew);
    }
    element[onSettingsSent]?.();
  }

  return {
    read,
    send,
    /** Attributes and properties change one by one; the instance gets them together. */
    sendSoon() {
      if (!instance.isRunning() || isQueued) return;
      isQueued = true;
      queueMicrotask(() => {
        isQueued = false;
        send();
      });
    },
  };
}
