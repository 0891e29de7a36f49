import type { ApiPlan } from "../services/apigateway/plan/api-plan";
import type { Json, JsonMap } from "./case-file";
import type { RawAnswer, RawRequest } from "./raw-client";

/** Where the requests of a case go, and what can be seen behind it. */
export interface Target {
  send(request: RawRequest): Promise<RawAnswer>;
  /** Absent where the API was deployed by somebody else. */
  readonly plan?: ApiPlan;
  readonly behind?: Behind;
  /** A token of a user pool for a request's header. */
  token(claims: JsonMap): Promise<string>;
  close(): Promise<void>;
}

/** What the backends have seen. */
export interface Behind {
  readonly functions: {
    readonly names: readonly string[];
    invocations(name: string): number;
    lastEvent(name: string): Json | undefined;
  };
  httpRequest(): JsonMap | undefined;
  /** Content of a store by the key of the expectation: `messages` of `inbox`. */
  stored(kind: string, name: string): Promise<Json | undefined>;
}
