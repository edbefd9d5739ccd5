import type { MessageName } from './messages.js';

/**
 * The steps of a picker; in `error`, the WebAssembly module could not start or has stopped. A minor version may add
 * steps: ignore those that you do not know, for instance with a `default` in each `switch`.
 */
export type PickerState =
  | 'opening' | 'unavailable' | 'choosing' | 'filling' | 'reviewing' | 'creating' | 'unconfirmed' | 'uploading'
  | 'created' | 'publishing' | 'published' | 'publish-failed' | 'error';

/** The steps of a card. As with `PickerState`, a minor version may add some. */
export type CardState = 'opening' | 'unavailable' | 'showing' | 'publishing' | 'publish-failed' | 'error';

/**
 * The steps of a list: `listing`, and in its place those of a picker and of a card. As with `PickerState`, a minor
 * version may add some.
 */
export type ListState = 'listing' | PickerState | CardState;

/** Why `authorize` is called: `start` whenever the element loads its data, `expired` after a 401. */
export type AuthorizeReason = 'start' | 'expired';

/**
 * Returns the headers that identify the user: for your server, for example, `{authorization: 'Bearer …'}`; for Oneflow
 * itself and for the sandbox, `{'x-oneflow-api-token': …, 'x-oneflow-user-email': …}`. With `credentials="include"`
 * it may return `{}`. The promise must settle within ten seconds. Concurrent calls of one function share one call.
 */
export type Authorize = (reason: AuthorizeReason) => HeadersInit | Promise<HeadersInit>;

/**
 * A person of a party, with Oneflow's names in camelCase. Where other strings are accepted, Oneflow may add to the
 * list.
 */
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
  /** At most 1,024 characters. With null, the template's own value stays. */
  value: string | null;
  origin?: string | undefined;
  /**
   * The kind of input that the form shows; Oneflow's data fields have no type. The value of a `date` is like
   * `2027-01-15`, that of a `checkbox` is `0` or `1`.
   */
  input?: 'text' | 'multiline' | 'date' | 'number' | 'checkbox' | undefined;
}

/**
 * A row of a product table, for templates that take products. Amounts are decimal numbers as text, such as `1200.50`.
 * They have no currency: Oneflow's tables put a text of their own around them.
 */
export interface LineItem {
  /** 1 to 80 characters. */
  name: string;
  /** At most 3,000 characters. */
  description?: string | undefined;
  /** 1 unless set. */
  quantity?: string | undefined;
  /** The table's first price, for one. */
  unitPrice?: string | undefined;
  /** Its second price. */
  secondPrice?: string | undefined;
  /** What is taken off the `unitPrice`. With a `unitPrice` of 0, an amount makes the price negative. */
  discount?: { amount: string } | { percent: string } | undefined;
  /** Your id for the row, unique within a contract. */
  customId?: string | undefined;
  /** The id of the template's product table; needed if it has several. */
  group?: number | undefined;
}

/** A file to be uploaded to the contract once it exists, if the template takes such files. */
export interface PrefilledFile {
  /** At most 20 MB. */
  file: Blob;
  /** The name with its extension; that of a `File` unless set. Each file has a name of its own. */
  name?: string | undefined;
  /** `document`: a PDF whose pages become part of the contract, one at most. */
  as: 'attachment' | 'document';
}

/** Values from your record. You may set them at any time: they never overwrite what the user typed. */
export interface Prefill {
  /** The contract's name, at most 130 characters. */
  name?: string | undefined;
  /** Values by custom id, that is, by the name that your code gives to a data field. */
  fields?: Record<string, string | PrefilledField | null | undefined> | undefined;
  /** The counterparties. */
  parties?: Party[] | undefined;
  /** People whom the user can add to a party. */
  people?: Person[] | undefined;
  /** The rows of the template's product tables. They take the place of the template's own rows. */
  items?: LineItem[] | undefined;
  /** Files to be uploaded: at most 30 attachments and one document, among the first 100. */
  files?: PrefilledFile[] | undefined;
}

