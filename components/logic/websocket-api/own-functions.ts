import type * as pulumi from "@pulumi/pulumi";
import { CONNECTION_TABLE, TICKET_TABLE } from "../../contracts/live";
import { childName } from "../../core/component/naming";
import type { Link } from "../../core/rights/link";
import { LambdaFunction } from "../function/lambda-function";
import { ownEntry } from "../function/own-entry";
import type { WebSocketApiNodes } from "./children";
import type { KeyedTable } from "./keyed-table";
import type { WebSocketApiPlan } from "./plan";

/** The functions of this package that a WebSocket API asks for: one redeems tickets, one keeps who is connected. */
export const createOwnFunctions = (
  { name, authorizer, connections, retention }: WebSocketApiPlan,
  parent: pulumi.Resource,
): Pick<WebSocketApiNodes, "redeem" | "keep"> => {
  const own = (role: string, handler: string, description: string, links: Record<string, Link>) =>
    new LambdaFunction(
      childName(name, role),
      { entry: ownEntry(handler), description, links, ...(retention !== undefined && { retention }) },
      { parent },
    );
  const tickets = typeof authorizer === "object" && "tickets" in authorizer ? authorizer.tickets : undefined;
  return {
    ...(tickets && {
      redeem: own("redeem", "ticket/redeem", `Redeems tickets for ${name}`, {
        [TICKET_TABLE.link]: only(tickets, "dynamodb:DeleteItem"),
      }),
    }),
    ...(connections && {
      keep: own("keep", "connections/keep", `Keeps who is connected to ${name}`, {
        [CONNECTION_TABLE.link]: only(connections, "dynamodb:PutItem", "dynamodb:DeleteItem"),
      }),
    }),
  };
};

/** The link to write into a table with fewer actions; a key of the table goes with it. */
const only = (table: KeyedTable, ...actions: readonly string[]): Link => {
  const link = table.write();
  const grants = link.grants.map((grant) =>
    grant.actions.every((action) => action.startsWith("dynamodb:")) ? { ...grant, actions } : grant,
  );
  return { ...link, grants };
};
