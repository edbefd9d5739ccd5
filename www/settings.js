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

/** Creates the function that sends the settings; `extraSettings` gives those of one kind of element. */
export function createSender(element, instance, state, extraSettings) {
  // The `prefill` that JSON cannot express and that was reported.
  let invalidPrefill;

  function report(text) {
    warnOnce(text);
    state.fail('config');
  }

  // A `prefill` that JSON cannot express, such as a cycle, is left out; it is the only setting that can be one.
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

  return () => {
    if (!instance.isRunning()) return;
    const json = serialize(collect(element, extraSettings()));
    try {
      instance.call('configure', json);
    } catch (decodeError) {
      report(`its properties cannot be read: ${decodeError}`);
    }
  };
}
