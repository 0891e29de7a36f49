import type { LambdaFunction } from "./lambda-function";
import type { LambdaFunctionPlan } from "./plan";

const POLLED = new WeakMap<object, number>();

/** How many batches all event sources of a function together may hand it at a time; one that is planned has none yet. */
export const polled = (consumer: LambdaFunction | LambdaFunctionPlan): number => POLLED.get(consumer) ?? 0;

/** Counts an event source in. */
export const addPolled = (consumer: LambdaFunction, concurrency: number): void => {
  POLLED.set(consumer, polled(consumer) + concurrency);
};
