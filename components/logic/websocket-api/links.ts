import type { Stage } from "@pulumi/aws/apigatewayv2";
import * as pulumi from "@pulumi/pulumi";
import { type ConnectionsField, variable } from "../../contracts/environment";
import { type Link, OUTSIDE } from "../../core/rights/link";
import type { Watched } from "../../core/widget";
import type { WebSocketApiPlan } from "./plan";

/** What may be done with connections, as requests to `@connections`. */
const VERBS = { send: ["POST", "send over"], disconnect: ["DELETE", "end"] } as const;

export const connectionsLink = (
  { name }: WebSocketApiPlan,
  stage: Stage,
  verb: keyof typeof VERBS,
  watched: Watched,
): Link => {
  const [method, does] = VERBS[verb];
  return {
    description: `${does} connections of ${name}`,
    grants: [
      {
        actions: ["execute-api:ManageConnections"],
        resources: [pulumi.interpolate`${stage.executionArn}/${method}/@connections/*`],
      },
    ],
    environment: (link) => ({
      [variable(link, "CONNECTIONS_URL" satisfies ConnectionsField)]: stage.invokeUrl.apply((url) =>
        url.replace(/^ws/, "http"),
      ),
    }),
    // An endpoint in a network is for private APIs, which WebSocket APIs cannot be.
    service: OUTSIDE,
    watched,
  };
};
