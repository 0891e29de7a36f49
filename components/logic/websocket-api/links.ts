import type { Stage } from "@pulumi/aws/apigatewayv2";
import * as pulumi from "@pulumi/pulumi";
import { type ConnectionsField, variable } from "../../contracts/environment";
import { type Grant, type Link, OUTSIDE } from "../../core/rights/link";
import type { Watched } from "../../core/widget";
import type { WebSocketApiPlan } from "./plan";

/** What may be done with connections, as requests to `@connections`. */
const VERBS = { send: ["POST", "send over"], disconnect: ["DELETE", "end"] } as const;

/** @param executionArn Of the stage. */
export const connectionsGrant = (executionArn: pulumi.Output<string>, verb: keyof typeof VERBS): Grant => ({
  actions: ["execute-api:ManageConnections"],
  resources: [pulumi.interpolate`${executionArn}/${VERBS[verb][0]}/@connections/*`],
});

export const connectionsLink = (
  { name }: WebSocketApiPlan,
  stage: Stage,
  verb: keyof typeof VERBS,
  watched: Watched,
): Link => {
  return {
    description: `${VERBS[verb][1]} connections of ${name}`,
    grants: [connectionsGrant(stage.executionArn, verb)],
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