/** Your texts in place of the element's, by name. `{0}` and `{1}` are placeholders for values. */
export type Messages = Partial<Record<MessageName, string>>;
export type { MessageName };

/**
 * An event that you can delay: the element waits for the promises that you pass to `waitUntil()`. If one rejects,
 * nothing is sent, and the user reads the message of its error.
 */
export type ExtendableCustomEvent<Detail> = CustomEvent<Detail> & { waitUntil(promise: Promise<unknown>): void };

/** The result of `diagnose()`. */
export interface DiagnosticReport {
  /** The version of the WebAssembly module; null before it runs. */
  version: string | null;
  state: ListState;
  online: boolean;
  /** As far as a page can find out; `not-asked` before the first request. */
  api: 'answers' | 'blocked-by-cors' | 'unreachable' | 'not-asked';
  /** The latest 20 requests, oldest first. */
  requests: { path: string; millis: number; status: number | null; requestId: string | null }[];
}

/** The contract that an element created or shows. */
export interface ContractSummary {
  readonly id: number;
  /** `draft`, `pending`, `overdue`, `signed`, `declined`, or a state that Oneflow has added since. */
  readonly state: string;
  readonly name: string;
}

/** What the detail of every event contains. */
export interface EventDetail {
  /** The `external-id` of the record that the event is about. */
  externalId: string | null;
}

/** The kind of an error; a minor version may add some. */
export type ErrorKind =
  | 'config' | 'render' | 'network' | 'session' | 'setup' | 'identity' | 'permission' | 'plan' | 'not-found'
  | 'validation' | 'rate-limit' | 'conflict' | 'upstream' | 'policy';

/**
 * The events of all elements. All bubble and are composed. No detail contains a name, email, phone number,
 * identification number or field value.
 */
export interface CommonEventMap<State> {
  'oneflow-ready': CustomEvent<EventDetail & { version: string; lang: string }>;
  'oneflow-state-change': CustomEvent<EventDetail & { from: State; to: State }>;
  /** Cancelable. The element's `request` is the body of the request that will be sent. */
  'oneflow-before-publish': ExtendableCustomEvent<EventDetail & { contractId: number }>;
  'oneflow-published': CustomEvent<EventDetail & { contractId: number; state: string }>;
  /** Cancelable: cancel it to open the contract yourself. */
  'oneflow-open': CustomEvent<EventDetail & { contractId: number; url: string; kind: 'contract' | 'file' }>;
  'oneflow-error': CustomEvent<EventDetail & {
    kind: ErrorKind;
    /** Oneflow's `error_code`. */
    code: number | null;
    /** The HTTP status. */
    status: number | null;
    /** The id that Oneflow's support asks for. */
    requestId: string | null;
    /** Whether another attempt may succeed without anybody changing anything. */
    retryable: boolean;
    /** The step in which it happened. */
    stage: State;
  }>;
}

/** Plain JSON. What else it contains is the element's own and may change with the version. */
export interface Draft {
  readonly version: 1;
  readonly externalId: string | null;
  readonly [name: string]: unknown;
}

/** The events of an element in which users create contracts. */
export interface CreationEventMap<State> extends CommonEventMap<State> {
  'oneflow-selection-change': CustomEvent<EventDetail & {
    workspaceId: number;
    templateId: number;
    templateTypeId: number | null;
  }>;
  /** Cancelable. The element's `request` is the body of the request that will be sent. */
  'oneflow-before-create': ExtendableCustomEvent<EventDetail & { workspaceId: number; templateId: number }>;
  /** Exactly once per contract. */
  'oneflow-created': CustomEvent<EventDetail & {
    contractId: number;
    workspaceId: number;
    templateId: number;
    state: string;
    url: string;
  }>;
  /**
   * The property `draft` has changed. `dirty`: something was typed; `pending`: a creation is under way or unconfirmed,
   * or files are being uploaded.
   */
  'oneflow-draft-change': CustomEvent<EventDetail & { dirty: boolean; pending: boolean }>;
}

