import * as z from "zod";
import { invalidParameters, invalidValue } from "../errors";

// fidelity: docs: API_SetQueueAttributes: maxReceiveCount may be written as a number or as text
const Redrive = z.object({
  deadLetterTargetArn: z.string().regex(/^arn:[^:]+:sqs:[^:]+:\d{12}:[A-Za-z0-9_.-]+$/),
  maxReceiveCount: z.coerce.number().int().min(1).max(1_000),
});

const RedriveAllow = z
  .object({
    redrivePermission: z.enum(["allowAll", "denyAll", "byQueue"]),
    sourceQueueArns: z.array(z.string()).max(10).optional(),
  })
  .refine(
    ({ redrivePermission, sourceQueueArns }) => (redrivePermission === "byQueue") === (sourceQueueArns !== undefined),
  );

/** Where messages go that were received too often. */
export type RedrivePolicy = z.infer<typeof Redrive>;

/** Which queues may use this one as their dead-letter queue. */
export type RedriveAllowPolicy = z.infer<typeof RedriveAllow>;

export const readRedrivePolicy = (text: string): RedrivePolicy => read(Redrive, "RedrivePolicy", text);

export const readRedriveAllowPolicy = (text: string): RedriveAllowPolicy =>
  read(RedriveAllow, "RedriveAllowPolicy", text);

const read = <T>(schema: z.ZodType<T>, name: string, text: string): T => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalidValue(text, name, "Redrive policy is not a valid JSON map.");
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidValue(text, name, `Invalid value for ${parsed.error.issues[0]?.path.join(".") || "the policy"}.`);
};

/** Refuses a source queue that the dead-letter queue does not accept. */
export const checkRedriveAllowed = (allow: RedriveAllowPolicy | undefined, sourceArn: string): void => {
  const permission = allow?.redrivePermission ?? "allowAll";
  if (permission === "allowAll") return;
  if (permission === "byQueue" && allow?.sourceQueueArns?.includes(sourceArn)) return;
  // fidelity: guess: the text; docs say that SetQueueAttributes fails
  throw invalidParameters(`${sourceArn} is not allowed to use this dead-letter queue by its RedriveAllowPolicy.`);
};
