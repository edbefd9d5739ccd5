import type { MessageName } from './messages.js';

/**
 * The steps of a picker; `error` when the WebAssembly module does not run. A minor version may add steps, and error
 * kinds, too: let unknown ones pass, for instance by a `default` in each `switch`.
 */
export type PickerState =
  | 'opening' | 'unavailable' | 'choosing' | 'filling' | 'reviewing' | 'creating' | 'unconfirmed' | 'created'
  | 'publishing' | 'published' | 'publish-failed' | 'error';

/** The steps of a card; as with `PickerState`, a minor version may add some. */
export type CardState = 'opening' | 'unavailable' | 'showing' | 'publishing' | 'publish-failed' | 'error';

/** Why `authorize` is called: something is loaded afresh, or a request was answered 401. */
export type AuthorizeReason = 'start' | 'expired';

/**
 * Gives the headers that prove who the user is. With a broker: `{authorization: 'Bearer …'}`. Directly (development,
 * the sandbox, trusted internal tools): `{'x-oneflow-api-token': …, 'x-oneflow-user-email': …}`. It has ten
 * seconds; concurrent calls of one function share one. With `credentials="include"` it may give no header at all.
 */
export type Authorize = (reason: AuthorizeReason) => HeadersInit | Promise<HeadersInit>;

/** A person of a party. Oneflow's words, in camelCase; Oneflow may add to its lists, so other strings are accepted. */
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

/** A value and its origin in your users' words, such as `Deal · Amount`. */
export interface PrefilledField {
  /** At most 1,024 characters; without one, the template's own value stays. */
  value: string | null;
  origin?: string | undefined;
  /** The kind of input; Oneflow's fields have none. A `date` is `2027-01-15`, a `checkbox` is `0` or `1`. */
  input?: 'text' | 'multiline' | 'date' | 'number' | 'checkbox' | undefined;
}

/** What your record fills in. It never overwrites what the user typed, and you may set it at any time. */
export interface Prefill {
  /** The contract's name, at most 130 characters. */
  name?: string | undefined;
  /** Values by the custom ids of Oneflow's data fields. */
  fields?: Record<string, string | PrefilledField | null | undefined> | undefined;
  parties?: Party[] | undefined;
  /** People whom the user can add to a party. */
  people?: Person[] | undefined;
}

/** Your texts in place of the element's, by name. `{0}` and `{1}` are placeholders for values. */
export type Messages = Partial<Record<MessageName, string>>;
export type { MessageName };

/**
 * An event that you can delay: the element waits for the promises given to `waitUntil()`. If one is rejected, nothing
 * is sent, and the user reads the message of its error.
 */
export type ExtendableCustomEvent<Detail> = CustomEvent<Detail> & { waitUntil(promise: Promise<unknown>): void };

/** The result of `diagnose()`. */
export interface DiagnosticReport {
  /** The version of the WebAssembly module; null before it runs. */
  version: string | null;
  state: PickerState | CardState;
  online: boolean;
  /** As far as a page can find out; `not-asked` before the first request. */
  api: 'answers' | 'blocked-by-cors' | 'unreachable' | 'not-asked';
  /** The latest 20, oldest first. */
  requests: { path: string; millis: number; status: number | null; requestId: string | null }[];
}

/** The contract that an element created or shows. */
export interface ContractSummary {
  readonly id: number;
  /** Oneflow's word: `draft`, `pending`, `overdue`, `signed`, `declined`, or a newer one. */
  readonly state: string;
  readonly name: string;
}

/** What the detail of every event holds. */
export interface EventDetail {
  /** The record that the event is about, as `external-id` named it. */
  externalId: string | null;
}

/** What kind of error it is; a minor version may add some. */
export type ErrorKind =
  | 'config' | 'render' | 'network' | 'session' | 'setup' | 'identity' | 'permission' | 'plan' | 'not-found'
  | 'validation' | 'rate-limit' | 'conflict' | 'upstream' | 'policy';

/** The events of both elements. All bubble and are composed. No detail holds an email, phone number or field value. */
export interface CommonEventMap<State> {
  'oneflow-ready': CustomEvent<EventDetail & { version: string; lang: string }>;
  'oneflow-state-change': CustomEvent<EventDetail & { from: State; to: State }>;
  /** Cancelable. What will be sent is the element's `request` meanwhile. */
  'oneflow-before-publish': ExtendableCustomEvent<EventDetail & { contractId: number }>;
  'oneflow-published': CustomEvent<EventDetail & { contractId: number; state: string }>;
  /** Cancelable: you may open the contract yourself. */
  'oneflow-open': CustomEvent<EventDetail & { contractId: number; url: string }>;
  'oneflow-error': CustomEvent<EventDetail & {
    kind: ErrorKind;
    /** Oneflow's `error_code`. */
    code: number | null;
    /** The HTTP status. */
    status: number | null;
    /** Oneflow's support asks for it. */
    requestId: string | null;
    /** Whether another attempt may succeed without anybody changing anything. */
    retryable: boolean;
    /** The step in which it happened. */
    stage: State;
  }>;
}

