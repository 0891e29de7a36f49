import type { Access } from "../access/access";
import type { Storage } from "../data/storage";
import type { Lifecycle } from "../lifecycle/lifecycle";
import type { RateLimit } from "../services/apigateway/admission/token-bucket";
import type { Directory } from "../services/directory";
import type { Clock } from "./clock";
import type { Log } from "./log";

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
