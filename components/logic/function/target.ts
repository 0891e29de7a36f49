import * as pulumi from "@pulumi/pulumi";
import type { Integration, RouteContext } from "../../core/target";

/** The whole request goes to the function, and its answer is the response. */
export const functionIntegration = (
  aliasArn: pulumi.Output<string>,
  { partition, region }: RouteContext,
): pulumi.Output<Integration> => {
  const path = pulumi.interpolate`lambda:path/2015-03-31/functions/${aliasArn}/invocations`;
  return pulumi.interpolate`arn:${partition}:apigateway:${region}:${path}`.apply(
    (uri): Integration => ({
      // Functions are only ever invoked by POST, whatever the method of the route.
      extension: { type: "aws_proxy", httpMethod: "POST", uri },
      methodResponses: {},
    }),
  );
};
