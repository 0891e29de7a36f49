import type { Cloud } from "../service";
import type { AsyncInvocations } from "./async-invocations";
import type { Mappings } from "./event-sources/mappings";
import type { Functions } from "./functions";
import type { Runner } from "./runner";

/** What operations of the Lambda API may touch. */
export interface LambdaServices {
  readonly cloud: Cloud;
  readonly functions: Functions;
  readonly runner: Runner;
  readonly asyncInvocations: AsyncInvocations;
  readonly mappings: Mappings;
}
