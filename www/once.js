// What keeps a creation from happening twice: a key for servers that honour it, and a body that can be sent once only.
import { bare } from './own.js';

/** 122 random bits; `randomUUID` exists on secure pages only. */
export const randomKey = () =>
  crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte + 256).join('');

let canStream;

// A browser that does not know streams as bodies takes one for a text, and does not read `duplex`.
function detect() {
  let isRead = false;
  const options = {
    method: 'POST',
    body: new ReadableStream(),
    get duplex() {
      isRead = true;
      return 'half';
    },
  };
  const { headers } = new Request('', bare(options));
  return isRead && !headers.has('content-type');
}

/**
 * The text as a stream, which browsers do not send a second time when a connection breaks; undefined where streams
 * cannot be sent. They need HTTP/2 or 3, and only an earlier answer from the same address tells which protocol it is.
 */
export function bodyStream(text, base) {
  const isMultiplexed = performance
    .getEntriesByType('resource')
    .some(({ name, nextHopProtocol }) => name.startsWith(`${base}/`) && /^h[23]/.test(nextHopProtocol));
  canStream ??= detect();
  return isMultiplexed && canStream ? new Blob([text]).stream() : undefined;
}
