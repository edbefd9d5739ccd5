// Small servers with a stream of events, and elements that follow it.
import assert from 'node:assert/strict';
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

import { follow } from '../../../www/event-stream.js';
import { concerns } from '../../../www/hooks.js';

// What the page's address is.
globalThis.location = { hostname: 'localhost' };

export const STREAM = { 'content-type': 'text/event-stream' };
export const COMPLETE = 'id: 1\nevent: complete\ndata: {}\n\n';
export const SIGNED = 'id: 7\ndata: {"contract": 10001, "type": "contract:sign"}\n\n';

/** A server that answers with `respond(request, response, number)`; its base, and the requests so far. */
export async function serve(t, respond) {
  const requests = [];
  const server = http.createServer((request, response) => {
    requests.push({ url: request.url, ...request.headers });
    respond(request, response, requests.length);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { base: `http://127.0.0.1:${server.address().port}/v1`, requests };
}

const whoever = () => ({ authorization: 'Bearer one' });

/** An element that follows a contract, with what it was told and why its session was asked for. */
export function card(t, base, { contract = 10_001, authorize = whoever } = {}) {
  const element = { contract: { id: contract }, [concerns]: (id) => id === contract, authorize, credentials: null };
  const told = [];
  const call = (method, ...values) => told.push([method, ...values].join(' '));
  const begin = () => follow(element, base, call);
  const end = () => follow(element, '', call);
  begin();
  t.after(end);
  return { element, told, begin, end };
}

export async function until(condition) {
  for (let waited = 0; !condition(); waited += 10) {
    assert.ok(waited < 25_000, `${condition} does not come true`);
    await pause(10);
  }
}
