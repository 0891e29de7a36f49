import type { QueueRegistry } from "../queue/queue-registry";
import { queueAttributeType } from "./queue-attribute";

export const redriveAllowPolicyType = (registry: QueueRegistry) =>
  queueAttributeType(
    registry,
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
    "redriveAllowPolicy",
    "RedriveAllowPolicy",
  );
