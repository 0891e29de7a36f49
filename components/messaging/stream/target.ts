import type * as kinesis from "@pulumi/aws/kinesis";
import * as pulumi from "@pulumi/pulumi";
import { escaped, type RequestValue, reference } from "../../core/request-value";
import type { Integration, Target } from "../../core/target";
import { acceptedOrRefused, asUnavailable } from "../../core/unavailable";
import { putGrants } from "./links";
import type { StreamPlan } from "./plan";

const RETRY_AFTER_SECONDS = 5;

/**
 * Where a route puts its body as a record.
 *
 * @throws {ArgsError} for a partition key that names no value of a request.
 */
export const putTarget = (plan: StreamPlan, stream: kinesis.Stream, partitionKey: RequestValue): Target => {
  const key = reference(plan.name, "put.partitionKey", partitionKey);
  return {
    description: `stream ${plan.name}`,
    grants: putGrants(plan, stream),
    integrate: ({ credentials, region, partition }) => {
      if (credentials === undefined) throw new Error(`a route to stream ${plan.name} needs the credentials of a role`);
      return pulumi
        .all([stream.name, region, partition, credentials] as const)
        .apply(([name, region, partition, credentials]) => integration({ name, key, region, partition, credentials }));
    },
  };
};

interface Place {
  readonly name: string;
  readonly key: string;
  readonly region: string;
  readonly partition: string;
  readonly credentials: string;
}

/**
 * Puts the body, to the letter, and answers 202 `{"sequenceNumber","shardId","requestId"}` once the stream has it. What
 * the stream refuses because of the request is the client's to mend (400); too much at a time is 503, to be tried again.
 *
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html
 */
const integration = ({ name, key, region, partition, credentials }: Place): Integration => ({
  extension: {
    type: "aws",
    httpMethod: "POST",
    uri: `arn:${partition}:apigateway:${region}:kinesis:action/PutRecord`,
    credentials,
    passthroughBehavior: "never",
    requestParameters: { "integration.request.header.Content-Type": "'application/x-amz-json-1.1'" },
    requestTemplates: {
      "application/json": `{"StreamName":"${name}","Data":"$util.base64Encode($input.body)","PartitionKey":"${escaped(key)}"}`,
    },
    responses: acceptedOrRefused(ACCEPTED, REFUSED, RETRY_AFTER_SECONDS),
  },
  methodResponses: {
    "202": { description: "The record is in the stream." },
    "400": { description: "The stream refuses the record: too large, or without a partition key." },
    "503": { description: "The stream could not take the record; try again.", headers: ["Retry-After"] },
  },
});

const ACCEPTED =
  `{"sequenceNumber":"$input.path('$.SequenceNumber')","shardId":"$input.path('$.ShardId')",` +
  `"requestId":"$context.requestId"}`;

const REFUSED = [
  `#if($input.path('$.__type').contains('ValidationException'))`,
  `{"message":"The stream does not accept the record: it is too large, or has no partition key"}`,
  `#else`,
  ...asUnavailable(RETRY_AFTER_SECONDS),
  `#end`,
].join("\n");
