// Registers the tags: the package's only side effect.
import { define } from './element.js';

define();
