import type * as pulumi from "@pulumi/pulumi";
import { within } from "../../core/args/args-error";
import type { Duration } from "../../core/args/duration";
import type { LambdaFunctionArgs } from "./args";
import { LambdaFunction } from "./lambda-function";
import { type LambdaFunctionPlan, planLambdaFunction } from "./plan";

/**
 * The function of an event source: made already, or planned under the name of what consumes it.
 *
 * @param timeout For arguments that say none.
 * @throws {ArgsError} that names the argument as one of `function`.
 */
export const planConsuming = (
  name: string,
  consumer: LambdaFunction | LambdaFunctionArgs,
  timeout?: Duration,
): LambdaFunction | LambdaFunctionPlan => {
  if (consumer instanceof LambdaFunction) return consumer;
  const at = (path: string): string => (path === "name" ? path : `function.${path}`);
  const own = consumer.timeout ?? timeout;
  return within(name, at, () => planLambdaFunction(name, { ...consumer, ...(own !== undefined && { timeout: own }) }));
};

/** Makes it, where it is not made already. */
export const makeConsuming = (
  name: string,
  consumer: LambdaFunction | LambdaFunctionPlan,
  parent: pulumi.Resource,
): LambdaFunction => (consumer instanceof LambdaFunction ? consumer : new LambdaFunction(name, consumer, { parent }));
