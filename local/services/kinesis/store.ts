import type { Access } from "../../access/access";
import type { Collection } from "../../storage";
import { ServiceError } from "../../wire/service-error";
import type { Cloud } from "../service";

export interface StreamRecord {
  /** Base64, as it came. */
  readonly data: string;
  readonly partitionKey: string;
  readonly sequenceNumber: string;
}

interface Stream {
  readonly name: string;
  /** Of the next record. */
  readonly next: number;
}

/** What the operations of Kinesis work with. */
export interface KinesisServices {
  readonly streams: Streams;
  readonly access: Access;
}

/** All streams of the account, each of one shard. */
export class Streams {
  private readonly known = new Map<string, number>();
  private readonly streams: Collection<Stream>;
  private readonly records: Collection<StreamRecord>;

  constructor(private readonly cloud: Pick<Cloud, "account" | "partition" | "region" | "storage">) {
    this.streams = cloud.storage.collection("kinesis.streams");
    this.records = cloud.storage.collection("kinesis.records");
    for (const [name, { next }] of this.streams.entries()) this.known.set(name, next);
  }

  arn(name: string): string {
    const { partition, region, account } = this.cloud;
    return `arn:${partition}:kinesis:${region}:${account}:stream/${name}`;
  }

  names(): string[] {
    return [...this.known.keys()].sort();
  }

  has(name: string): boolean {
    return this.known.has(name);
  }

  async create(name: string): Promise<void> {
    if (this.known.has(name)) return;
    this.known.set(name, 0);
    await this.streams.put(name, { name, next: 0 });
  }

  async remove(name: string): Promise<void> {
    this.known.delete(name);
    await this.streams.remove(name);
    for (const [key] of [...this.records.entries()]) if (key.startsWith(`${name}/`)) await this.records.remove(key);
  }

  async append(name: string, data: string, partitionKey: string) {
    const next = this.known.get(name);
    if (next === undefined) {
      throw new ServiceError(
        "ResourceNotFoundException",
        `Stream ${name} under account ${this.cloud.account} not found.`,
      );
    }
    this.known.set(name, next + 1);
    const sequenceNumber = `495${String(next).padStart(53, "0")}`;
    const record = { data, partitionKey, sequenceNumber };
    await Promise.all([
      this.streams.put(name, { name, next: next + 1 }),
      this.records.put(`${name}/${sequenceNumber}`, record),
    ]);
    return { SequenceNumber: sequenceNumber, ShardId: "shardId-000000000000" };
  }

  /** The records of a stream, oldest first. */
  recordsOf(name: string): StreamRecord[] {
    return [...this.records.entries()].filter(([key]) => key.startsWith(`${name}/`)).map(([, record]) => record);
  }
}

/** The stream that a call names, by name or by ARN. */
export const streamName = (input: { StreamName?: string | undefined; StreamARN?: string | undefined }): string =>
  input.StreamName ?? input.StreamARN?.split("/").pop() ?? "";
