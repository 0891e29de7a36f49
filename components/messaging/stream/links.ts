import type * as kinesis from "@pulumi/aws/kinesis";
import { type StreamField, variable } from "../../contracts/environment";
import type { Grant, Link } from "../../core/rights/link";
import type { StreamPlan } from "./plan";

/** What a producer may do, in a function or as the gateway. */
export const putGrants = ({ kmsKeyArn }: StreamPlan, { arn }: kinesis.Stream): Grant[] => [
  { actions: ["kinesis:PutRecord", "kinesis:PutRecords"], resources: [arn] },
  // https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html (read 2026-11)
  ...(kmsKeyArn === undefined ? [] : [{ actions: ["kms:GenerateDataKey"], resources: [kmsKeyArn] }]),
];

export const putLink = (plan: StreamPlan, stream: kinesis.Stream): Link => ({
  description: `put records into stream ${plan.name}`,
  grants: putGrants(plan, stream),
  environment: (link) => ({ [variable(link, "STREAM_NAME" satisfies StreamField)]: stream.name }),
  service: "kinesis-streams",
});
