// A page with cards and, on the same origin, a server in front of the sandbox that tells what happens with contracts.
import { api, dist, siri, token } from './environment.js';
import { serve, serveFile, strictPolicy } from './servers.js';

const cardFor = (id) =>
  `<oneflow-contract-card id="c${id}" api-base="/v1" contract-id="${id}"></oneflow-contract-card>`;

/** A page with a card for each contract. */
const pageFor = (contracts) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>
  <script src="/first.js"></script><script type="module" src="/package/define.js"></script>
  <script type="module" src="/host.js"></script></head><body>
  ${contracts.map(cardFor).join('')}</body></html>`;

/** All cards have one `authorize`, whose reasons are in `window.reasons`. */
const SCRIPT = `
  window.reasons = [];
  let token = 'first';
  const authorize = (reason) => {
    window.reasons.push(reason);
    if (reason === 'expired') token = 'second';
    return { authorization: 'Bearer ' + token };
  };
  for (const card of document.querySelectorAll('oneflow-contract-card')) card.authorize = authorize;
`;

/** Asks the sandbox as the acting user. */
const forward = (method, url) =>
  fetch(new URL(url, api), { method, headers: { 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri } });

/**
 * Starts the server with a card for each contract. `announced` is what every answer says that the server does,
 * `accept(request, number)` gives the status of a request for a stream, and `first` is a script that runs before the
 * others.
 */
export async function serveLive({ contracts, announced = 'idempotency, events', accept = () => 200, first = '' }) {
  const streams = new Set();
  // Requests for a stream, and others below /v1.
  const asked = [];
  const others = [];
  let number = 0;

  function stream(request, response) {
    asked.push(request.headers);
    const status = accept(request, asked.length);
    if (status !== 200) return response.writeHead(status, { 'oneflow-broker': announced }).end();
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(`id: ${number}\nevent: complete\ndata: {}\n\n`);
    streams.add(response);
    request.on('close', () => streams.delete(response));
  }

  const { origin, close } = await serve(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    if (pathname === '/') {
      const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': strictPolicy() };
      return response.writeHead(200, headers).end(pageFor(contracts));
    }
    const script = { '/first.js': first, '/host.js': SCRIPT }[pathname];
    if (script !== undefined) return response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    if (pathname === '/favicon.ico') return response.writeHead(204).end();
    if (!pathname.startsWith('/v1/')) return serveFile(dist, pathname, response);
    if (pathname === '/v1/events') return stream(request, response);
    others.push(`${request.method} ${request.url}`);
    const answer = await forward(request.method, request.url);
    const headers = { 'content-type': 'application/json', 'oneflow-broker': announced };
    return response.writeHead(answer.status, headers).end(await answer.text());
  });

  return {
    origin,
    close,
    asked,
    others,
    streams,
    /** Tells that something has happened with a contract. */
    tell(contract) {
      number += 1;
      const data = JSON.stringify({ contract, type: 'contract:sign' });
      for (const response of streams) response.write(`id: ${number}\ndata: ${data}\n\n`);
    },
    /** Shows that the streams live. */
    beat() {
      for (const response of streams) response.write(':\n\n');
    },
    /** Ends all streams. */
    end() {
      for (const response of streams) response.end();
    },
    reads: (contract) => others.filter((line) => line === `GET /v1/contracts/${contract}`).length,
  };
}
