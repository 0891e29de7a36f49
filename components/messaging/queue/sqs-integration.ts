import type { Integration } from "../../core/target";
import { acceptedOrRefused, asUnavailable } from "../../core/unavailable";

export interface SqsSendMessageArgs {
  readonly queueName: string;
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** ARN of the role that the gateway assumes; it needs `sqs:SendMessage` on the queue. */
  readonly credentials: string;
}

/** Seconds after which a client may try again when SQS did not take the message. */
const RETRY_AFTER_SECONDS = 5;

/**
 * Sends the request body to a queue, to the letter, and answers 202 `{"messageId","requestId"}` once SQS has it.
 *
 * What SQS refuses because of the body is the client's to mend (400, 413). Anything else is ours or passing: 503 with
 * Retry-After. No answer of SQS but a 2xx becomes a 2xx, so that no message is lost in silence.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html errors of SendMessage
 */
export const sqsSendMessageIntegration = (args: SqsSendMessageArgs): Integration => ({
  extension: {
    type: "aws",
    httpMethod: "POST",
    uri: `arn:${args.partition}:apigateway:${args.region}:sqs:path/${args.account}/${args.queueName}`,
    credentials: args.credentials,
    // Without it a body of another content type would reach SQS as the form itself.
    passthroughBehavior: "never",
    requestParameters: { "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'" },
    requestTemplates: { "application/json": SEND_MESSAGE },
    responses: acceptedOrRefused(ACCEPTED, REFUSED, RETRY_AFTER_SECONDS),
  },
  methodResponses: {
    "202": { description: "The message is in the queue." },
    "400": { description: "The queue refuses the content of the message." },
    "413": { description: "The message is too long for the queue." },
    "503": { description: "The queue could not take the message; try again.", headers: ["Retry-After"] },
  },
});

/** Every value of the client's is encoded: a raw one could add `&DelaySeconds=900` or break at `&`, `+` and `%`. */
const SEND_MESSAGE = [
  "Action=SendMessage",
  "MessageBody=$util.urlEncode($input.body)",
  "MessageAttribute.1.Name=requestId",
  "MessageAttribute.1.Value.DataType=String",
  "MessageAttribute.1.Value.StringValue=$context.requestId",
].join("&");

const ACCEPTED =
  `{"messageId":"$input.path('$.SendMessageResponse.SendMessageResult.MessageId')",` +
  `"requestId":"$context.requestId"}`;

/** Too long is an InvalidParameterValue like others; only its text tells: "Message must be shorter than 1048576 bytes". */
const REFUSED = [
  `#set($code = $input.path('$.Error.Code'))`,
  `#set($reason = $input.path('$.Error.Message'))`,
  `#if($code == 'InvalidMessageContents')`,
  `{"message":"The message contains characters that the queue does not accept"}`,
  `#elseif($code == 'InvalidParameterValue' && $reason.contains('must be shorter than'))`,
  `#set($context.responseOverride.status = 413)`,
  `{"message":"The message is too long"}`,
  `#else`,
  ...asUnavailable(RETRY_AFTER_SECONDS),
  `#end`,
].join("\n");
