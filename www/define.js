// Registers the tag: the package's only side effect.
import { define } from './element.js';

define();
