import { isObject, valueAt } from "../checked-resource";
import type { ResourceRule } from "../rule";

/** By which cost and owner are found. They come from `aws:defaultTags` of the stack file. */
const TAGS = ["project", "stack"] as const;

/** Types that cost something, or hold something. */
const TAGGED = [
  "aws:apigateway/restApi:RestApi",
  "aws:apigateway/stage:Stage",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:dynamodb/table:Table",
  "aws:ec2/natGateway:NatGateway",
  "aws:ec2/vpc:Vpc",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws:iam/role:Role",
  "aws:kms/key:Key",
  "aws:lambda/function:Function",
  "aws:rds/cluster:Cluster",
  "aws:rds/clusterInstance:ClusterInstance",
  "aws:rds/instance:Instance",
  "aws:s3/bucket:Bucket",
  "aws:secretsmanager/secret:Secret",
  "aws:sfn/stateMachine:StateMachine",
  "aws:sns/topic:Topic",
  "aws:sqs/queue:Queue",
];

export const tags: ResourceRule = {
  name: "tags",
  level: "advisory",
  description: `What costs or holds something has the tags ${TAGS.join(" and ")}.`,
  types: TAGGED,
  check(resource, { defaultTags }) {
    const own = valueAt(resource, "tags") ?? {};
    if (!isObject(own)) return [];
    const missing = TAGS.filter((tag) => own[tag] === undefined && defaultTags[tag] === undefined);
    if (missing.length === 0) return [];
    return [`should have the tag ${missing.join(" and ")}: set aws:defaultTags in the stack file`];
  },
};
