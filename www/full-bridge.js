// What only the full WebAssembly module may ask of the page, besides what every module may ask.
import { fileForm, listenForFiles } from './files.js';

/** Adds it to the bridge of an element. */
export function extendBridge(bridge, element, instance) {
  const { blobs } = instance;
  listenForFiles(element.shadowRoot, blobs, (files) => instance.call('offerFiles', files));

  bridge.form = (number, name, uploadAs) => {
    const blob = blobs.get(number);
    return blob && fileForm(blob, name, uploadAs);
  };
  return bridge;
}
