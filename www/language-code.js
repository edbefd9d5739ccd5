// Which of the package's languages a language tag asks for.
import { bare } from './own.js';

// Norwegian has two written forms; readers of both read this one.
const ALIASES = bare({ no: 'nb', nn: 'nb' });

/** The code of a language for its tag or its first subtag; there need not be such a language. */
export function languageCode(tag) {
  const [base] = tag.toLowerCase().split('-');
  return ALIASES[base] ?? base;
}
