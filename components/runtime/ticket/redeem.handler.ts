import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import { TICKET_PARAMETER, TICKET_TABLE } from "../../contracts/live";
import * as env from "../env";
import { openTickets } from "../ticket";

const tickets = openTickets(env.table(TICKET_TABLE.link));

/** Lets in who has a ticket; functions find whom it was issued for in `requestContext.authorizer`. */
export const handler = async ({
  methodArn,
  queryStringParameters,
}: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> => {
  const holder = await tickets.redeem(queryStringParameters?.[TICKET_PARAMETER] ?? "");
  const Effect = holder ? "Allow" : "Deny";
  return {
    principalId: holder?.sub ?? "nobody",
    policyDocument: {
      Version: "2012-10-17",
      Statement: [{ Effect, Action: "execute-api:Invoke", Resource: methodArn }],
    },
    ...(holder && { context: holder }),
  };
};
