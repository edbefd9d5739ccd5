// The first request to Oneflow, sent while the WebAssembly arrives. It is the only one that JavaScript sends, and
// `src/client/fetch.rs` takes its answer over; without this module that file sends it itself.
import { headersFor } from './authorize.js';
import { bare } from './own.js';

// How long the whole answer may take, in milliseconds: `READ_LIMIT` of `src/client/request.rs`.
const LIMIT = 15_000;
// Rust reads no body that is larger: `LARGEST` of `src/client/fetch.rs`.
const LARGEST = 2 ** 24;
const PATH = '/helpers/contract_create_data';
const LARGEST_ID = 2n ** 64n - 1n;

// An https address, or http on this machine, as `src/api/address.rs` and `src/flow/settings/address.rs` read it.
const SCHEME = String.raw`https://|http://(?=(?:localhost|127\.0\.0\.1|\[::1\])(?::\d*)?(?:/|$))`;
const ADDRESS = new RegExp(String.raw`^(?:${SCHEME})[^/@?#"<>\\\s\p{Cc}]+(?:/[^?#"<>\\\s\p{Cc}]*)?$`, 'u');

const isBlank = (text) => !text?.trim();
const isAddress = (text) => ADDRESS.test(text.trim());
const isId = (text) => /^\+?\d+$/.test(text.trim()) && BigInt(digits(text)) <= LARGEST_ID;
const digits = (text) => text.trim().replace('+', '');

// RFC 3986's unreserved characters stay, and no others.
const escaped = (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
const escape = (text) => encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, escaped);

// Custom id, colon and key together, in characters, as `src/flow/form/record.rs` reads them.
const isRecord = (field, key) => !isBlank(key) && !field.includes(':') && [...`${field}:${key}`].length <= 600;

/** The address of the catalogue with these settings of an element; undefined when the element would not ask for it. */
export function catalogueAddress({ card, list, authorizes, apiBase, appBase, setupUrl, extensionType, ...ids }) {
  const { templateTypeId, workspaceId, templateId, contractId, recordField, externalId } = ids;
  if (card || list || !authorizes || isBlank(apiBase)) return undefined;
  const addresses = [apiBase, appBase, setupUrl].filter((text) => !isBlank(text));
  const numbers = [templateTypeId, workspaceId, templateId, contractId].filter((text) => !isBlank(text));
  const base = apiBase.trim().replace(/\/+$/, '');
  if (!addresses.every(isAddress) || !numbers.every(isId) || !base.endsWith('/v1')) return undefined;
  if (!isBlank(recordField) && !isRecord(recordField, externalId)) return undefined;
  const filters = [];
  if (!isBlank(extensionType)) filters.push(`extension_type=${escape(extensionType)}`);
  if (!isBlank(templateTypeId)) filters.push(`template_type_id=${BigInt(digits(templateTypeId))}`);
  return base + PATH + (filters.length > 0 ? `?${filters.join('&')}` : '');
}

/** Asks as `src/client/fetch.rs` does. What comes is for Rust; here a copy only shows how long it takes. */
function ask(address, headers, credentials) {
  const controller = new AbortController();
  const { signal } = controller;
  const request = { address, signal, abort: () => controller.abort(), millis: 0, status: undefined };

  async function send() {
    const all = new Headers(await headers);
    all.set('accept', 'application/json');
    const begun = Date.now();
    const timer = setTimeout(request.abort, LIMIT);
    const end = (status) => {
      clearTimeout(timer);
      Object.assign(request, { millis: Date.now() - begun, status });
    };
    try {
      const response = await fetch(address, bare({ headers: all, credentials, redirect: 'error', signal }));
      const isRead = !(response.headers.get('content-length') > LARGEST);
      // Whole or cut short: the copy ends with the original, and the limit with both.
      const body = isRead ? response.clone().arrayBuffer() : Promise.resolve();
      body.catch(() => {}).then(() => end(response.status));
      return response;
    } catch (error) {
      end(null);
      throw error;
    }
  }

  request.response = send();
  // Rust learns of a failure when it takes the request over.
  request.response.catch(() => {});
  return request;
}

/** The early request of one element. It follows the settings, which `readSettings` returns, until an instance runs. */
export function createPrefetch(element, readSettings) {
  let isOpen = false;
  let isQueued = false;
  // What `authorize` gave, with what it depends on.
  let session;
  let request;

  const isCurrent = () => session.authorize === element.authorize && session.credentials === element.credentials;

  function abort() {
    request?.abort();
    request = undefined;
  }

  function drop() {
    abort();
    session = undefined;
  }

  function authorize() {
    const headers = headersFor(element, 'start');
    const begun = { authorize: element.authorize, credentials: element.credentials, headers, isTaken: false };
    headers.catch(() => session === begun && drop());
    return begun;
  }

  function update() {
    isQueued = false;
    if (!isOpen) return;
    if (session && !isCurrent()) drop();
    const address = catalogueAddress(readSettings());
    if (request?.address !== address) abort();
    if (!address || request) return;
    session ??= authorize();
    request = ask(address, session.headers, element.credentials === 'include' ? 'include' : 'omit');
  }

  const prefetch = {
    /** What was asked is not wanted any more. */
    drop,

    /** Follows the settings, which may change one by one, in the microtask after the last one. */
    updateSoon() {
      if (!isOpen || isQueued) return;
      isQueued = true;
      queueMicrotask(update);
    },

    /** Begins, or begins afresh. */
    open() {
      drop();
      isOpen = true;
      prefetch.updateSoon();
    },

    /** An instance runs and takes over what is under way; the rest is its own. */
    close() {
      isOpen = false;
    },

    /** What was asked is asked anew. */
    renew() {
      drop();
      prefetch.updateSoon();
    },

    /** What `authorize('start')` gave, for the first who asks. */
    takeHeaders() {
      if (session && !isCurrent()) drop();
      if (!session || session.isTaken) return undefined;
      session.isTaken = true;
      return session.headers;
    },

    /** The request for this address, once. */
    take(address) {
      const taken = request?.address === address ? request : undefined;
      if (!taken) abort();
      request = undefined;
      return taken;
    },

    /** The request for `diagnose()`, unless the instance has taken it over and records it. */
    log() {
      if (request?.status === undefined) return [];
      const { millis, status } = request;
      return [{ path: PATH, millis, status, requestId: null }];
    },
  };
  return prefetch;
}
