// The settings of an element: read from its attributes and properties, and sent to its WebAssembly instance.
import { warnOnce } from './diagnostics.js';

const URLS = ['apiBase', 'appBase', 'setupUrl'];

/** All settings, with addresses resolved against the page. An invalid address stays as it is. */
function collect(element, extraSettings) {
  const settings = { authorizes: typeof element.authorize === 'function', ...extraSettings };
  for (const name of Object.values(element.constructor.attributes)) settings[name] = element[name];
  for (const name of URLS) {
    if (settings[name] && URL.canParse(settings[name], document.baseURI)) {
      settings[name] = new URL(settings[name], document.baseURI).href;
    }
  }
  return settings;
}

/** `extraSettings` returns the settings that only this kind of element has. */
export function createSettings(element, instance, state, extraSettings) {
  let isQueued = false;
  // The `prefill` that JSON cannot express and that was reported.
  let invalidPrefill;

  function report(text) {
    warnOnce(text);
    state.dispatchError('config');
  }

  // Only `prefill` can be something that JSON cannot express, such as a cycle: then it is left out.
  function serialize({ prefill, ...settings }) {
    try {
      return JSON.stringify({ ...settings, prefill });
    } catch (error) {
      if (prefill !== invalidPrefill) {
        report(`its prefill cannot be read: ${error instanceof Error ? error.name : 'it throws'}`);
      }
      invalidPrefill = prefill;
      return JSON.stringify(settings);
    }
  }

  const read = () => collect(element, extraSettings());

  function send() {
    if (!instance.isRunning()) return;
    const json = serialize(read());
    try {
      instance.call('configure', json);
    } catch (decodeError) {
      report(`its properties cannot be read: ${decodeError}`);
    }
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
