import type * as wafv2 from "@pulumi/aws/wafv2";
import * as pulumi from "@pulumi/pulumi";
import type { MakeWebAclChild, WebAclNodes } from "./children";
import type { WebAclPlan } from "./plan";

/** Where a rule blocked or counted, unless all requests are asked for. */
const FILTER = {
  defaultBehavior: "DROP",
  filters: [
    {
      behavior: "KEEP",
      requirement: "MEETS_ANY",
      conditions: ["BLOCK", "COUNT", "EXCLUDED_AS_COUNT"].map((action) => ({ actionCondition: { action } })),
    },
  ],
};

/** https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html: the beginning of the name (read 2026-11) */
const PREFIX = "aws-waf-logs-";

export const createLogs = (
  make: MakeWebAclChild,
  { name, logs, region }: WebAclPlan,
  webAcl: wafv2.WebAcl,
): Pick<WebAclNodes, "logGroup" | "logging"> => {
  if (logs === undefined) return {};
  const place = region === undefined ? {} : { region };
  const logGroup = make(
    "logGroup",
    "logs",
    {
      ...place,
      name: `${PREFIX}${pulumi.getProject()}-${pulumi.getStack()}-${name}`,
      retentionInDays: logs.retentionDays,
    },
    { ignoreChanges: ["name"] },
  );
  const redactedFields = [
    ...logs.headers.map((header) => ({ singleHeader: { name: header } })),
    ...(logs.query ? [{ queryString: {} }] : []),
  ];
  const logging = make("logging", "logging", {
    ...place,
    resourceArn: webAcl.arn,
    logDestinationConfigs: [logGroup.arn],
    ...(redactedFields.length > 0 && { redactedFields }),
    ...(!logs.all && { loggingFilter: FILTER }),
  });
  return { logGroup, logging };
};
