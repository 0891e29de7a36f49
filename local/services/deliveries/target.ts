import type { Principal } from "../../access/access";
import type { Cloud } from "../../cloud/cloud";
import { ServiceError } from "../../wire/service-error";
import { callService, form, json } from "./call-service";
import { Undeliverable } from "./deliveries";

/** Where something is sent, on whose behalf, and what its service asks besides. */
export interface Addressed {
  readonly arn: string;
  /** Given, its rights count; absent, the target's own policy. */
  readonly roleArn?: string | undefined;
  /** The service that sends, and what of it: `events.amazonaws.com` and a rule's ARN. */
  readonly service: string;
  readonly sourceArn: string;
  readonly messageGroupId?: string | undefined;
  readonly partitionKey?: string | undefined;
  /** Of an execution: the same again starts none. */
  readonly executionName?: string | undefined;
}

type Send = (cloud: Cloud, to: Addressed, text: string) => Promise<void>;

const role = (cloud: Cloud, { roleArn, service }: Addressed): Principal => {
  const principal = roleArn === undefined ? undefined : cloud.access.servicePrincipal(roleArn, service);
  if (!principal) throw new Undeliverable(`${service} may not assume ${roleArn ?? "a role: the target has none"}`);
  return principal;
};

/** The services that are targets here, as they stand in ARNs. */
const SENDERS: Readonly<Record<string, Send>> = {
  async lambda(cloud, to, text) {
    const { service, sourceArn } = to;
    const as = to.roleArn === undefined ? { service, sourceArn } : { principal: role(cloud, to) };
    await cloud.directory.lambda.functions.invoke(to.arn, text, { as, asynchronous: true });
  },
  async sqs(cloud, to, text) {
    const group = to.messageGroupId === undefined ? {} : { MessageGroupId: to.messageGroupId };
    const message = { MessageBody: text, ...group };
    if (to.roleArn === undefined) return cloud.directory.sqs.queues.deliver(to.arn, message, to);
    const QueueUrl = `${cloud.endpoint}/${to.arn.split(":")[4]}/${to.arn.split(":")[5]}`;
    return callService(cloud, role(cloud, to), "sqs", json("AmazonSQS.SendMessage", { QueueUrl, ...message }));
  },
  async sns(cloud, to, text) {
    const { arn, messageGroupId } = to;
    if (to.roleArn === undefined) {
      const group = messageGroupId === undefined ? {} : { MessageGroupId: messageGroupId };
      await cloud.directory.sns.publisher.publishFor(arn, { Message: text, MessageAttributes: {}, ...group }, to);
      return;
    }
    await callService(cloud, role(cloud, to), "sns", form({ Action: "Publish", TopicArn: arn, Message: text }));
  },
  async states(cloud, to, text) {
    const input = { stateMachineArn: to.arn, input: text, ...(to.executionName && { name: to.executionName }) };
    try {
      await callService(cloud, role(cloud, to), "states", json("AWSStepFunctions.StartExecution", input));
    } catch (error) {
      if (!(error instanceof ServiceError) || error.code !== "ExecutionAlreadyExists") throw error;
    }
  },
  async kinesis(cloud, to, text) {
    const StreamName = to.arn.split("/").pop();
    const PartitionKey = to.partitionKey ?? "default";
    const input = { StreamName, Data: Buffer.from(text).toString("base64"), PartitionKey };
    await callService(cloud, role(cloud, to), "kinesis", json("Kinesis_20131202.PutRecord", input));
  },
  async logs(cloud, { arn }, text) {
    // fidelity: guess: what is written to a log group is shown as the output of functions is; no policy is asked
    cloud.log.output(arn.split(":log-group:")[1]?.replace(/:\*$/, "") ?? arn, text);
  },
};

export const serviceOf = (arn: string): string => arn.split(":")[2] ?? "";

/** Whether the local cloud sends anything there. */
export const isTarget = (arn: string): boolean => Object.hasOwn(SENDERS, serviceOf(arn)) || isBus(arn);

export const isBus = (arn: string): boolean => /^arn:[^:]+:events:[^:]*:\d*:event-bus\//.test(arn);

/** @throws {Undeliverable} for what would be refused again; any other error may be over soon */
export const sendTo = async (cloud: Cloud, to: Addressed, text: string): Promise<void> => {
  const send = SENDERS[serviceOf(to.arn)];
  if (!send) throw new Undeliverable(`the local cloud sends nothing to ${to.arn}`);
  try {
    await send(cloud, to, text);
  } catch (error) {
    if (!(error instanceof ServiceError) || isTemporary(error)) throw error;
    throw new Undeliverable(error.message, { cause: error });
  }
};

// fidelity: docs: "How EventBridge retries delivering events": a target that is gone or forbids is not tried again
const isTemporary = ({ status, code }: ServiceError): boolean =>
  status >= 500 || /Throttl|TooManyRequests|Exceeded/.test(code);
