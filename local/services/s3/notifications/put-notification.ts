import type { Notification } from "../configurations/notification";
import { invalidArgument } from "../s3-errors";
import type { S3Parts } from "../s3-operation";
import { checkedNotification } from "./check-notification";
import { type Configured, destinationsOf } from "./configured";
import { deliver } from "./deliver";
import { testEvent } from "./notify";

interface Options {
  readonly requestId: string;
  readonly validate: boolean;
}

/** Configures what a bucket tells. Every destination is tried before any is kept. @throws {ServiceError} */
export const putNotification = async (
  services: Pick<S3Parts, "cloud" | "partition" | "store">,
  bucket: string,
  wanted: Notification,
  { requestId, validate }: Options,
): Promise<void> => {
  const { cloud, partition, store } = services;
  const notification = checkedNotification(wanted);
  for (const destination of validate ? destinationsOf(notification) : []) {
    try {
      await deliver(cloud, destination, testEvent(cloud, bucket, requestId), `arn:${partition}:s3:::${bucket}`);
    } catch (error) {
      throw invalidArgument(
        "Unable to validate the following destination configurations",
        destination.arn,
        problemOf(destination, String(error)),
      );
    }
  }
  await store.buckets.change(bucket, { notification });
};

const NAMES = { Queue: "queue", Topic: "topic", CloudFunction: "Lambda" } as const;

// fidelity: observed: localstack test_s3_notifications, invalid destinations
const problemOf = ({ kind }: Configured, error: string): string =>
  /not exist|not found/i.test(error)
    ? `The destination ${NAMES[kind]} does not exist`
    : `Permissions on the destination ${NAMES[kind]} do not allow S3 to publish notifications from this bucket`;