/** The events of a picker. */
export interface PickerEventMap extends CreationEventMap<PickerState> {
  /** Cancelable; otherwise the element starts over, and asks first if `dirty`: something typed would be lost. */
  'oneflow-cancel': CustomEvent<EventDetail & { dirty: boolean }>;
}

/** The events of a card. */
export interface CardEventMap extends CommonEventMap<CardState> {
  /** The contract was read for the first time, or its state has changed. */
  'oneflow-contract-change': CustomEvent<EventDetail & { contractId: number; state: string }>;
}

/** The events of a list. */
export interface ListEventMap extends CreationEventMap<ListState> {
  /** The user picked a contract. Cancelable; otherwise its card takes the place of the list. */
  'oneflow-select': CustomEvent<EventDetail & { contractId: number }>;
  /** The user wants to create a contract. Cancelable; otherwise the picker takes the place of the list. */
  'oneflow-new': CustomEvent<EventDetail>;
  /** The open contract was read for the first time, or its state has changed. */
  'oneflow-contract-change': CustomEvent<EventDetail & { contractId: number; state: string }>;
}

type Listener<Element, Event> = (this: Element, event: Event) => unknown;
type OtherListener = EventListenerOrEventListenerObject;
/** Any event name, except one that begins like those of this package and is not one of them. */
type OtherEvent<Name extends string> = Name extends `oneflow-${string}` ? never : Name;
type Options = boolean | AddEventListenerOptions;

/** What all elements have. Each attribute is also a property in camelCase, a string or null. */
declare abstract class OneflowElement<State extends string, Events> extends HTMLElement {
  /** The package's version. */
  static readonly version: string;

  /**
   * `api-base`, required: the address of Oneflow's API, or of your server in front of it. It ends in `/v1` and may be
   * relative to the page; https, or http on localhost.
   */
  apiBase: string | null;
  /** `app-base`: *Open in Oneflow* opens `{app-base}/contracts/{id}`; `https://app.oneflow.com` unless set. */
  appBase: string | null;
  /** `credentials`: whether requests to `api-base` carry cookies; `omit` unless set to `include`. */
  credentials: 'omit' | 'include' | null;
  /** `theme`: `light` or `dark`; otherwise the page's `color-scheme` decides. */
  theme: 'auto' | 'light' | 'dark' | null;
  /** `loading`: with `lazy`, the element loads nothing until it is nearly in view or `focus()` is called. */
  loading: 'eager' | 'lazy' | null;
  /** `external-id`: the id of your record. Another one makes a picker start over; if the user typed, it asks first. */
  externalId: string | null;

  /** Required. */
  authorize: Authorize | undefined;
  messages: Messages | undefined;
  /** The current step. */
  readonly state: State;
  /** The contract that the element has created or shows; null otherwise. */
  readonly contract: ContractSummary | null;
  /** The body of the request that will be sent, while you can delay or cancel it; null otherwise. */
  readonly request: Record<string, unknown> | null;
  /**
   * Resolves when the WebAssembly module runs and has its settings, whether or not Oneflow has answered; rejects when
   * the module cannot start.
   */
  readonly ready: Promise<void>;

  /**
   * Reloads the templates, the contract of a card or the list, and keeps what the user typed. Does nothing in the steps
   * from `creating` to `publish-failed`.
   */
  refresh(): void;
  /** Moves the focus into the element. */
  focus(): void;
  /** Reports what helps to find the cause of a problem. The report contains nothing secret or personal. */
  diagnose(): Promise<DiagnosticReport>;

  addEventListener<K extends keyof Events>(type: K, listener: Listener<this, Events[K]>, options?: Options): void;
  addEventListener<T extends string>(type: OtherEvent<T>, listener: OtherListener, options?: Options): void;
  removeEventListener<K extends keyof Events>(type: K, listener: Listener<this, Events[K]>, options?: Options): void;
  removeEventListener<T extends string>(type: OtherEvent<T>, listener: OtherListener, options?: Options): void;
}

