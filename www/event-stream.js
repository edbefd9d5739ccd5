// What happens with contracts, as the server tells it: one stream of server-sent events for all elements of the page
// that share `api-base` and `authorize`. `EventSource` cannot send a session, and none belongs into an address.
import { bare } from './own.js';

// Streams of a page to one `api-base`: over HTTP/1.1 a browser opens six connections to a server, for all requests.
const MOST = 2;
// Milliseconds without a byte after which a stream is lost: the broker sends a comment every 15 seconds.
const SILENCE = 45_000;
// Milliseconds for which a stream outlives its last follower.
const LINGER = 1_000;
// Milliseconds after which a stream that ends was a good one, and the longest pause after others.
const STEADY = 30_000;
const LONGEST_PAUSE = 60_000;
// Characters of a message.
const LARGEST = 65_536;

const streams = new Set();

/** Reads server-sent events from pieces of text: calls `onMessage` with the event's name, its data and its id. */
function createParser(onMessage) {
  let rest = '';
  let event = '';
  let data = '';
  let id = '';
  return (text) => {
    // After a carriage return, the next character tells whether the line break is complete.
    const lines = (rest + text).split(/\r\n|\n|\r(?=[^])/);
    rest = lines.pop();
    for (const line of lines) {
      const [, name, value] = /^([^:]*):? ?(.*)/su.exec(line);
      if (name === 'event') event = value;
      if (name === 'data') data += value;
      if (name === 'id') id = value;
      if (line) continue;
      if (data) onMessage(event, data, id);
      event = data = id = '';
    }
    if (rest.length + data.length > LARGEST) throw new RangeError('the message is too long');
  };
}

function createStream(base, authorize, credentials) {
  const followers = new Map();
  let controller;
  let latestId = '';
  let isLive = false;

  function tell(method, ...values) {
    for (const { call } of followers.values()) call(method, ...values);
  }

  function setLive(now) {
    if (isLive !== now) tell('setLive', (isLive = now));
  }

  function heard(event, data, id) {
    if (/^\d+$/.test(id)) latestId = id;
    if (event === 'complete') setLive(true);
    if (event) return;
    const { contract } = JSON.parse(data);
    for (const [element, { call }] of followers) if (element.contract?.id === contract) call('contractChanged');
  }

  /** Reads until the stream ends. Returns the status, and after how many seconds the server wants to be asked again. */
  async function read(reason) {
    controller = new AbortController();
    const { signal } = controller;
    let silence;
    const wait = () => {
      clearTimeout(silence);
      // The page's own `fetch` may ignore the signal.
      silence = setTimeout(() => (setLive(false), controller.abort()), SILENCE);
    };
    try {
      wait();
      const [follower] = followers.values();
      const headers = new Headers(await follower.headers(reason));
      headers.set('accept', 'text/event-stream');
      if (latestId) headers.set('last-event-id', latestId);
      const response = await fetch(`${base}/events`, bare({ headers, credentials, redirect: 'error', signal }));
      if (response.status !== 200) return [response.status, Number(response.headers.get('retry-after'))];
      // A page, or whatever else it is: there is no stream.
      if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return [404];
      const parse = createParser(heard);
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return [200];
        wait();
        parse(value);
      }
    } finally {
      clearTimeout(silence);
      controller.abort();
      setLive(false);
    }
  }

  async function run() {
    let failures = 0;
    let reason = 'start';
    while (followers.size > 0) {
      const begun = Date.now();
      const [status, seconds = 0] = await read(reason).catch(() => [0]);
      // Whoever comes later finds this stream, which says nothing.
      if (status === 403 || status === 404) return;
      const isRefused = status === 401;
      if (isRefused && reason === 'expired') break;
      reason = isRefused ? 'expired' : 'start';
      if (isRefused || followers.size === 0) continue;
      failures = Date.now() - begun > STEADY ? 0 : failures + 1;
      const pause = Math.max(Math.min(500 * 2 ** failures, LONGEST_PAUSE), seconds * 1_000);
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
    }
    streams.delete(stream);
  }

  const stream = {
    base,
    authorize,
    credentials,
    join(element, follower) {
      followers.set(element, follower);
      queueMicrotask(() => follower.call('setLive', isLive));
    },
    leave(element) {
      if (followers.delete(element)) setTimeout(() => followers.size > 0 || controller.abort(), LINGER);
    },
    run,
  };
  return stream;
}

/**
 * From now on an element hears what happens with its contract, as long as there is a stream of `base`; without `base`
 * no longer. `headers` gives the headers of its session, and `call` calls a method of its instance.
 */
export function follow(element, base, headers, call) {
  for (const stream of streams) stream.leave(element);
  if (!base) return;
  const { authorize } = element;
  const credentials = element.credentials === 'include' ? 'include' : 'omit';
  const ofBase = [...streams].filter((stream) => stream.base === base);
  const same = ofBase.find((stream) => stream.authorize === authorize && stream.credentials === credentials);
  if (same) return same.join(element, { headers, call });
  if (ofBase.length >= MOST) return;
  const stream = createStream(base, authorize, credentials);
  streams.add(stream);
  stream.join(element, { headers, call });
  stream.run();
}
