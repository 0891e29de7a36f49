import type { Cloud } from "../../../cloud/cloud";
import type { FunctionInvoker } from "../invoker";
import { dynamodbStreams } from "./dynamodb/dynamodb-streams";
import type { EventSource } from "./event-source";
import { kinesisStreams } from "./kinesis/kinesis-streams";
import type { Places } from "./places";
import { queueSource } from "./queue/queue-source";
import { streamSource } from "./stream/stream-source";

/** The kinds of event sources, by the service in their ARN. */
export const createSources = (
  cloud: Cloud,
  invoker: FunctionInvoker,
  places: Places,
): ReadonlyMap<string, EventSource> =>
  new Map([
    ["dynamodb", streamSource(cloud, invoker, places, dynamodbStreams(cloud))],
    ["kinesis", streamSource(cloud, invoker, places, kinesisStreams(cloud))],
    ["sqs", queueSource(cloud, invoker)],
  ]);

export type Sources = ReturnType<typeof createSources>;

/** The kind of the source with this ARN, if there is one. */
export const sourceOf = (sources: Sources, arn: string): EventSource | undefined =>
  sources.get(arn.split(":")[2] ?? "");
