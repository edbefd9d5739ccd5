// Copies text to the clipboard.

/** Frames and pages without https have no clipboard API: there it copies a selection inside `root`. Keeps the focus. */
export async function copyText(text, root) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    const properties = { className: 'unseen', readOnly: true, value: text };
    const area = Object.assign(document.createElement('textarea'), properties);
    root.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    focused?.focus({ preventScroll: true });
  }
}
