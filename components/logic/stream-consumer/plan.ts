import type * as pulumi from "@pulumi/pulumi";
import { ArgsError, within } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { type Plan, planned, planOf } from "../../core/component/plan";
import type { StreamFacts, StreamSource } from "../../core/stream-source";
import { checkConnections, checkResume } from "../function/connections";
import { planConsuming } from "../function/consuming";
import type { LambdaFunction } from "../function/lambda-function";
import type { LambdaFunctionPlan } from "../function/plan";
import { polled } from "../function/polled";
import { type StreamConsumerArgs, streamConsumerArgs } from "./args";
import type { StreamConsumerTransform } from "./children";
import { alarmAge, type ReadingSettings, readingSettings } from "./reading";

interface Settings<S> extends ReadingSettings {
  readonly stream: S;
  /** Made already, or to be made for this consumer. */
  readonly function: LambdaFunction | LambdaFunctionPlan;
  /** Batches at work at a time, as far as the number of shards is known. */
  readonly concurrency: number;
  readonly alarms: { readonly topicArn: pulumi.Input<string> | undefined; readonly maxAgeSeconds: number } | undefined;
  readonly transform: StreamConsumerTransform | undefined;
}

/** A consumer's arguments, checked; its stream may be that of a table which is planned itself. */
export type StreamConsumerPlan<S = StreamFacts> = Plan<"StreamConsumer", Settings<S>>;

type Planning<S> = Omit<StreamConsumerArgs, "stream"> & { readonly stream: S };

/**
 * @throws {ArgsError} for values that AWS refuses, records that would be lost without a word, a filter that matches
 * nothing, and more batches at a time than the function has reserved or a database has connections for.
 */
export const planStreamConsumer = <S extends StreamFacts | StreamSource>(
  name: string,
  args: Planning<S> | StreamConsumerPlan<S>,
): StreamConsumerPlan<S> => planned("StreamConsumer", name, args, (given: Planning<S>) => settings(name, given));

const settings = <S extends StreamFacts>(name: string, args: Planning<S>): Settings<S> => {
  checkArgs(name, args, streamConsumerArgs);
  const { stream, alarms = {} } = args;
  const reading = readingSettings(name, stream, args);
  const consumer = planConsuming(name, args.function);
  const plan = planOf<LambdaFunctionPlan>(consumer);
  const concurrency = reading.parallelization * (stream.shards ?? 1);
  checkReserved(name, stream, concurrency, plan, polled(consumer));
  within(
    name,
    (path) => (path === "concurrency" ? "parallelization" : path),
    () => checkConnections(name, concurrency, plan.links),
  );
  checkResume(name, plan);
  return {
    ...reading,
    stream,
    function: consumer,
    concurrency,
    alarms:
      alarms === false
        ? undefined
        : { topicArn: alarms.topicArn, maxAgeSeconds: alarmAge(name, stream, reading, alarms.maxAge) },
    transform: args.transform,
  };
};

/**
 * A batch that is throttled holds up its shard, and ages.
 *
 * @param others What other event sources of the same function may take.
 */
const checkReserved = (
  name: string,
  { shards }: StreamFacts,
  concurrency: number,
  { reservedConcurrency }: LambdaFunctionPlan,
  others: number,
): void => {
  if (reservedConcurrency === undefined || concurrency + others <= reservedConcurrency) return;
  const each = shards === undefined ? "each shard" : `${shards} shards`;
  const left = others === 0 ? "" : `, of which its other event sources may take ${others}`;
  throw new ArgsError(
    name,
    "parallelization",
    `must leave room: ${each} may take ${concurrency} batches at a time, function.reservedConcurrency is ${reservedConcurrency}${left}; ` +
      "lower it or reserve more",
  );
};
