import { randomUUID } from "node:crypto";
import { DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { TableEnvironment } from "./env";
import type { ReceivedEvent } from "./events";
import { isChangeKey } from "./outbox";

interface IdempotencyOptions {
  /** @default one of its own */
  readonly client?: Pick<DynamoDBClient, "send">;
  /**
   * After how many seconds work that has not ended may be taken up by another: longer than the function may take.
   *
   * @default 900, the longest that any function may take
   */
  readonly workSeconds?: number;
  /** How long what was done is remembered, in `expiresAt`, by which the table forgets. @default 14 days */
  readonly rememberSeconds?: number;
  /** In milliseconds. */
  readonly now?: () => number;
}

/** Somebody else does the work at this moment. Thrown on, it has the event come again. */
export class AtWorkError extends Error {
  override readonly name = "AtWorkError";

  constructor(key: string) {
    super(`${key} is being worked on: try again later`);
  }
}

/**
 * Does work once for each key, and answers with what came out of it however often it is asked: consumers of events take
 * `keyOf(event)`. The table has the key `id`, `timeToLive: "expiresAt"`, and is linked by `readWrite()`.
 *
 * Work that fails may be tried again at once. A function that is killed in the middle of it leaves nobody who knows how far
 * it came: after `workSeconds` it is done again, so that work on anything but this table is done at least once, and what
 * must not happen twice, a charge, needs the key there too.
 *
 * @returns once(key, work)
 * @throws AtWorkError while another does the work, and what `work` throws.
 * @example
 * const once = idempotency(env.table("handled"));
 * export const handler = (event: ReceivedEvent) => once(keyOf(event), () => sendMail(detailOf(BookingConfirmed, event)));
 */
export const idempotency = (
  { tableName: TableName }: TableEnvironment,
  {
    client = new DynamoDBClient(),
    workSeconds = 900,
    rememberSeconds = 14 * 24 * 3600,
    now = Date.now,
  }: IdempotencyOptions = {},
) => {
  const seconds = () => Math.floor(now() / 1000);

  /** The mark of this worker, so that one whose time is up does not end what another has begun; or the result that there is. */
  const begin = async (id: string): Promise<{ readonly worker: string } | { readonly result: unknown }> => {
    const worker = randomUUID();
    try {
      await client.send(
        new PutItemCommand({
          TableName,
          Item: marshall({ id, worker, until: seconds() + workSeconds, expiresAt: seconds() + rememberSeconds }),
          ConditionExpression: "attribute_not_exists(id) OR #until < :now OR expiresAt < :now",
          ExpressionAttributeNames: { "#until": "until" },
          ExpressionAttributeValues: marshall({ ":now": seconds() }),
        }),
      );
      return { worker };
    } catch (error) {
      if (!isRefused(error)) throw error;
    }
    const { Item } = await client.send(new GetItemCommand({ TableName, Key: marshall({ id }), ConsistentRead: true }));
    const { done, answer } = Item ? unmarshall(Item) : {};
    if (done !== true) throw new AtWorkError(id);
    return { result: answer === undefined ? undefined : JSON.parse(answer) };
  };

  const change = async (id: string, worker: string, UpdateExpression: string, values: Record<string, unknown>) => {
    try {
      await client.send(
        new UpdateItemCommand({
          TableName,
          Key: marshall({ id }),
          UpdateExpression,
          ConditionExpression: "worker = :worker",
          ExpressionAttributeNames: { "#until": "until" },
          ExpressionAttributeValues: marshall({ ":worker": worker, ...values }),
        }),
      );
    } catch (error) {
      // Another has taken it up meanwhile, and its result counts.
      if (!isRefused(error)) throw error;
    }
  };

  return async <Result>(key: string, work: () => Promise<Result>): Promise<Result> => {
    const begun = await begin(key);
    // What was written is what this work once came to.
    if ("result" in begun) return begun.result as Result;
    let result: Result;
    try {
      result = await work();
    } catch (error) {
      await change(key, begun.worker, "SET #until = :past", { ":past": 0 });
      throw error;
    }
    const text = JSON.stringify(result);
    const values = text === undefined ? {} : { ":answer": text };
    const set = text === undefined ? "" : ", answer = :answer";
    await change(key, begun.worker, `SET done = :done${set} REMOVE #until`, { ":done": true, ...values });
    return result;
  };
};

/** The same each time that an event comes: the change that it announces, or else what the bus calls it. */
export const keyOf = ({ source, id, resources = [], "detail-type": type }: ReceivedEvent): string =>
  `${source}/${type}/${resources.find(isChangeKey) ?? id}`;

const isRefused = (error: unknown): boolean => Object(error).name === "ConditionalCheckFailedException";
