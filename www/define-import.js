// Registers the tags: `oneflow-contract-picker/define` for bundlers, which put the classes into the bundle once.
import { define } from './element.js';

define();
