// Registers a custom element, unless its tag is taken.
import { warnOnce } from './diagnostics.js';

/** Defines a tag. If another script has defined it, warns and leaves it alone. */
export function register(type, tag) {
  const registry = globalThis.customElements;
  if (!registry) return;
  const existing = registry.get(tag);
  if (!existing) registry.define(tag, tag === type.tag ? type : class extends type {});
  else if (existing !== type) {
    const owner = existing.version ? `version ${existing.version} of this package` : 'something else';
    warnOnce(`another script has defined <${tag}> already, as ${owner}; version ${type.version} leaves it alone`);
  }
}
