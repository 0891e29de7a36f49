import type * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import type { Integration, Target } from "../../core/target";
import { acceptedOrRefused, asUnavailable } from "../../core/unavailable";
import { publishGrants } from "./links";
import type { TopicPlan } from "./plan";

const RETRY_AFTER_SECONDS = 5;

/** Where a route publishes its body. */
export const publishTarget = (plan: TopicPlan, topic: sns.Topic): Target => ({
  description: `topic ${plan.name}`,
  grants: publishGrants(plan, topic),
  integrate: ({ credentials, region, partition }) => {
    if (plan.fifo) throw new ArgsError(plan.name, "fifo", "must be false for a route: a request has no message group");
    if (credentials === undefined) throw new Error(`a route to topic ${plan.name} needs the credentials of a role`);
    return pulumi
      .all([topic.arn, region, partition, credentials] as const)
      .apply(([topicArn, region, partition, credentials]) => integration({ topicArn, region, partition, credentials }));
  },
});

interface Place {
  readonly topicArn: string;
  readonly region: string;
  readonly partition: string;
  readonly credentials: string;
}

/**
 * Publishes the body, to the letter, and answers 202 `{"messageId","requestId"}` once the topic has it. What the topic refuses
 * because of the body is the client's to mend (400, 413).
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
const integration = ({ topicArn, region, partition, credentials }: Place): Integration => ({
  extension: {
    type: "aws",
    httpMethod: "POST",
    uri: `arn:${partition}:apigateway:${region}:sns:action/Publish`,
    credentials,
    passthroughBehavior: "never",
    requestParameters: { "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'" },
    requestTemplates: {
      "application/json": `Action=Publish&TopicArn=$util.urlEncode('${topicArn}')&Message=$util.urlEncode($input.body)`,
    },
    responses: acceptedOrRefused(ACCEPTED, REFUSED, RETRY_AFTER_SECONDS),
  },
  methodResponses: {
    "202": { description: "The message is on the topic." },
    "400": { description: "The topic refuses the content of the message." },
    "413": { description: "The message is too long for the topic." },
    "503": { description: "The topic could not take the message; try again.", headers: ["Retry-After"] },
  },
});

const ACCEPTED =
  `{"messageId":"$input.path('$.PublishResponse.PublishResult.MessageId')",` + `"requestId":"$context.requestId"}`;

/** Too long is an InvalidParameter like others; only its text tells: "Invalid parameter: Message too long". */
const REFUSED = [
  `#set($reason = "$!input.path('$.Error.Message')")`,
  `#if($reason.contains('too long'))`,
  `#set($context.responseOverride.status = 413)`,
  `{"message":"The message is too long"}`,
  `#elseif($input.path('$.Error.Code') == 'InvalidParameter')`,
  `{"message":"The message contains characters that the topic does not accept"}`,
  `#else`,
  ...asUnavailable(RETRY_AFTER_SECONDS),
  `#end`,
].join("\n");
