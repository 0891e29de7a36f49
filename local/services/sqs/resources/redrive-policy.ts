import type { QueueRegistry } from "../queue/queue-registry";
import { queueAttributeType } from "./queue-attribute";

export const redrivePolicyType = (registry: QueueRegistry) =>
  queueAttributeType(registry, "aws:sqs/redrivePolicy:RedrivePolicy", "redrivePolicy", "RedrivePolicy");
