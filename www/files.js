// Files that the user chooses or drops, and the form in which one is uploaded. Their contents stay in JavaScript.
import { bare } from './own.js';

const listening = new WeakSet();

/** The form of an upload. */
export function fileForm(blob, name, uploadAs) {
  const form = new FormData();
  form.append('upload_as', uploadAs);
  form.append('file', blob, name);
  return form;
}

// The target may be a text.
const zoneOf = (event) => event.composedPath().find((node) => node.matches?.('.drop'));
const hasFiles = ({ dataTransfer }) => dataTransfer?.types.includes('Files');

/** What was dropped: a folder has no content. */
function dropped({ items }) {
  const files = [...items].filter(({ kind }) => kind === 'file');
  return files.map((item) => [item.getAsFile(), item.webkitGetAsEntry?.()?.isDirectory]);
}

/**
 * Hears what the user chooses and drops inside a shadow root, and hands over the files as JSON. The place to drop them
 * has the class `drop`; while something is above it, it has the attribute `data-over`.
 */
export function listenForFiles(root, blobs, offer) {
  if (listening.has(root)) return;
  listening.add(root);
  let over;

  function mark(zone) {
    over?.removeAttribute('data-over');
    over = zone;
    over?.setAttribute('data-over', '');
  }

  function handOver(files) {
    const described = files
      .filter(([file]) => file)
      .map(([file, isFolder]) =>
        bare(isFolder ? { name: file.name } : { name: file.name, blob: blobs.keep(file), size: file.size }),
      );
    if (described.length > 0) offer(JSON.stringify(described));
  }

  root.addEventListener('change', ({ target }) => {
    if (target.type !== 'file') return;
    handOver([...target.files].map((file) => [file]));
    // The same file can be chosen again.
    target.value = '';
  });
  root.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    const zone = zoneOf(event);
    if (zone) event.dataTransfer.dropEffect = 'copy';
    if (zone !== over) mark(zone);
  });
  root.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!over?.contains(relatedTarget)) mark(null);
  });
  root.addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    mark(null);
    if (zoneOf(event)) handOver(dropped(event.dataTransfer));
  });
}
