import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { must } from "./args/args-shape";
import type { Grant } from "./rights/link";
import type { Watched } from "./widget";

/**
 * What events are sent to by a service that assumes a role for it: a LambdaFunction, `queue.send()`, `topic.publish()`,
 * `bus.put()`. Each knows what the role needs, so that rules and schedules know none of them.
 */
export interface Receiver {
  /** What it is, in words: `function charge`, `send to queue mails`. */
  readonly description: string;
  readonly receives: {
    /** ARN of what is called. */
    readonly arn: pulumi.Input<string>;
    /** Of the role that the sender assumes. */
    readonly grants: readonly Grant[];
    /** What has to be there before it is named as a target. */
    readonly dependsOn?: readonly pulumi.Resource[];
    /**
     * Makes what it needs where it does not answer whether it has done its work, once for all senders, before it is named as
     * a target. @param alarms On what it has failed on; `undefined`: none.
     */
    readonly keepFailed?: (
      alarms: { readonly topicArn: pulumi.Input<string> | undefined } | undefined,
    ) => readonly pulumi.Resource[];
  };
  /** What it leads to, on dashboards that show the sender. */
  readonly watched?: Watched;
}

/** What has to be there before a receiver is named as a target. */
export const prepared = (
  { receives: { dependsOn = [], keepFailed } }: Receiver,
  alarms: { readonly topicArn: pulumi.Input<string> | undefined } | undefined,
): readonly pulumi.Resource[] => [...dependsOn, ...(keepFailed?.(alarms) ?? [])];

export const RECEIVER_RULE = "what takes events: a LambdaFunction, queue.send(), topic.publish() or bus.put()";

export const receiverShape: z.ZodType & { readonly unwrap?: never } = z.custom(
  (value) => typeof Object(value).receives === "object" && Array.isArray(Object(value).receives?.grants),
  must(RECEIVER_RULE),
);
