/** What a sandbox starts with; each option has a default. */
export interface SandboxOptions {
  /** What the account contains: 41 templates, 5,000, or those of `small` and one with 500 fields. */
  seed?: 'small' | 'large' | 'wide';
  /** The start of the sequence of keys and request ids. The same start gives the same sequence. Default: 1. */
  random?: number;
  /** Origins whose pages may call the API. Without any, there is no CORS, as has to be assumed of Oneflow. */
  cors?: string[];
  /** Leaves indexes out of the paths in `parameter_problems`. */
  plainPaths?: boolean;
  /** Turns a response that violates the OpenAPI file into a 500 with the path of the attribute. */
  strict?: boolean;
  /** Stops the account's clock at this time, such as `2026-01-31T12:00:00Z`. */
  clock?: string;
  /** Blueprints of extensions, each as the text of a TOML file. */
  blueprints?: string[];
  /** The secrets that blueprints name as `{ env = "NAME" }`. The program takes them from its environment. */
  variables?: Record<string, string>;
  /** Hosts besides this machine that webhooks are delivered to. */
  deliverTo?: string[];
  /** How many times faster than at Oneflow deliveries are retried. Default: 1. */
  retrySpeed?: number;
  /** Requests per token in five minutes. Default: 2000. */
  limit?: number;
  /**
   * The address of the API for your client, with which links in responses begin. Its path stands for `/v1`. Default:
   * `https://api.oneflow.com/v1`.
   */
  apiBase?: string;
}

/** What goes wrong with the next requests that match. The README describes the kinds. */
export interface Fault {
  /** Method and path, as in `POST /contracts/create`; a segment in braces matches any. */
  on: string;
  kind: FaultKind;
  /** For how many requests. Default: 1. */
  times?: number;
  /** For `status` and `html`. */
  status?: number;
  /** For `slow`. */
  millis?: number;
  /** For `problems`: messages by path. */
  problems?: Record<string, string[]>;
  /** For `busy`: the value of the header. */
  retry_after?: string;
  /** For `redirect`. */
  location?: string;
}

export type FaultKind =
  | 'slow'
  | 'problems'
  | 'status'
  | 'busy'
  | 'html'
  | 'cut_before'
  | 'cut_after'
  | 'drop_before'
  | 'drop_after'
  | 'silence_before'
  | 'silence_after'
  | 'garbage'
  | 'redirect';

/** A request under `/v1`, as it was received. */
export interface LoggedRequest {
  number: number;
  method: string;
  /** The path with its query. */
  path: string;
  /** `null` if no response was sent, not even its start. */
  status: number | null;
  /** Their names. */
  headers: string[];
  /** The JSON of the body. */
  body: unknown;
}

/** A webhook delivery with its attempts. */
export interface Delivery {
  id: number;
  webhook: number;
  contract: number;
  callback_id: string;
  events: { id: number; type: string; created_time: string }[];
  attempts: { time: string; outcome: string }[];
  progress: 'waiting' | 'received' | 'given_up';
}

/** A sandbox without a socket. */
export interface Sandbox {
  /** The address of the API for your client; nothing is sent there. */
  readonly apiBase: string;
  /** The token that was created by hand. */
  readonly token: string;
  /** A user who may create contracts. */
  readonly user: string;
  /**
   * Responds to a request as `fetch` does on a page at `apiBase`. Only its path and query count, not its origin: the
   * API is below the path of `apiBase`, and below `/v1`. Where a fault breaks the connection, the promise or the body
   * of the response is rejected. A redirect is returned, not followed.
   */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>;
  /** Starts again from the seed. */
  reset(): void;
  /** Arms a fault. */
  arm(fault: Fault): void;
  /** The recent requests, the oldest first. */
  requests(): LoggedRequest[];
  /** The webhook deliveries, the oldest first. */
  deliveries(): Delivery[];
}

/** Creates a sandbox. Sandboxes share nothing. */
export declare function createSandbox(options?: SandboxOptions): Promise<Sandbox>;
