import { randomUUID } from "node:crypto";
import type { Principal } from "../../../../access/access";
import { createPermit } from "../../../../access/permit";
import type { Cloud } from "../../../../cloud/cloud";
import { callService, form, json } from "../../../deliveries/call-service";
import { LAMBDA_DENIAL } from "../../invoke";

/** What goes to a destination, and what a bucket gets besides. */
export interface Undelivered {
  readonly record: object;
  /** The event of the batch, as text. */
  readonly payload: string;
  readonly uuid: string;
  readonly shardId: string;
}

/**
 * Sends what is told of a failed batch to a queue, a topic or a bucket, with the rights of the function's role. By the
 * services' own APIs: they know best what they ask.
 * @throws when the destination does not take it
 */
export const sendOnFailure = async (
  cloud: Cloud,
  destination: string,
  as: Principal,
  { record, payload, uuid, shardId }: Undelivered,
): Promise<void> => {
  const [, , service = "", , , name = ""] = destination.split(":");
  const text = JSON.stringify(record);
  const now = new Date(cloud.clock.now()).toISOString();
  switch (service) {
    case "sqs": {
      const QueueUrl = `${cloud.endpoint}/${cloud.account}/${name}`;
      return callService(cloud, as, service, json("AmazonSQS.SendMessage", { QueueUrl, MessageBody: text }));
    }
    case "sns":
      return callService(cloud, as, service, form({ Action: "Publish", TopicArn: destination, Message: text }));
    default: {
      // fidelity: docs: "Capturing discarded batches": aws/lambda/<uuid>/<shardID>/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<random UUID>
      const day = now.slice(0, 10).replaceAll("-", "/");
      const key = `aws/lambda/${uuid}/${shardId}/${day}/${now.slice(0, 19).replaceAll(":", ".")}-${randomUUID()}`;
      const body = Buffer.from(JSON.stringify({ ...record, payload }));
      return callService(cloud, as, "s3", { method: "PUT", url: `/${name}/${key}`, headers: {}, body });
    }
  }
};

const WRITES: Readonly<Record<string, string>> = { sqs: "sqs:SendMessage", sns: "sns:Publish", s3: "s3:PutObject" };

/** Whether a role may write to a destination. @throws {ServiceError} */
export const permitDestination = (cloud: Cloud, destination: string, as: Principal): void => {
  const service = destination.split(":")[2] ?? "";
  const action = WRITES[service];
  if (action === undefined) return;
  createPermit(cloud.access, LAMBDA_DENIAL)(as, {
    action,
    resource: service === "s3" ? `${destination}/*` : destination,
  });
};
