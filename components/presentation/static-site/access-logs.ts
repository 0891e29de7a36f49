import * as pulumi from "@pulumi/pulumi";
import type { MakeStaticSiteChild, StaticSiteNodes } from "./children";
import type { StaticSitePlan } from "./plan";

/** Where CloudFront keeps its logs, metrics and certificates, wherever the stack is. */
export const CLOUDFRONT_REGION = "us-east-1";

/**
 * A line of JSON for each request, delivered to a log group, which needs neither a bucket nor its ACLs.
 *
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html (read 2026-11)
 */
export const createAccessLogs = (
  make: MakeStaticSiteChild,
  { name, accessLogs, retentionDays }: StaticSitePlan,
  { distribution }: Pick<StaticSiteNodes, "distribution">,
): Pick<StaticSiteNodes, "accessLogs" | "logSource" | "logDestination" | "logDelivery"> => {
  if (!accessLogs) return {};
  const region = CLOUDFRONT_REGION;
  const label = `${pulumi.getProject()}-${pulumi.getStack()}-${name}`;
  const group = make(
    "accessLogs",
    "site-logs",
    { region, name: `/aws/vendedlogs/cloudfront/${label}`, retentionInDays: retentionDays },
    { ignoreChanges: ["name"] },
  );
  const logSource = make("logSource", "site-logs", { region, logType: "ACCESS_LOGS", resourceArn: distribution.arn });
  const logDestination = make("logDestination", "site-logs", {
    region,
    outputFormat: "json",
    deliveryDestinationConfiguration: { destinationResourceArn: group.arn },
  });
  const logDelivery = make("logDelivery", "site-logs", {
    region,
    deliverySourceName: logSource.name,
    deliveryDestinationArn: logDestination.arn,
  });
  return { accessLogs: group, logSource, logDestination, logDelivery };
};
