// A contract's PDF: read once the user asks for it, and kept as an object URL, so that it never enters the WebAssembly.

const TIME_LIMIT = 30_000;

/**
 * Reads a PDF. Resolves to the status and, with a 200, the address of an object that is nothing but a PDF; otherwise
 * the text of the response. A redirect is not followed: its status is 302. Rejects with a word when no response came.
 */
export async function readPdf(address, headers, credentials) {
  const signal = AbortSignal.timeout(TIME_LIMIT);
  try {
    const all = [...headers, ['accept', 'application/pdf']];
    const response = await fetch(address, { headers: all, credentials, redirect: 'manual', signal });
    if (response.type === 'opaqueredirect') return [302, ''];
    if (response.status !== 200) return [response.status, await response.text()];
    // Anything else, such as a page, would run as part of this page.
    if (!/^application\/pdf\b/i.test(response.headers.get('content-type'))) return [200, ''];
    return [200, URL.createObjectURL(new Blob([await response.blob()], { type: 'application/pdf' }))];
  } catch {
    throw signal.aborted ? 'timeout' : 'network';
  }
}
