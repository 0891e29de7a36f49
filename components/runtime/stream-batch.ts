import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBBatchResponse, DynamoDBRecord, KinesisStreamRecord } from "aws-lambda";
import type * as z from "zod";
import { parse } from "zod/v4/core";
import type { Log } from "./log";

/** A change of an item, in the words of its table's stream. */
export interface Change<Item> {
  readonly kind: "INSERT" | "MODIFY" | "REMOVE";
  /** Plain values: numbers beyond 2^53 are `bigint`, sets are `Set`, binary stays Base64. */
  readonly key: Readonly<Record<string, unknown>>;
  /** Absent after an insertion, and where the stream does not hold it. */
  readonly before: Item | undefined;
  /** Absent after a removal, and where the stream does not hold it. */
  readonly after: Item | undefined;
  /** Whether the item was removed because its time had come. */
  readonly expired: boolean;
  readonly sequenceNumber: string;
}

/** A record of a Kinesis stream whose data fits the contract. */
export interface Entry<Data> {
  readonly partitionKey: string;
  readonly data: Data;
  readonly sequenceNumber: string;
}

/**
 * Works off the records of a table's stream, one after the other. At the first that does not fit the contract, or that
 * `handle` throws for, it stops and names it: Lambda then comes back with that record and those after it, and with fewer
 * at a time to find the one at fault.
 *
 * `handle` has to be idempotent: a record may come more than once.
 */
export const eachChange = <Item>(
  records: readonly DynamoDBRecord[],
  contract: z.core.$ZodType<Item>,
  handle: (change: Change<Item>) => Promise<void>,
  log: Pick<Log, "error">,
): Promise<DynamoDBBatchResponse> =>
  inOrder(
    records,
    ({ dynamodb }) => dynamodb?.SequenceNumber,
    (record) => handle(changeOf(record, contract)),
    log,
  );

/** As `eachChange`, of the JSON in the records of a Kinesis stream. */
export const eachEntry = <Data>(
  records: readonly KinesisStreamRecord[],
  contract: z.core.$ZodType<Data>,
  handle: (entry: Entry<Data>) => Promise<void>,
  log: Pick<Log, "error">,
): Promise<DynamoDBBatchResponse> =>
  inOrder(
    records,
    ({ kinesis }) => kinesis.sequenceNumber,
    (record) => handle(entryOf(record, contract)),
    log,
  );

const inOrder = async <R>(
  records: readonly R[],
  sequenceNumberOf: (record: R) => string | undefined,
  work: (record: R) => Promise<void>,
  log: Pick<Log, "error">,
): Promise<DynamoDBBatchResponse> => {
  for (const record of records) {
    try {
      await work(record);
    } catch (error) {
      const itemIdentifier = sequenceNumberOf(record);
      // Without a place to go on from, all of the batch has to come again.
      if (itemIdentifier === undefined) throw error;
      log.error("record failed", { sequenceNumber: itemIdentifier, reason: String(error) });
      return { batchItemFailures: [{ itemIdentifier }] };
    }
  }
  return { batchItemFailures: [] };
};

/** Who removes what has expired: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html */
const EXPIRY = "dynamodb.amazonaws.com";

const changeOf = <Item>(record: DynamoDBRecord, contract: z.core.$ZodType<Item>): Change<Item> => {
  const { eventName, userIdentity, dynamodb: { Keys, OldImage, NewImage, SequenceNumber } = {} } = record;
  const image = (raw: Image | undefined) => (raw === undefined ? undefined : parse(contract, plain(raw)));
  return {
    // A record without one is none of DynamoDB's.
    kind: eventName as Change<Item>["kind"],
    key: plain(Keys ?? {}),
    before: image(OldImage),
    after: image(NewImage),
    expired: eventName === "REMOVE" && userIdentity?.principalId === EXPIRY,
    sequenceNumber: SequenceNumber ?? "",
  };
};

type Image = NonNullable<NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"]>;

/** In events binary is Base64, which the types of the client do not know. */
const plain = (image: Image): Record<string, unknown> => unmarshall(image as Parameters<typeof unmarshall>[0]);

const entryOf = <Data>({ kinesis }: KinesisStreamRecord, contract: z.core.$ZodType<Data>): Entry<Data> => ({
  partitionKey: kinesis.partitionKey,
  data: parse(contract, JSON.parse(Buffer.from(kinesis.data, "base64").toString("utf8"))),
  sequenceNumber: kinesis.sequenceNumber,
});
