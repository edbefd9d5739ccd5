// What is done in each engine, by the same code; what returns false differs there. The names are those of the browser
// table in `www/README.md`.
import { deadStream, followCard } from './card.js';
import { createAndSend, restoreDraft, strictPolicy, unconfirmed } from './creating.js';
import { partiesByKeyboard } from './parties.js';
import { drawInView, languages, lazyLoading, silentServer } from './waiting.js';

export const JOURNEYS = {
  'search, fill in, review, create and send': createAndSend,
  'the card shows a contract, copies a link and follows it': followCard,
  'languages and their plural forms': languages,
  'parties by keyboard alone': partiesByKeyboard,
  '*unconfirmed* after a lost answer': unconfirmed,
  'strict policy with Trusted Types': strictPolicy,
  '`draft` restored after a reload': restoreDraft,
  'a server that is silent': silentServer,
  'a stream of events that closes or is silent': deadStream,
  '`loading="lazy"`': lazyLoading,
  'a form draws only what is in view': drawInView,
};