/** What elements have in which users create contracts. */
declare abstract class CreatingElement<State extends string, Events> extends OneflowElement<State, Events> {
  /** `extension-type`: offers only templates of your extension. */
  extensionType: string | null;
  /** `template-type-id`: offers only templates of this template type; for development. */
  templateTypeId: string | null;
  /** `workspace-id`: the preselected workspace. */
  workspaceId: string | null;
  /** `template-id`: the preselected template. */
  templateId: string | null;
  /** `lock`: any of `workspace template name fields parties items files`; the user sees them but cannot change them. */
  lock: string | null;
  /** `actions`: any of `draft send`, what the review offers; both unless set. */
  actions: string | null;
  /** `setup-url`: the page on which an administrator enables your extension. */
  setupUrl: string | null;
  /**
   * `record-field`: the custom id of the data field that carries your record's key. In each contract, the field has the
   * `external-id` as its value, which then also goes into the addresses of requests. Needs `external-id`.
   */
  recordField: string | null;
  /** `contract-name`: the initial name of the contract, at most 130 characters. */
  contractName: string | null;

  prefill: Prefill | undefined;

  /**
   * What was typed, for which template, and whether a creation is under way or unconfirmed, or files are being
   * uploaded; null if there is nothing. Keep it on your server with the record, and set it before the user types, to go
   * on after a reload. It contains names, emails and field values, and of files the names and sizes. A draft of another
   * record or version is refused, with `oneflow-error` of the kind `config`.
   */
  get draft(): Draft | null;
  set draft(value: Draft | null | undefined);

  /**
   * Starts over and drops what the user typed. Does nothing while a request that creates a contract, uploads a file to
   * it or sends it is under way, because it cannot be called back.
   */
  reset(): void;
}

/** `<oneflow-contract-picker>`: users choose a template, fill it in, review it, and create and send the contract. */
export class OneflowContractPicker extends CreatingElement<PickerState, PickerEventMap> {}

/** One of Oneflow's webhook events, as your server received it. */
export interface WebhookEvent {
  contract: { id: number | string };
  events?: { type: string }[];
}

/** `<oneflow-contract-card>`: shows an existing contract, and reloads it while the card is visible. */
export class OneflowContractCard extends OneflowElement<CardState, CardEventMap> {
  /** `contract-id`, required. */
  contractId: string | null;
  /** `actions`: `send` lets users send a draft from the card; `draft` does not. `send` unless set. */
  actions: string | null;

  /** Reads the contract again, if the event is about it. */
  applyEvent(event: WebhookEvent): void;
}

/**
 * `<oneflow-contract-list>`: lists the contracts of a record that the user may see. Each opens in the place of the
 * list, and so does a new one. Requires `record-field` and `external-id`.
 */
export class OneflowContractList extends CreatingElement<ListState, ListEventMap> {
  /** Reads the contract of the event again, or the whole list if that lacks it. */
  applyEvent(event: WebhookEvent): void;
}

export interface DefineOptions {
  tag?: string;
  cardTag?: string;
  listTag?: string;
  /** Where the wasm is, if your bundler does not find it by itself: a URL, a Response or a compiled module. */
  wasm?: string | URL | Response | Promise<Response> | WebAssembly.Module;
  /** The same for the full module, which is loaded when an element needs it. */
  fullWasm?: string | URL | Response | Promise<Response> | WebAssembly.Module;
}

/** Registers all tags. A tag that another script has defined is left alone, with a warning in the console. */
export function define(options?: DefineOptions): void;

declare global {
  interface HTMLElementTagNameMap {
    'oneflow-contract-picker': OneflowContractPicker;
    'oneflow-contract-card': OneflowContractCard;
    'oneflow-contract-list': OneflowContractList;
  }
}
