import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { StoredTicket } from "../../contracts/tickets";

/** The ticket in an item of the table, without what only the table needs. */
export const ticketOf = (item: Record<string, AttributeValue>): StoredTicket => StoredTicket.parse(unmarshall(item));
