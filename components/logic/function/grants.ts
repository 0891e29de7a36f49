import type { LogGroup } from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { parseArn } from "../../core/rights/arn";
import type { Grant } from "../../core/rights/link";
import type { Placement } from "../../network/placement";

/** What every function may do: write to its own log group, which exists before it. */
export const logGrant = (logGroup: LogGroup): Grant => ({
  actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
  resources: [pulumi.interpolate`${logGroup.arn}:*`],
});

/** https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html */
export const TRACE_GRANT: Grant = {
  actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
  resources: ["*"],
};

/**
 * What Lambda needs of the function's role to run it in a network, with the network's own subnets and security
 * group where EC2 lets one name them.
 *
 * The condition keeps it from the function's code: it is Lambda that manages the interfaces, and calls of the code
 * carry the key (https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html).
 *
 * @param logGroup Only for its ARN, which tells partition, region and account.
 */
export const networkGrants = (logGroup: LogGroup, { subnetIds, securityGroupIds }: Placement): Grant[] => {
  const ec2 = parseArn(logGroup.arn).apply(
    ({ partition, region, account }) => `arn:${partition}:ec2:${region}:${account}`,
  );
  const interfaces = pulumi.interpolate`${ec2}:network-interface/*`;
  const condition = { Null: { "lambda:SourceFunctionArn": "true" } };
  return [
    {
      actions: ["ec2:CreateNetworkInterface"],
      resources: [
        interfaces,
        pulumi.all([ec2, subnetIds]).apply(([prefix, ids]) => ids.map((id) => `${prefix}:subnet/${id}`)),
        ...securityGroupIds.map((id) => pulumi.interpolate`${ec2}:security-group/${id}`),
      ],
      condition,
    },
    {
      actions: ["ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"],
      resources: [interfaces],
      condition,
    },
    { actions: ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"], resources: ["*"], condition },
  ];
};
