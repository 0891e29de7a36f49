import * as pulumi from "@pulumi/pulumi";
import type { Integration, RouteContext } from "../../core/target";

/** What API Gateway calls the invocation of a function. */
export const invocationUri = (
  aliasArn: pulumi.Output<string>,
  { partition, region }: Pick<RouteContext, "partition" | "region">,
): pulumi.Output<string> => {
  const path = pulumi.interpolate`lambda:path/2015-03-31/functions/${aliasArn}/invocations`;
  return pulumi.interpolate`arn:${partition}:apigateway:${region}:${path}`;
};

/** The whole request goes to the function, and its answer is the response. */
export const functionIntegration = (aliasArn: pulumi.Output<string>, route: RouteContext): pulumi.Output<Integration> =>
  invocationUri(aliasArn, route).apply(
    (uri): Integration => ({
      // Functions are only ever invoked by POST, whatever the method of the route.
      extension: { type: "aws_proxy", httpMethod: "POST", uri },
      methodResponses: {},
    }),
  );
