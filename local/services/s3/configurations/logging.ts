import * as z from "zod";
import { type Configuration, element, text } from "./schema";

const Enabled = element({
  TargetBucket: text,
  TargetPrefix: text,
  TargetGrants: z.unknown().optional(),
  TargetObjectKeyFormat: element({
    SimplePrefix: element({}).optional(),
    PartitionedPrefix: element({ PartitionDateSource: z.enum(["EventTime", "DeliveryTime"]).optional() }).optional(),
  }).optional(),
});

export type Logging = z.infer<typeof Enabled>;

/** Kept; no logs are written. */
export const LOGGING_ENABLED: Configuration<Logging> = { schema: Enabled };

const Status = element({ LoggingEnabled: Enabled.optional() });

export const LOGGING: Configuration<z.infer<typeof Status>> = { schema: Status };
