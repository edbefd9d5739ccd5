// What happens with contracts, as the server tells it: one stream of server-sent events for all elements of the page
// that share `api-base` and `authorize`. `EventSource` cannot send a session, and none belongs into an address.
import { headersFor } from './authorize.js';
import { concerns } from './hooks.js';
import { bare } from './own.js';

// Streams of a page to one `api-base`: over HTTP/1.1 a browser opens six connections to a server, for all requests.
const MOST = 2;
// Milliseconds without a byte after which a stream is lost: the broker sends a comment every 15 seconds.
const SILENCE = 45_000;
// Milliseconds for which a stream outlives its last follower.
const LINGER = 1_000;
// Milliseconds after which a stream that ends was a good one; the pause after that, and the longest after others.
const STEADY = 30_000;
const PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;
// Characters of a message.
const LARGEST = 65_536;

const streams = new Set();

const cookiesOf = (element) => (element.credentials === 'include' ? 'include' : 'omit');

function createStream(base, authorize, credentials) {
  // Each element with the function that calls its instance.
  const followers = new Map();
  let controller;
  let latestId;
  let isLive = false;

  function setLive(now) {
    if (isLive === now) return;
    isLive = now;
    for (const call of followers.values()) call('setLive', now);
  }

  /** Takes a message: data of one line, with an id and perhaps a name. */
  function take(message) {
    const find = (pattern) => pattern.exec(message)?.[1];
    latestId = find(/^id: ?(\d+)$/m) ?? latestId;
    const event = find(/^event: ?(.+)/m);
    const data = find(/^data: ?(.+)/m);
    if (event === 'complete') setLive(true);
    if (event || !data) return;
    const { contract } = JSON.parse(data);
    for (const [element, call] of followers) if (element[concerns](contract)) call('contractChanged', contract);
  }

  /** Reads until the stream ends, and returns the status. */
  async function read(reason) {
    controller = new AbortController();
    const { signal } = controller;
    let rest = '';
    let silence;
    const wait = () => {
      clearTimeout(silence);
      // The page's own `fetch` may ignore the signal.
      silence = setTimeout(() => (setLive(false), controller.abort()), SILENCE);
    };
    try {
      wait();
      const [element] = followers.keys();
      const headers = new Headers(await headersFor(element, reason));
      headers.set('accept', 'text/event-stream');
      if (latestId) headers.set('last-event-id', latestId);
      const { status, body } = await fetch(`${base}/events`, bare({ headers, credentials, redirect: 'error', signal }));
      if (status !== 200) return status;
      const reader = body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return status;
        wait();
        // The last character may be the first half of a line break.
        const messages = (rest + value).replace(/\r\n|\r(?=[^])/g, '\n').split('\n\n');
        rest = messages.pop();
        messages.forEach(take);
        if (rest.length > LARGEST) throw new RangeError();
      }
    } finally {
      clearTimeout(silence);
      controller.abort();
      setLive(false);
    }
  }

  /** Elements that the page has given to somebody else follow anew. Whether any remain. */
  function keepOwn() {
    const others = [...followers].filter(([element]) => !stream.isFor(element));
    for (const [element] of others) followers.delete(element);
    const remain = followers.size > 0;
    if (!remain) streams.delete(stream);
    for (const [element, call] of others) follow(element, base, call);
    return remain;
  }

  async function run() {
    let reason = 'start';
    let pause = PAUSE;
    while (keepOwn()) {
      const begun = Date.now();
      const status = await read(reason).catch(() => 0);
      // Whoever comes later finds this stream, which is silent for good.
      if (status === 403 || status === 404) return;
      const isRefused = status === 401;
      reason = isRefused && reason === 'start' ? 'expired' : 'start';
      if (reason === 'expired' || followers.size === 0) continue;
      pause = Date.now() - begun > STEADY ? PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
      // A session that cannot be renewed: the user has to sign in first.
      if (isRefused) pause = LONGEST_PAUSE;
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
    }
  }

  const stream = {
    base,
    isFor: (element) => element.authorize === authorize && cookiesOf(element) === credentials,
    join(element, call) {
      followers.set(element, call);
      queueMicrotask(() => call('setLive', isLive));
      if (!controller) run();
    },
    leave(element) {
      if (followers.delete(element)) setTimeout(() => followers.size > 0 || controller.abort(), LINGER);
    },
  };
  return stream;
}

/**
 * From now on an element hears what happens with its contract, as long as a stream of `base` tells; without `base` no
 * longer. `call` calls a method of its instance.
 */
export function follow(element, base, call) {
  for (const stream of streams) stream.leave(element);
  const ofBase = [...streams].filter((stream) => stream.base === base);
  let stream = ofBase.find((other) => other.isFor(element));
  if (!stream) {
    // Nobody tells it anything any more, so it reads by itself.
    if (!base || ofBase.length >= MOST) return queueMicrotask(() => call?.('setLive', false));
    stream = createStream(base, element.authorize, cookiesOf(element));
    streams.add(stream);
  }
  stream.join(element, call);
}
