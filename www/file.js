// A contract's PDF: read once the user asks for it, and kept as an object URL, so that it never enters the WebAssembly.
import { within } from './clock.js';
import { bare } from './own.js';

const TIME_LIMIT = 30_000;

async function read(address, headers, credentials) {
  const all = [...headers, ['accept', 'application/pdf']];
  const response = await fetch(address, bare({ headers: all, credentials, redirect: 'manual' }));
  if (response.type === 'opaqueredirect') return [302, ''];
  if (response.status !== 200) return [response.status, await response.text()];
  // Anything else, such as a page, would run as part of this page.
  if (!/^application\/pdf\b/i.test(response.headers.get('content-type'))) return [200, ''];
  return [200, URL.createObjectURL(new Blob([await response.blob()], bare({ type: 'application/pdf' })))];
}

/**
 * Reads a PDF. Resolves to the status and, with a 200, the address of an object that is nothing but a PDF; otherwise
 * the text of the response. A redirect is not followed: its status is 302. Rejects with a word when no response came.
 */
export async function readPdf(address, headers, credentials) {
  try {
    return await within(TIME_LIMIT, read(address, headers, credentials), 'timeout');
  } catch (reason) {
    throw reason === 'timeout' ? 'timeout' : 'network';
  }
}
