import { randomUUID } from "node:crypto";
import type { PolicyDocument, Principal } from "../../../access/access";
import type { Cloud } from "../../../cloud/cloud";
import { errorText } from "../../../wire/service-error";
import type { Configured } from "./configured";

const SERVICE = "s3.amazonaws.com";

/** S3 itself, on behalf of a bucket. */
const s3Principal = (account: string, sourceArn: string): Principal & { readonly service: string } => ({
  arn: SERVICE,
  service: SERVICE,
  account,
  userId: SERVICE,
  policies: () => NO_POLICIES,
  context: { "aws:SourceArn": sourceArn, "aws:SourceAccount": account },
});

const NO_POLICIES: readonly PolicyDocument[] = [];

/** Sends a message of a bucket to a destination. @throws when the destination does not take it */
export const deliver = async (
  { account, directory }: Pick<Cloud, "account" | "directory">,
  { kind, arn }: Configured,
  message: object,
  bucketArn: string,
): Promise<void> => {
  const from = { service: SERVICE, sourceArn: bucketArn };
  const body = JSON.stringify(message);
  if (kind === "Queue") return directory.sqs.queues.deliver(arn, { MessageBody: body }, from);
  if (kind === "CloudFunction") {
    // A test event goes to queues and topics alone; functions are asked whether they may be called.
    const dryRun = !("Records" in message);
    await directory.lambda.functions.invoke(arn, body, { as: from, asynchronous: !dryRun, dryRun });
    return;
  }
  const form = { Action: "Publish", TopicArn: arn, Subject: "Amazon S3 Notification", Message: body };
  await call(directory, "sns", s3Principal(account, bucketArn), {
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });
};

const call = async (
  directory: Cloud["directory"],
  service: string,
  principal: Principal,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
): Promise<void> => {
  const request = { principal, method: "POST", url: "/", headers, body: Buffer.from(body), requestId: randomUUID() };
  const answer = await directory.service(service)?.handle?.(request);
  if (answer === undefined || answer.status >= 300) {
    throw new Error(`${service} answered ${answer?.status}: ${answer?.body}`);
  }
};

export const undelivered = (bucket: string, arn: string, error: unknown): string =>
  `the notification of bucket ${bucket} to ${arn} failed: ${errorText(error)}`;
