import type * as s3 from "@pulumi/aws/s3";
import * as z from "zod";
import { ArgsError, within } from "../../core/args/args-error";
import { list, must, object, oneOf, text } from "../../core/args/args-shape";
import { checkArgs } from "../../core/args/check-args";
import { prepared } from "../../core/receiver";
import { parseArn } from "../../core/rights/arn";
import { LambdaFunction } from "../../logic/function/lambda-function";
import { Queue } from "../../messaging/queue/queue";
import type { BucketNodes, MakeBucketChild } from "./children";
import type { BucketPlan } from "./plan";
import { checkPrefix } from "./prefix";

/** What becomes of an object, and who is told, once or more than once. */
export interface ObjectEvent {
  /** `"expired"`: by the age of a rule. */
  readonly on: "created" | "removed" | "expired";
  /** Of objects whose keys begin with it. @default all */
  readonly prefix?: string;
  /** Of objects whose keys end with it: `".jpg"`. @default all */
  readonly suffix?: string;
  /** A queue has to let S3 in: `services: ["s3.amazonaws.com"]`. */
  readonly to: LambdaFunction | Queue;
}

const EVENTS = {
  created: "s3:ObjectCreated:*",
  removed: "s3:ObjectRemoved:*",
  expired: "s3:LifecycleExpiration:*",
} as const;

export const SENDER = "s3.amazonaws.com";

const eventShape = object<ObjectEvent>({
  on: oneOf("created", "removed", "expired"),
  prefix: text("the beginning of keys").optional(),
  suffix: text("the end of keys").optional(),
  to: z.custom(
    (value) => value instanceof LambdaFunction || value instanceof Queue,
    must("a LambdaFunction or a Queue"),
  ),
});

const shape = object<{ readonly events: readonly ObjectEvent[] }>({
  events: list(eventShape, 'a list of events, [{ on: "created", to: resize }]'),
});

/** @throws {ArgsError} for what S3 would refuse: events that overlap, a queue that does not let it in. */
export const checkEvents = (name: string, events: readonly ObjectEvent[]): void => {
  within(
    name,
    (path) => path.replace(/^events/, "notify"),
    () => checkArgs(name, { events }, shape),
  );
  if (events.length === 0) throw new ArgsError(name, "notify", "must name one event at least");
  for (const [index, event] of events.entries()) {
    const at = `notify[${index}]`;
    checkPrefix(name, `${at}.prefix`, event.prefix ?? "");
    checkPrefix(name, `${at}.suffix`, (event.suffix ?? "").replace(/^\//, ""));
    if (event.to instanceof Queue && !event.to.plan.services.includes(SENDER))
      throw new ArgsError(name, `${at}.to`, `must let S3 in: services: ["${SENDER}"] of queue ${event.to.plan.name}`);
    const other = events.findIndex((one, before) => before < index && overlaps(one, event));
    if (other >= 0)
      throw new ArgsError(
        name,
        at,
        `must be about other objects than notify[${other}]: S3 tells of an event once, and refuses what overlaps; let a queue or a function pass it on`,
      );
  }
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html (read 2026-11) */
const overlaps = (one: ObjectEvent, other: ObjectEvent): boolean => {
  const either = (key: "prefix" | "suffix", begins: "startsWith" | "endsWith") => {
    const [a = "", b = ""] = [one[key], other[key]];
    return a[begins](b) || b[begins](a);
  };
  return one.on === other.on && either("prefix", "startsWith") && either("suffix", "endsWith");
};

/** The one configuration of a bucket, and what lets S3 call the functions that it names. */
export const createNotification = (
  make: MakeBucketChild,
  bucket: s3.Bucket,
  events: readonly ObjectEvent[],
  alarms: BucketPlan["alarms"],
): Pick<BucketNodes, "notification" | "permissions"> => {
  const functions = new Map(
    events.flatMap(({ to }) => (to instanceof LambdaFunction ? [[to.plan.name, to] as const] : [])),
  );
  const permissions = Object.fromEntries(
    [...functions].map(([key, { name, nodes }]) => [
      key,
      make("permissions", `notify-${key}`, {
        action: "lambda:InvokeFunction",
        function: name,
        qualifier: nodes.alias.name,
        principal: SENDER,
        sourceArn: bucket.arn,
        // A name of a bucket that is gone may become somebody else's.
        sourceAccount: parseArn(nodes.function.arn).account,
      }),
    ]),
  );
  const filtered = ({ on, prefix, suffix }: ObjectEvent) => ({
    events: [EVENTS[on]],
    ...(prefix !== undefined && { filterPrefix: prefix }),
    ...(suffix !== undefined && { filterSuffix: suffix }),
  });
  const lambdaFunctions = events.flatMap((event) =>
    event.to instanceof LambdaFunction ? [{ ...filtered(event), lambdaFunctionArn: event.to.aliasArn }] : [],
  );
  const queues = events.flatMap((event) =>
    event.to instanceof Queue ? [{ ...filtered(event), queueArn: event.to.arn }] : [],
  );
  const policies = events.flatMap(({ to }) => (to instanceof Queue ? [to.nodes.policy] : []));
  const kept = [...functions.values()].flatMap((called) => prepared(called, alarms));
  const notification = make(
    "notification",
    "notification",
    {
      bucket: bucket.bucket,
      ...(lambdaFunctions.length > 0 && { lambdaFunctions }),
      ...(queues.length > 0 && { queues }),
    },
    // S3 tries each of them before it takes the configuration.
    { dependsOn: [...Object.values(permissions), ...policies, ...kept] },
  );
  return { notification, permissions };
};
