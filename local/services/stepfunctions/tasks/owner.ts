import type { Execution } from "../store";
import type { Activities } from "./activities";
import type { Callbacks } from "./callbacks";

/** For whom work is done. */
export interface Owner {
  readonly roleArn: string;
  readonly execution: Execution;
}

/** What work stands on, besides the services that it calls. */
export interface Ground {
  readonly callbacks: Callbacks;
  readonly activities: Activities;
  /** The local cloud stops: what is interrupted goes on at its next start. */
  readonly closing: boolean;
  /** What has become of an execution, once it has ended. */
  ended(arn: string): Promise<Execution | undefined>;
  stop(arn: string, end: { readonly status: "ABORTED" }): void;
}
