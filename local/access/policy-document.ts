import * as z from "zod";
import { ServiceError } from "../wire/service-error";
import type { PolicyDocument } from "./access";
import { unknownOperators } from "./conditions";

const Texts = z.union([z.string(), z.array(z.string())]);

const Statement = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(["Allow", "Deny"]),
    Principal: z.union([z.literal("*"), z.record(z.string(), Texts)]).optional(),
    Action: Texts.optional(),
    NotAction: Texts.optional(),
    Resource: Texts.optional(),
    NotResource: Texts.optional(),
    Condition: z.record(z.string(), z.record(z.string(), z.union([Texts, z.boolean()]))).optional(),
  })
  .refine((statement) => (statement.Action === undefined) !== (statement.NotAction === undefined), {
    error: "needs either Action or NotAction",
  })
  .refine((statement) => statement.Resource === undefined || statement.NotResource === undefined, {
    error: "cannot have both Resource and NotResource",
  })
  .refine((statement) => unknownOperators(statement.Condition ?? {}).length === 0, {
    error: "has a condition operator that the local cloud does not emulate",
  });

const Document = z.strictObject({
  Version: z.enum(["2012-10-17", "2008-10-17"]).optional(),
  Id: z.string().optional(),
  Statement: z.union([z.array(Statement), Statement.transform((statement) => [statement])]),
});

/**
 * Reads a policy as the program wrote it, JSON text or plain value.
 *
 * @throws {ServiceError} MalformedPolicyDocument, with the place of the mistake.
 */
export const parsePolicy = (policy: unknown): PolicyDocument => {
  const parsed = Document.safeParse(typeof policy === "string" ? fromJson(policy) : policy);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  // fidelity: docs: IAM PutRolePolicy, error MalformedPolicyDocument; AWS says "Syntax errors in policy." and no more
  throw new ServiceError(
    "MalformedPolicyDocument",
    `Syntax errors in policy: ${issue?.path.join(".") || "document"}: ${issue?.message ?? "not a policy"}`,
  );
};

const fromJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new ServiceError("MalformedPolicyDocument", "This policy contains invalid Json");
  }
};
