import type { CheckedResource, CheckedStack, Properties } from "../../../components/policies/checked-resource";

/** A resource of a made-up stack. Its URN is its type and name, as `uses` names others. */
export const resource = (
  type: string,
  name: string,
  props: Properties = {},
  more: Partial<CheckedResource> = {},
): CheckedResource => ({ urn: `${type} ${name}`, type, name, props, protect: false, uses: {}, ...more });

export const stack = (resources: readonly CheckedResource[], more: Partial<CheckedStack> = {}): CheckedStack => ({
  resources,
  protected: false,
  defaultTags: { project: "shop", stack: "dev" },
  openRoutes: { orders: ["POST /orders"] },
  today: new Date("2026-11-22T00:00:00Z"),
  ...more,
});

export const policy = (...statements: readonly Properties[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

export const FUNCTION = "aws:lambda/function:Function";
export const QUEUE = "aws:sqs/queue:Queue";
export const TOPIC = "aws:sns/topic:Topic";
export const BUCKET = "aws:s3/bucket:Bucket";
export const CLUSTER = "aws:rds/cluster:Cluster";
export const TABLE = "aws:dynamodb/table:Table";
export const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
export const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

/** A queue, the function that consumes it through an alias, and the event source between them. */
export const consumer = ({ queue = {}, fn = {}, source = {} }: Record<"queue" | "fn" | "source", Properties>) => [
  resource(QUEUE, "jobs", queue, { uses: { redrivePolicy: queue.redrivePolicy ? [`${QUEUE} dead`] : [] } }),
  resource(FUNCTION, "work", fn),
  resource("aws:lambda/alias:Alias", "work-live", {}, { uses: { functionName: [`${FUNCTION} work`] } }),
  resource("aws:lambda/eventSourceMapping:EventSourceMapping", "work", source, {
    uses: { eventSourceArn: [`${QUEUE} jobs`], functionName: ["aws:lambda/alias:Alias work-live"] },
  }),
];

/** A stack of one resource, called `it`. */
export const one = (
  type: string,
  props: Record<string, unknown>,
  more: Parameters<typeof resource>[3] = {},
  circumstances: Parameters<typeof stack>[1] = {},
) => stack([resource(type, "it", props, more)], circumstances);

/** What every policy of a queue says. */
export const DENY_HTTP = {
  Effect: "Deny",
  Principal: "*",
  Action: "sqs:*",
  Resource: "arn:aws:sqs:eu-west-1:1:jobs",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

/** A queue with this policy. */
export const guarded = (document: unknown) =>
  stack([
    resource(QUEUE, "jobs"),
    resource(
      "aws:sqs/queuePolicy:QueuePolicy",
      "jobs",
      { policy: document },
      { uses: { queueUrl: [`${QUEUE} jobs`] } },
    ),
  ]);
