// Registers the tags: the file for `<script type="module">`, which contains the whole package.
import './define-early.js';
import { define } from './element.js';

define();
