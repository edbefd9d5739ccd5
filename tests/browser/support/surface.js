// The public surface, as `xtask/src/surface/surface.json` lists it.
import { camelCase, of, surface as readSurface } from '../../surface/support/surface.js';

export const surface = readSurface();

/** The attributes of an element, `picker`, `card` or `list`, with the property for each. */
export const attributesOf = (key) =>
  of(surface.attributes, { key }).map(({ name, inherited = false }) => (
    { attribute: name, property: camelCase(name), inherited }
  ));

/** The events of an element. */
export const eventsOf = (key) => of(surface.events, { key });
