import type { MessageName } from './messages.js';

/** The step that the element shows; `error` when its core is down. */
export type PickerState = 'opening' | 'closed' | 'choosing' | 'filling' | 'reviewing' | 'creating' | 'unconfirmed' | 'created'
  | 'publishing' | 'published' | 'publish-failed' | 'error';

/** Why `authorize` is called: the element starts, or a request was answered 401. */
export type AuthorizeReason = 'start' | 'expired';

/**
 * Gives the headers that prove who is asking. With a broker: `{authorization: 'Bearer …'}`. Directly (development, the sandbox, trusted
 * internal tools): `{'x-oneflow-api-token': …, 'x-oneflow-user-email': …}`. Has ten seconds; concurrent calls of one function share one.
 * With `credentials="include"` it may give no header at all.
 */
export type Authorize = (reason: AuthorizeReason) => HeadersInit | Promise<HeadersInit>;

/** A person of a party. Oneflow's words, in camelCase; its lists are open, so other strings pass. */
export interface Person {
  /** 1 to 100 characters. */
  name: string;
  email?: string | undefined;
  /** E.164, such as `+46700000001`. */
  phoneNumber?: string | undefined;
  /** At most 100 characters. */
  title?: string | undefined;
  /** At most 25 characters. */
  identificationNumber?: string | undefined;
  role?: 'signatory' | 'influencer' | 'viewer' | undefined;
  deliveryChannel?: 'email' | 'sms' | 'same_device' | 'none' | 'email_and_sms' | (string & {}) | undefined;
  signMethod?: 'standard_esign' | 'sms' | 'swedish_bankid' | (string & {}) | undefined;
  twoStepAuthenticationMethod?: 'none' | 'email' | 'sms' | (string & {}) | undefined;
}

/** A counterparty; an individual has exactly one person. */
export interface Party {
  type: 'company' | 'individual';
  /** A company's name, 1 to 100 characters. */
  name?: string | undefined;
  /** At most 25 characters. */
  identificationNumber?: string | undefined;
  /** ISO 3166-1 alpha-2, such as `SE`. */
  countryCode?: string | undefined;
  participants: Person[];
}

/** A value and where it comes from, in your users' words, such as `Deal · Amount`. */
export interface PrefilledField {
  /** At most 1,024 characters; without one, the template's own value stays. */
  value: string | null;
  origin?: string | undefined;
  /** How it is typed; Oneflow's fields tell nothing about it. A `date` is `2027-01-15`, a `checkbox` holds `0` or `1`. */
  input?: 'text' | 'multiline' | 'date' | 'number' | 'checkbox' | undefined;
}

/** What your record fills in. It never overwrites what the user typed, and may be set at any time. */
export interface Prefill {
  /** The contract's name, at most 130 characters. */
  name?: string | undefined;
  /** Values by the custom ids of Oneflow's data fields. */
  fields?: Record<string, string | PrefilledField | null | undefined> | undefined;
  parties?: Party[] | undefined;
  /** People to be ticked. */
  people?: Person[] | undefined;
}

/** The names of the element's texts, with yours. `{0}` and `{1}` are places for values. */
export type Messages = Partial<Record<MessageName, string>>;
export type { MessageName };

/** An event that makes the element wait: a rejected promise stops it, and its message is shown to the user. */
export type Waiting<Detail> = CustomEvent<Detail> & { waitUntil(promise: Promise<unknown>): void };

/** What `diagnose()` tells. */
export interface Report {
  /** The core's version; null before it runs. */
  version: string | null;
  state: PickerState;
  online: boolean;
  /** As far as a page can know; `not-asked` before the first request. */
  api: 'answers' | 'blocked-by-cors' | 'unreachable' | 'not-asked';
  /** The latest 20, oldest first. */
  requests: { path: string; millis: number; status: number | null; requestId: string | null }[];
}

/** The contract that an element made or shows. */
export interface KnownContract {
  readonly id: number;
  /** Oneflow's word: `draft`, `pending`, `overdue`, `signed`, `declined`, or one that is newer. */
  readonly state: string;
  readonly name: string;
}

/** What every event's detail carries. */
export interface Told {
  /** The element's `external-id`. */
  externalId: string | null;
}

/** What kind of error it is. */
export type ErrorKind =
  | 'config' | 'render' | 'network' | 'session' | 'setup' | 'identity' | 'permission' | 'plan' | 'not-found'
  | 'validation' | 'rate-limit' | 'conflict' | 'upstream' | 'policy';

/** The element's events: all bubble and are composed; no detail holds an email, a phone number or a field's value. */
export interface PickerEventMap {
  'oneflow-ready': CustomEvent<Told & { version: string; lang: string }>;
  'oneflow-state-change': CustomEvent<Told & { from: PickerState; to: PickerState }>;
  'oneflow-selection-change': CustomEvent<Told & { workspaceId: number; templateId: number; templateTypeId: number | null }>;
  /** Cancelable. What will be sent is the element's `request` until it is settled. */
  'oneflow-before-create': Waiting<Told & { workspaceId: number; templateId: number }>;
  /** Exactly once per contract. */
  'oneflow-created': CustomEvent<Told & { contractId: number; workspaceId: number; templateId: number; state: string; url: string }>;
  /** Cancelable. */
  'oneflow-before-publish': Waiting<Told & { contractId: number }>;
  'oneflow-published': CustomEvent<Told & { contractId: number; state: string }>;
  /** Cancelable: the host may lead the way itself. */
  'oneflow-open': CustomEvent<Told & { contractId: number; url: string }>;
  /** Cancelable; otherwise the element starts afresh, asking first when something was typed. */
  'oneflow-cancel': CustomEvent<Told & { dirty: boolean }>;
  'oneflow-error': CustomEvent<Told & {
    kind: ErrorKind;
    /** Oneflow's `error_code`. */
    code: number | null;
    /** The HTTP status. */
    status: number | null;
    /** What Oneflow's support asks for. */
    requestId: string | null;
    /** Whether trying again may help without anybody changing anything. */
    retryable: boolean;
    /** The step in which it happened. */
    stage: PickerState;
  }>;
}

