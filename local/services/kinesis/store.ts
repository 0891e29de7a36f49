import type { Access } from "../../access/access";
import type { Clock } from "../../clock";
import type { Collection, Storage } from "../../storage";
import { ServiceError } from "../../wire/service-error";

export interface StreamRecord {
  /** Base64, as it came. */
  readonly data: string;
  readonly partitionKey: string;
  readonly sequenceNumber: string;
}

/** What the operations of Kinesis work with. */
export interface KinesisServices {
  readonly streams: Collection<{ readonly name: string; readonly next: number }>;
  /** `<stream>/<sequence number>`. */
  readonly records: Collection<StreamRecord>;
  readonly access: Access;
  readonly clock: Clock;
  arn(stream: string): string;
}

export const kinesisTables = (storage: Storage): Pick<KinesisServices, "streams" | "records"> => ({
  streams: storage.collection("kinesis.streams"),
  records: storage.collection("kinesis.records"),
});

/** The stream that a call names, by name or by ARN. */
export const streamName = (input: {
  readonly StreamName?: string | undefined;
  readonly StreamARN?: string | undefined;
}): string => input.StreamName ?? input.StreamARN?.split("/").pop() ?? "";

/** Appends a record to the stream's one shard. */
export const append = async (services: KinesisServices, stream: string, data: string, partitionKey: string) => {
  const known = services.streams.get(stream);
  if (!known) {
    throw new ServiceError(
      "ResourceNotFoundException",
      `Stream ${stream} under account ${services.arn(stream).split(":")[4]} not found.`,
    );
  }
  const sequenceNumber = `495${String(known.next).padStart(53, "0")}`;
  await services.streams.put(stream, { name: stream, next: known.next + 1 });
  await services.records.put(`${stream}/${sequenceNumber}`, { data, partitionKey, sequenceNumber });
  return { SequenceNumber: sequenceNumber, ShardId: "shardId-000000000000" };
};

export const recordsOf = ({ records }: Pick<KinesisServices, "records">, stream: string): StreamRecord[] =>
  [...records.entries()].filter(([key]) => key.startsWith(`${stream}/`)).map(([, record]) => record);
