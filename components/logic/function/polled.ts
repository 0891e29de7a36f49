import type { LambdaFunction } from "./lambda-function";

const POLLED = new WeakMap<LambdaFunction, number>();

/** How many batches all event sources of a function together may hand it at a time. */
export const polled = (consumer: LambdaFunction): number => POLLED.get(consumer) ?? 0;

/** Counts an event source in. */
export const addPolled = (consumer: LambdaFunction, concurrency: number): void => {
  POLLED.set(consumer, polled(consumer) + concurrency);
};
