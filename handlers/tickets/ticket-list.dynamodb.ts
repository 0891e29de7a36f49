import { type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { StoredTicket } from "../../contracts/tickets";
import { ticketOf } from "./ticket-item";
import type { TicketList } from "./ticket-list";

/** Queries of one request; pages are short, and the cursor goes on, where a holder gave very many tickets back. */
const MOST_READS = 10;

/** The tickets of the table of `dynamoTicketStore`, for a function that may read it and nothing else. */
export const dynamoTicketList = (client: DynamoDBClient, TableName: string): TicketList => ({
  async list(holder, limit, after) {
    const tickets: StoredTicket[] = [];
    let position = after;
    for (let reads = 0; reads < MOST_READS; reads++) {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: "holder = :holder",
          FilterExpression: "attribute_not_exists(cancelledAt)",
          ExpressionAttributeValues: marshall({ ":holder": holder }),
          ConsistentRead: true,
          // One more than asked for tells whether there is another page.
          Limit: limit + 1,
          ExclusiveStartKey: position === undefined ? undefined : marshall({ holder, ticketId: position }),
        }),
      );
      for (const item of Items) {
        if (tickets.length === limit) return { tickets, next: tickets.at(-1)?.ticketId };
        tickets.push(ticketOf(item));
      }
      if (LastEvaluatedKey === undefined) return { tickets };
      position = LastEvaluatedKey.ticketId?.S;
    }
    return { tickets, next: position };
  },
});