/** The events of a picker. */
export interface PickerEventMap extends CommonEventMap<PickerState> {
  'oneflow-selection-change': CustomEvent<EventDetail & {
    workspaceId: number;
    templateId: number;
    templateTypeId: number | null;
  }>;
  /** Cancelable. What will be sent is the element's `request` meanwhile. */
  'oneflow-before-create': ExtendableCustomEvent<EventDetail & { workspaceId: number; templateId: number }>;
  /** Exactly once per contract. */
  'oneflow-created': CustomEvent<EventDetail & {
    contractId: number;
    workspaceId: number;
    templateId: number;
    state: string;
    url: string;
  }>;
  /** Cancelable; otherwise the element starts afresh, and asks first when something was typed. */
  'oneflow-cancel': CustomEvent<EventDetail & { dirty: boolean }>;
}

/** The events of a card. */
export interface CardEventMap extends CommonEventMap<CardState> {
  /** The contract was read for the first time, or its state has changed. */
  'oneflow-contract-change': CustomEvent<EventDetail & { contractId: number; state: string }>;
}

type Listener<Element, Event> = (this: Element, event: Event) => unknown;
type OtherListener = EventListenerOrEventListenerObject;
/** Any event name but a misspelt one of this package. */
type OtherEvent<Name extends string> = Name extends `oneflow-${string}` ? never : Name;
type Options = boolean | AddEventListenerOptions;

/** What both elements have. Attributes are strings; each is a property in camelCase as well. */
declare abstract class OneflowElement<State extends string, Events> extends HTMLElement {
  /** The package's version. */
  static readonly version: string;

  /**
   * `api-base`, required: Oneflow's API or your server in front of it, ending in `/v1`. May be relative to the page;
   * https, or http on this machine.
   */
  apiBase: string | null;
  /** `app-base`: where *Open in Oneflow* leads; `https://app.oneflow.com` unless set. */
  appBase: string | null;
  /** `credentials`: whether requests to `api-base` carry cookies; `omit` unless set to `include`. */
  credentials: 'omit' | 'include' | null;
  /** `theme`: `light` or `dark`; otherwise that of the page's `color-scheme`. */
  theme: 'auto' | 'light' | 'dark' | null;
  /** `loading`: `lazy` waits until the element is nearly visible before it loads anything. */
  loading: 'eager' | 'lazy' | null;
  /** `external-id`: your record, named by every event. Another one starts afresh, but asks first if text was typed. */
  externalId: string | null;

  /** Required. */
  authorize: Authorize | undefined;
  messages: Messages | undefined;
  readonly state: State;
  /** The contract, as soon as there is one. */
  readonly contract: ContractSummary | null;
  /** What will be sent, in Oneflow's words, while you may delay or cancel it; null otherwise. */
  readonly request: Record<string, unknown> | null;
  /** Settles once the WebAssembly module runs and is configured, before any request; rejected when it cannot start. */
  readonly ready: Promise<void>;

  /** Loads again what is shown and keeps what was typed. Does nothing while something is being created or sent. */
  refresh(): void;
  /** Moves the focus into the element. */
  focus(): void;
  /** Reports what helps to find the cause of a problem; nothing secret or personal. */
  diagnose(): Promise<DiagnosticReport>;

  addEventListener<K extends keyof Events>(type: K, listener: Listener<this, Events[K]>, options?: Options): void;
  addEventListener<T extends string>(type: OtherEvent<T>, listener: OtherListener, options?: Options): void;
  removeEventListener<K extends keyof Events>(type: K, listener: Listener<this, Events[K]>, options?: Options): void;
  removeEventListener<T extends string>(type: OtherEvent<T>, listener: OtherListener, options?: Options): void;
}

/** `<oneflow-contract-picker>`: users choose a template, fill it in, review it, and create and send the contract. */
export class OneflowContractPicker extends OneflowElement<PickerState, PickerEventMap> {
  /** `extension-type`: offers only templates of your extension. */
  extensionType: string | null;
  /** `template-type-id`: offers only templates of this type; for development. */
  templateTypeId: string | null;
  /** `workspace-id`: preselected. */
  workspaceId: string | null;
  /** `template-id`: preselected. */
  templateId: string | null;
  /** `lock`: some of `workspace template name fields parties`; shown, but not editable. */
  lock: string | null;
  /** `actions`: some of `draft send`; both unless set. */
  actions: string | null;
  /** `setup-url`: where an administrator enables the extension. */
  setupUrl: string | null;
  /** `contract-name`: the initial name, at most 130 characters. */
  contractName: string | null;

  prefill: Prefill | undefined;

  /** Starts afresh and drops what was typed. Does nothing while a contract is being created, which cannot be undone. */
  reset(): void;
}

/** One of Oneflow's webhook events, as your server received it. */
export interface WebhookEvent {
  contract: { id: number | string };
  events?: { type: string }[];
}

/** `<oneflow-contract-card>`: an existing contract, followed while it is visible and not final. */
export class OneflowContractCard extends OneflowElement<CardState, CardEventMap> {
  /** `contract-id`, required. */
  contractId: string | null;
  /** `actions`: `send` lets users send a draft from here; it does unless set to something else. */
  actions: string | null;

  /** Reads the contract again, if the event is about it. */
  applyEvent(event: WebhookEvent): void;
}

export interface DefineOptions {
  tag?: string;
  cardTag?: string;
  /** Where the wasm is, when a bundler has not included it: a URL, a Response or a compiled module. */
  wasm?: string | URL | Response | Promise<Response> | WebAssembly.Module;
}

/** Registers both tags, unless they are taken. */
export function define(options?: DefineOptions): void;

declare global {
  interface HTMLElementTagNameMap {
    'oneflow-contract-picker': OneflowContractPicker;
    'oneflow-contract-card': OneflowContractCard;
  }
}
