import type { AsyncInvocations } from "./async-invocations";
import type { Functions } from "./functions";
import type { Runner } from "./runner";

/** What operations of the Lambda API may touch. */
export interface LambdaServices {
  readonly functions: Functions;
  readonly runner: Runner;
  readonly asyncInvocations: AsyncInvocations;
}
