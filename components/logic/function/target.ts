import * as pulumi from "@pulumi/pulumi";
import type { Integration, RouteContext } from "../../core/target";

type Place = Pick<RouteContext, "partition" | "region">;

/** What API Gateway calls the invocation of a function. */
export const invocationUri = (aliasArn: pulumi.Output<string>, place: Place): pulumi.Output<string> =>
  uriOf(place, pulumi.interpolate`2015-03-31/functions/${aliasArn}/invocations`);

const uriOf = ({ partition, region }: Place, path: pulumi.Output<string>): pulumi.Output<string> =>
  pulumi.interpolate`arn:${partition}:apigateway:${region}:lambda:path/${path}`;

/**
 * The whole request goes to the function, and its answer is the response.
 *
 * @param timeoutSeconds Of the function: so long an answer may take that is streamed, 15 minutes at most.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html (read 2026-11)
 */
export const functionIntegration = (
  aliasArn: pulumi.Output<string>,
  route: RouteContext,
  timeoutSeconds: number,
): pulumi.Output<Integration> => {
  // Functions are only ever invoked by POST, whatever the method of the route.
  const proxy = { type: "aws_proxy", httpMethod: "POST" };
  if (!route.streams)
    return invocationUri(aliasArn, route).apply(
      (uri): Integration => ({ extension: { ...proxy, uri }, methodResponses: {} }),
    );
  const streamed = { responseTransferMode: "STREAM", timeoutInMillis: timeoutSeconds * 1000 };
  return uriOf(route, pulumi.interpolate`2021-11-15/functions/${aliasArn}/response-streaming-invocations`).apply(
    (uri): Integration => ({ extension: { ...proxy, uri, ...streamed }, methodResponses: {} }),
  );
};
