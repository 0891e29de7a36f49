import { createHash, randomBytes } from "node:crypto";
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { TICKET_TABLE } from "../contracts/live";
import type { TableEnvironment } from "./env";

/** Who a ticket is for; further texts of one's own go with it. */
export interface Holder {
  readonly sub: string;
  readonly [field: string]: string;
}

/** Single-use tickets, by which a connection is opened where no token can be shown. */
export interface Tickets {
  /** A ticket of 43 letters, digits, hyphens and underscores. It is kept nowhere: the table has its digest. */
  issue(holder: Holder): Promise<string>;
  /** Whom it was issued for; `undefined` where it was redeemed, has ended or never was. Of two at once, one gets it. */
  redeem(ticket: string): Promise<Holder | undefined>;
}

interface TicketOptions {
  /** How long a ticket is good for, 1 to 300 seconds. @default 30 */
  readonly seconds?: number;
  /** In milliseconds. */
  readonly now?: () => number;
  readonly client?: Pick<DynamoDBClient, "send">;
}

/**
 * The tickets of a table with the key `ticket` and the timeToLive `expires`.
 *
 * @throws RangeError for tickets that are good for too long.
 * @example
 * const tickets = openTickets(env.table("tickets"));
 * export const handler = rest(async (event) => json(201, { ticket: await tickets.issue({ sub: callerOf(event).sub }) }), log);
 */
export const openTickets = ({ tableName: TableName }: TableEnvironment, options: TicketOptions = {}): Tickets => {
  const { seconds = 30, now = Date.now } = options;
  if (!(seconds >= 1 && seconds <= 300))
    throw new RangeError(`a ticket is good for 1 to 300 seconds (it is ${seconds})`);
  const client = options.client ?? new DynamoDBClient({});
  const nowSeconds = () => Math.floor(now() / 1000);
  return {
    async issue(holder) {
      const ticket = randomBytes(32).toString("base64url");
      const Item = {
        ...keyOf(ticket),
        [TICKET_TABLE.timeToLive]: { N: String(nowSeconds() + seconds) },
        holder: { S: JSON.stringify(holder) },
      };
      await client.send(new PutItemCommand({ TableName, Item }));
      return ticket;
    },
    async redeem(ticket) {
      // DynamoDB deletes what has ended only within days.
      const condition = {
        ConditionExpression: "#expires > :now",
        ExpressionAttributeNames: { "#expires": TICKET_TABLE.timeToLive },
        ExpressionAttributeValues: { ":now": { N: String(nowSeconds()) } },
      };
      try {
        const { Attributes } = await client.send(
          new DeleteItemCommand({ TableName, Key: keyOf(ticket), ...condition, ReturnValues: "ALL_OLD" }),
        );
        // Written above.
        return JSON.parse(Attributes?.holder?.S ?? "") as Holder;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    },
  };
};

const keyOf = (ticket: string) => ({
  [TICKET_TABLE.key]: { S: createHash("sha256").update(ticket).digest("base64url") },
});
