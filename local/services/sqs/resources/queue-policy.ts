import type { QueueRegistry } from "../queue/queue-registry";
import { queueAttributeType } from "./queue-attribute";

export const queuePolicyType = (registry: QueueRegistry) =>
  queueAttributeType(registry, "aws:sqs/queuePolicy:QueuePolicy", "policy", "Policy");