/** What both elements have. Attributes are strings; each is a property in camelCase as well. */
declare abstract class OneflowElement<State extends string, Events> extends HTMLElement {
  /** The package's version. */
  static readonly version: string;

  /** `api-base`, required: Oneflow's API or your server in front of it, ending in `/v1`; may be relative to the page. https, or http on this machine. */
  apiBase: string | null;
  /** `app-base`: where *Open in Oneflow* leads; `https://app.oneflow.com` unless set. */
  appBase: string | null;
  /** `credentials`: whether cookies go with requests to `api-base`; `omit` unless set to `include`. */
  credentials: 'omit' | 'include' | null;
  /** `theme`: `light` or `dark`; otherwise the page's `color-scheme` counts. */
  theme: 'auto' | 'light' | 'dark' | null;
  /** `loading`: `lazy` waits until the element is nearly in sight before it loads its core and asks anything. */
  loading: 'eager' | 'lazy' | null;
  /** `external-id`: your record, echoed in every event. Another one starts afresh, asking first when something was typed. */
  externalId: string | null;

  /** Required. */
  authorize: Authorize | undefined;
  messages: Messages | undefined;
  readonly state: State;
  /** The contract, as soon as there is one. */
  readonly contract: KnownContract | null;
  /** What will be sent, in Oneflow's words, while the host is asked; null otherwise. */
  readonly request: Record<string, unknown> | null;
  /** Settles once the core runs and is configured, before any network; is rejected when the wasm cannot start. */
  readonly ready: Promise<void>;

  /** Loads again what is shown; what was typed is kept. Does nothing while something is being created or sent. */
  refresh(): void;
  /** Takes the focus in. */
  focus(): void;
  /** What helps to find out what is the matter; nothing secret or personal. */
  diagnose(): Promise<Report>;

  addEventListener<K extends keyof Events & string>(type: K, listener: (this: this, event: Events[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** `<oneflow-contract-picker>`: users pick a template, fill it in, review, create and send. */
export class OneflowContractPicker extends OneflowElement<PickerState, PickerEventMap> {
  /** `extension-type`: only templates of your extension. */
  extensionType: string | null;
  /** `template-type-id`: only templates of this type; for development. */
  templateTypeId: string | null;
  /** `workspace-id`: preselected. */
  workspaceId: string | null;
  /** `template-id`: preselected. */
  templateId: string | null;
  /** `lock`: words of `workspace template name fields parties`; shown, not to be changed. */
  lock: string | null;
  /** `actions`: words of `draft send`; both unless set. */
  actions: string | null;
  /** `setup-url`: where an administrator enables the extension. */
  setupUrl: string | null;
  /** `contract-name`: the initial name, at most 130 characters. */
  contractName: string | null;

  prefill: Prefill | undefined;

  /** Starts afresh; what was typed is dropped. Does nothing while a contract is being created: that cannot be called back. */
  reset(): void;
}

/** The step that a card shows. */
export type CardState = 'opening' | 'closed' | 'showing' | 'publishing' | 'publish-failed' | 'error';

/** The card's events. */
export interface CardEventMap extends Pick<PickerEventMap, 'oneflow-ready' | 'oneflow-before-publish' | 'oneflow-published' | 'oneflow-open' | 'oneflow-error'> {
  'oneflow-state-change': CustomEvent<Told & { from: CardState; to: CardState }>;
  /** The contract was read for the first time, or is in another state than before. */
  'oneflow-contract-change': CustomEvent<Told & { contractId: number; state: string }>;
}

/** One of Oneflow's webhook events, as your server received it. */
export interface WebhookEvent {
  contract: { id: number | string };
  events?: { type: string }[];
}

/** `<oneflow-contract-card>`: a contract that exists, followed while it is in sight and not final. */
export class OneflowContractCard extends OneflowElement<CardState, CardEventMap> {
  /** `contract-id`, required. */
  contractId: string | null;
  /** `actions`: `send` lets a draft be sent from here; it does unless set to something else. */
  actions: string | null;

  /** Reads the contract again, if the event is about this one. */
  applyEvent(event: WebhookEvent): void;
}

/**
 * Registers both tags, unless they are taken. `wasm` says where the core is, when a bundler did not bring it along: a URL, a Response or a
 * compiled module.
 */
export function define(options?: { tag?: string; cardTag?: string; wasm?: string | URL | Response | Promise<Response> | WebAssembly.Module }): void;

declare global {
  interface HTMLElementTagNameMap {
    'oneflow-contract-picker': OneflowContractPicker;
    'oneflow-contract-card': OneflowContractCard;
  }
}
