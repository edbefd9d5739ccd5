// Puts a text where the user can paste it from.

/** Frames and pages without https have no clipboard of their own; there a selection inside `root` is copied. The focus stays where it is. */
export async function copy(text, root) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    let last = document.activeElement;
    while (last?.shadowRoot?.activeElement) last = last.shadowRoot.activeElement;
    const area = Object.assign(document.createElement('textarea'), { className: 'unseen', readOnly: true, value: text });
    root.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    last?.focus({ preventScroll: true });
  }
}
