import { ServiceError } from "../../../wire/service-error";
import { invalidParameter } from "../sns-error";
import { isFifo } from "../topics";

const PROTOCOLS = new Set([
  ...["application", "email", "email-json", "firehose", "http", "https", "lambda", "sms", "sqs"],
]);

const ARN = /^arn:[^:]+:([^:]+):[^:]*:\d{12}:.+$/;

/** @throws {ServiceError} for an endpoint that its protocol, or the topic, does not take */
export const checkEndpoint = (protocol: string, endpoint: string, topicArn: string): void => {
  if (!PROTOCOLS.has(protocol)) {
    throw invalidParameter(`Amazon SNS does not support this protocol string: ${protocol}`);
  }
  const service = ARN.exec(endpoint)?.[1];
  if (protocol === "sqs" && service !== "sqs") throw invalidParameter("SQS endpoint ARN");
  if (protocol === "lambda" && service !== "lambda") throw invalidParameter("Lambda endpoint ARN"); // fidelity: guess: the text
  if (/^https?$/.test(protocol) && !endpoint.startsWith(`${protocol}://`)) {
    throw invalidParameter("Endpoint must match the specified protocol");
  }
  if (protocol === "sms" && !/^\+?\d(?:[-.]?\d)+$/.test(endpoint)) {
    throw new ServiceError("InvalidParameter", `Invalid SMS endpoint: ${endpoint}`);
  }
  // fidelity: observed: test_validations_for_fifo of LocalStack's tests
  if (protocol === "sqs" && isFifo(endpoint) && !isFifo(topicArn)) {
    throw invalidParameter(
      "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics",
    );
  }
  // fidelity: docs: "Amazon SNS FIFO topics", endpoints; guess: the text
  if (isFifo(topicArn) && protocol !== "sqs") throw invalidParameter(`Invalid protocol type: ${protocol}`);
};
