import type { Cloud } from "../../../cloud/cloud";
import { newEvent } from "../../eventbridge/bus-event";
import type { S3Parts } from "../s3-operation";
import { destinationsOf, isOf } from "./configured";
import { deliver, undelivered } from "./deliver";

/** What happened to an object, and through which call. */
export interface ObjectEvent {
  /** `ObjectCreated:Put`. */
  readonly name: string;
  /** The operation, as EventBridge has it: `PutObject`. */
  readonly reason: string;
  readonly bucket: string;
  readonly key: string;
  readonly size?: number;
  /** With its quotes. */
  readonly etag?: string;
  readonly versionId?: string | undefined;
  readonly requestId: string;
  readonly userId: string;
  readonly sourceIp: string;
}

/** Tells a bucket's destinations; what cannot be delivered is said in the log, and fails no call. */
export const notify = (services: S3Parts, event: ObjectEvent): void => {
  const { cloud, store, partition } = services;
  const { notification } = store.buckets.get(event.bucket) ?? {};
  if (!notification) return;
  const arn = `arn:${partition}:s3:::${event.bucket}`;
  const sequencer = nextSequencer(services);
  const failed = (destination: string) => (error: unknown) =>
    cloud.log.warn("s3", undelivered(event.bucket, destination, error));
  for (const each of destinationsOf(notification)) {
    const fits = each.events.some((pattern) => isOf(event.name, pattern));
    if (!fits || !event.key.startsWith(each.prefix) || !event.key.endsWith(each.suffix)) continue;
    const message = { Records: [recordOf(services, event, { configurationId: each.id, arn, sequencer })] };
    deliver(cloud, each, message, arn).catch(failed(each.arn));
  }
  const [type, name = ""] = event.name.split(":");
  const detailType = DETAIL_TYPES[`${type}:${name}`] ?? DETAIL_TYPES[`${type}`];
  if (notification.EventBridgeConfiguration === undefined || detailType === undefined) return;
  const detail = detailOf(cloud, event, sequencer);
  const told = newEvent(cloud, { source: "aws.s3", detailType, detail, resources: [arn] });
  cloud.directory.events.router.accept("default", told).catch(failed("EventBridge"));
};

/** What the destinations of a new configuration hear first. */
export const testEvent = (cloud: Pick<Cloud, "clock">, bucket: string, requestId: string) => ({
  Service: "Amazon S3",
  Event: "s3:TestEvent",
  Time: new Date(cloud.clock.now()).toISOString(),
  Bucket: bucket,
  RequestId: requestId,
  HostId: Buffer.from(requestId).toString("base64"),
});

let last = 0;

/** In the order in which things happened to keys. */
const nextSequencer = ({ clock }: Pick<S3Parts, "clock">): string => {
  last = Math.max(last + 1, clock.now() * 1_000);
  return `00${last.toString(16).toUpperCase().padStart(16, "0")}`;
};

// fidelity: docs: S3 user guide, "Event message structure"
const recordOf = (
  { account, clock, region }: S3Parts,
  event: ObjectEvent,
  { configurationId, arn, sequencer }: { configurationId: string; arn: string; sequencer: string },
) => ({
  eventVersion: /^Object(Tagging|Acl)/.test(event.name) ? "2.3" : "2.1",
  eventSource: "aws:s3",
  awsRegion: region,
  eventTime: new Date(clock.now()).toISOString(),
  eventName: event.name,
  userIdentity: { principalId: `AWS:${event.userId}` },
  requestParameters: { sourceIPAddress: event.sourceIp },
  responseElements: {
    "x-amz-request-id": event.requestId,
    "x-amz-id-2": Buffer.from(event.requestId).toString("base64"),
  },
  s3: {
    s3SchemaVersion: "1.0",
    configurationId,
    bucket: { name: event.bucket, ownerIdentity: { principalId: `A${account}` }, arn },
    object: {
      key: new URLSearchParams({ "": event.key }).toString().slice(1).replaceAll("%2F", "/"),
      size: event.size,
      eTag: event.etag?.replaceAll('"', ""),
      versionId: event.versionId,
      ...(/^ObjectTagging/.test(event.name) ? {} : { sequencer }),
    },
  },
});

const DETAIL_TYPES: Readonly<Record<string, string>> = {
  ObjectCreated: "Object Created",
  ObjectRemoved: "Object Deleted",
  "ObjectTagging:Put": "Object Tags Added",
  "ObjectTagging:Delete": "Object Tags Deleted",
};

// fidelity: docs: S3 user guide, "EventBridge event message structure"
const detailOf = ({ account }: Pick<Cloud, "account">, event: ObjectEvent, sequencer: string) => ({
  version: "0",
  bucket: { name: event.bucket },
  object: {
    key: event.key,
    size: event.size,
    etag: event.etag?.replaceAll('"', ""),
    "version-id": event.versionId,
    sequencer,
  },
  "request-id": event.requestId,
  requester: account,
  "source-ip-address": event.sourceIp,
  ...(/^ObjectTagging/.test(event.name) ? {} : { reason: event.reason }),
  ...(event.name.startsWith("ObjectRemoved")
    ? {
        "deletion-type": event.name.endsWith("DeleteMarkerCreated") ? "Delete Marker Created" : "Permanently Deleted",
      }
    : {}),
});
