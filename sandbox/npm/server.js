// The sandbox on a socket of this machine.

import { createServer } from 'node:http';

/** A larger body is refused by its size alone. */
const BODY_LIMIT = 1_048_576;

/** So is a larger form with a file: the largest file, and what is around it. */
const FORM_LIMIT = 20_065_536;

const limitOf = ({ method, url }) => (method === 'POST' && /\/files(\?|$)/.test(url) ? FORM_LIMIT : BODY_LIMIT);

/** A server that is not listening yet. */
export const serverOf = (sandbox) =>
  createServer((request, response) => {
    // Whoever breaks off in the middle of a request gets no answer.
    respond(sandbox, request, response).catch(() => request.socket.destroy());
  });

const respond = async (sandbox, request, response) => {
  const body = await bodyOf(request);
  const answer = await sandbox.respond(request.method, request.url, request.rawHeaders, body).catch(() => undefined);
  if (answer === undefined) {
    response.writeHead(400).end();
  } else if (answer.fault === 'dropped') {
    request.socket.destroy();
  } else if (answer.fault === 'cut') {
    response.writeHead(answer.status, answer.headers.flat());
    response.write('{"', () => request.socket.destroy());
  } else if (answer.fault !== 'silent') {
    response.writeHead(answer.status, answer.headers.flat()).end(answer.body);
  }
};

/** The body, or the beginning of one that is too large. */
const bodyOf = async (request) => {
  const limit = limitOf(request);
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    if (size <= limit) {
      chunks.push(chunk);
      size += chunk.length;
    }
  }
  return Buffer.concat(chunks);
};

/** Listens on this machine only, and resolves with the origin. The error is one sentence. */
export const listen = (server, port) =>
  new Promise((resolve, reject) => {
    server.once('error', ({ code, message }) => {
      const busy = `Port ${port} is in use; choose another or 0 for a free one.`;
      reject(new Error(code === 'EADDRINUSE' ? busy : `Port ${port} cannot be used: ${message}.`));
    });
    server.listen(port, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`));
  });
