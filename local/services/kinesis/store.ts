import * as z from "zod";
import type { Principal } from "../../access/access";
import type { Clock } from "../../cloud/clock";
import type { Cloud } from "../../cloud/cloud";
import type { Log } from "../../cloud/log";
import type { Collection } from "../../data/storage";
import type { Call } from "../../wire/operations/operation";
import { resource, type Subject } from "../../wire/operations/right";
import { ServiceError } from "../../wire/service-error";
import { SHARD_ID, sequenceNumberOf } from "./shard";

export interface StreamRecord {
  /** Base64, as it came. */
  readonly data: string;
  readonly partitionKey: string;
  readonly sequenceNumber: string;
  /** Milliseconds since the epoch; records of older versions have none. */
  readonly arrived?: number;
}

export interface Stream {
  readonly name: string;
  /** Of the next record. */
  readonly next: number;
  /** Milliseconds since the epoch; streams of older versions have none. */
  readonly created?: number;
  /** The KMS key of its records, by id, ARN or alias. */
  readonly key?: string | undefined;
}

/** What the operations of Kinesis work with. */
export interface KinesisServices {
  readonly streams: Streams;
  readonly clock: Clock;
  readonly log: Log;
  readonly useKey: UseStreamKey;
}

/** Asks for the use of a stream's key, where it has one. @throws {ServiceError} */
export type UseStreamKey = (stream: Stream, action: string, principal: Principal) => void;

/** All streams of the account, each of one shard. */
export class Streams {
  private readonly known = new Map<string, Stream>();
  private readonly streams: Collection<Stream>;
  private readonly records: Collection<StreamRecord>;

  constructor(private readonly cloud: Pick<Cloud, "account" | "clock" | "partition" | "region" | "storage">) {
    this.streams = cloud.storage.collection("kinesis.streams");
    this.records = cloud.storage.collection("kinesis.records");
    for (const [name, stream] of this.streams.entries()) this.known.set(name, stream);
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

  get account(): string {
    return this.cloud.account;
  }

  require(name: string): Stream {
    const stream = this.known.get(name);
    if (stream) return stream;
    throw new ServiceError("ResourceNotFoundException", `Stream ${name} under account ${this.account} not found.`);
  }

  async create(name: string): Promise<void> {
    if (!this.known.has(name)) await this.keep({ name, next: 0, created: this.cloud.clock.now() });
  }

  /** Encrypts it with that key from now on, or with none. */
  async encrypt(name: string, key: string | undefined): Promise<void> {
    const { key: _, ...stream } = this.require(name);
    await this.keep({ ...stream, ...(key === undefined ? {} : { key }) });
  }

  private keep(stream: Stream): Promise<void> {
    this.known.set(stream.name, stream);
    return this.streams.put(stream.name, stream);
  }

  async remove(name: string): Promise<void> {
    this.known.delete(name);
    await this.streams.remove(name);
    for (const [key] of [...this.records.entries()]) if (key.startsWith(`${name}/`)) await this.records.remove(key);
  }

  async append(name: string, data: string, partitionKey: string) {
    const stream = this.require(name);
    const sequenceNumber = sequenceNumberOf(stream.next);
    const record = { data, partitionKey, sequenceNumber, arrived: this.cloud.clock.now() };
    await Promise.all([
      this.keep({ ...stream, next: stream.next + 1 }),
      this.records.put(`${name}/${sequenceNumber}`, record),
    ]);
    return { SequenceNumber: sequenceNumber, ShardId: SHARD_ID };
  }

  nextSequenceNumber(name: string): string {
    return sequenceNumberOf(this.require(name).next);
  }

  /** Empty before the first record. */
  lastSequenceNumber(name: string): string {
    const { next } = this.require(name);
    return next === 0 ? "" : sequenceNumberOf(next - 1);
  }

  /** The records of a stream, oldest first. */
  recordsOf(name: string): StreamRecord[] {
    return [...this.records.entries()].filter(([key]) => key.startsWith(`${name}/`)).map(([, record]) => record);
  }
}

/** How the input of a call names its stream. */
export const NamedStream = { StreamName: z.string().min(1).max(128).optional(), StreamARN: z.string().optional() };

/** Where a record goes, of the one shard that there is. */
export const OneShard = { ExplicitHashKey: z.string().optional() };

/** The stream that a call names, by name or by ARN. */
export const streamOf = (
  { streams }: KinesisServices,
  { StreamName, StreamARN }: { readonly StreamName?: string | undefined; readonly StreamARN?: string | undefined },
): Subject<Stream> => {
  const name = StreamName ?? StreamARN?.split("/").pop() ?? "";
  return resource(streams.arn(name), () => streams.require(name));
};

/** The same of who writes its records, and with its key in his own name. */
export const writtenStream = (
  services: KinesisServices,
  input: Parameters<typeof streamOf>[1],
  { principal }: Pick<Call, "principal">,
): Subject<Stream> => {
  const { asked, target } = streamOf(services, input);
  return {
    asked,
    target: (also) => {
      const stream = target(also);
      services.useKey(stream, "kms:GenerateDataKey", principal);
      return stream;
    },
  };
};
