import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";

export const eventBusChildren = () => ({
  bus: cloudwatch.EventBus,
  policy: cloudwatch.EventBusPolicy,
  archive: cloudwatch.EventArchive,
});

export type EventBusTransform = TransformOf<typeof eventBusChildren>;

/** The policy is there with `accounts`, the archive with `archive`; nothing at all of an adopted bus. */
export type EventBusNodes = NodesOf<
  typeof eventBusChildren,
  { bus: "optional"; policy: "optional"; archive: "optional" }
>;

export type MakeEventBusChild = Make<typeof eventBusChildren>;
