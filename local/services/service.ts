import type { Access, Principal } from "../access/access";
import type { Clock } from "../cloud/clock";
import type { Log } from "../cloud/log";
import type { Storage } from "../data/storage";
import type { ResourceType } from "../engine/resources/resource-type";
import type { Lifecycle } from "../lifecycle/lifecycle";
import type { OperationFacts } from "../wire/operations/operation";
import type { RateLimit } from "./apigateway/path/throttle";
import type { Directory } from "./directory";

/** What every service of the local cloud stands on. */
export interface Cloud {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** What the APIs of the account take together. @default AWS's own, 10,000 requests a second with a burst of 5,000 */
  readonly accountThrottle?: RateLimit | undefined;
  /** Absolute path of `.local/`. */
  readonly folder: string;
  readonly clock: Clock;
  readonly storage: Storage;
  readonly log: Log;
  readonly access: Access;
  readonly lifecycle: Lifecycle;
  /** The other services. Complete only once all are made: read it when a call needs it, not in a constructor. */
  readonly directory: Directory;
  /** Base URL of the endpoint that answers for all AWS APIs, `http://127.0.0.1:4566`. Known once started. */
  readonly endpoint: string;
}

/** An AWS API call whose signature has been verified. */
export interface ApiRequest {
  readonly principal: Principal;
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly requestId: string;
  /** Aborted when the client has gone: a long poll must not hand a message to nobody. */
  readonly signal?: AbortSignal;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** An emulated AWS service. */
export interface Service {
  /** The name in the credential scope of SigV4: `sqs`, `lambda`, `secretsmanager`, `sts`. */
  readonly name: string;
  /** Answers an API call; a service without an API that local code uses has none. */
  handle?(request: ApiRequest): Promise<ApiResponse>;
  /** All operations that `handle` answers. */
  readonly operations?: readonly OperationFacts[];
  /** Answers what stands below `/.well-known/` and needs no signature; `undefined` when it is not this service's. */
  open?(request: Pick<ApiRequest, "method" | "url">): ApiResponse | undefined;
  /** The Pulumi resource types that this service gives life to. */
  readonly resources: readonly ResourceType[];
  start?(): Promise<void>;
  /** Ends everything that `start` began; called in reverse order of start. */
  stop?(): Promise<void>;
}
