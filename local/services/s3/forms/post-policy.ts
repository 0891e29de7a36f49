import * as z from "zod";
import { ServiceError } from "../../../wire/service-error";
import { accessDenied } from "../s3-errors";
import type { Form } from "./form";

type Condition = readonly ["eq" | "starts-with", string, string] | readonly ["content-length-range", number, number];

export interface PostPolicy {
  readonly expiration: number;
  readonly conditions: readonly Condition[];
}

const invalid = (message: string): ServiceError =>
  new ServiceError("InvalidPolicyDocument", `Invalid Policy: ${message}`, 400);

const Range = z.tuple([z.string(), z.coerce.number(), z.coerce.number()]);
const Match = z.tuple([z.string(), z.string().startsWith("$"), z.string()]);
const Simple = z.record(z.string(), z.string());

/** @throws {ServiceError} InvalidPolicyDocument */
// fidelity: docs: S3 API reference, "POST Policy"; observed: the texts
export const readPostPolicy = (base64: string): PostPolicy => {
  let document: unknown;
  try {
    document = JSON.parse(Buffer.from(base64, "base64").toString("utf8"));
  } catch {
    throw invalid("Invalid JSON.");
  }
  const { expiration, conditions } = (typeof document === "object" && document !== null ? document : {}) as Readonly<
    Record<string, unknown>
  >;
  if (expiration === undefined) throw invalid("Policy missing expiration.");
  const time = typeof expiration === "string" && /^\d{4}-.*Z$/.test(expiration) ? Date.parse(expiration) : Number.NaN;
  if (Number.isNaN(time)) throw invalid(`Invalid 'expiration' value: '${String(expiration)}'`);
  if (conditions === undefined) throw invalid("Policy missing conditions.");
  if (!Array.isArray(conditions)) throw invalid("Invalid 'conditions' value: must be a List.");
  return { expiration: time, conditions: conditions.map(readCondition) };
};

const readCondition = (condition: unknown): Condition => {
  if (!Array.isArray(condition)) {
    const simple = Simple.safeParse(condition);
    const [[name, value] = ["", ""], ...others] = Object.entries(simple.data ?? {});
    if (!simple.success || name === "" || others.length > 0) {
      throw invalid("Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
    }
    return ["eq", `$${name}`, value];
  }
  const operation = String(condition[0]).toLowerCase();
  if (operation === "content-length-range") {
    const range = Range.safeParse(condition);
    if (range.success) return ["content-length-range", range.data[1], range.data[2]];
    throw invalid("Invalid content-length-range: wrong number of arguments.");
  }
  if (operation !== "eq" && operation !== "starts-with") {
    throw invalid(`Invalid Condition: unknown operation '${String(condition[0])}'.`);
  }
  const match = Match.safeParse(condition);
  if (!match.success) throw invalid(`Invalid Condition: wrong number of arguments.`);
  return [operation, match.data[1], match.data[2]];
};

/** Fields that no condition has to name. */
const FREE = /^(file|policy|x-amz-signature|signature|awsaccesskeyid|x-ignore-.*|bucket)$/;

/** @throws {ServiceError} AccessDenied for a form that the policy does not allow */
export const requireAllowed = (policy: PostPolicy, bucket: string, { fields, file }: Form, now: number): void => {
  if (policy.expiration <= now) throw against("Policy expired.");
  const form: Readonly<Record<string, string>> = { ...fields, bucket };
  const named = new Set<string>();
  for (const condition of policy.conditions) {
    if (condition[0] === "content-length-range") {
      requireLength(file.length, condition[1], condition[2]);
      continue;
    }
    const [operation, field, wanted] = condition;
    const name = field.slice(1).toLowerCase();
    named.add(name);
    const value = form[name];
    if (value !== undefined && fits(operation, name, value, wanted)) continue;
    throw against(`Policy Condition failed: ["${operation}", "${field}", "${wanted}"]`);
  }
  const extra = Object.keys(fields).filter((name) => !FREE.test(name) && !named.has(name));
  if (extra.length > 0) throw against(`Extra input fields: ${extra.join(", ")}`);
};

const fits = (operation: "eq" | "starts-with", name: string, value: string, wanted: string): boolean => {
  if (operation === "eq") return value === wanted;
  // fidelity: docs: POST Policy: each of several content types has to begin so
  const values = name === "content-type" ? value.split(",").map((each) => each.trim()) : [value];
  return values.every((each) => each.startsWith(wanted));
};

const against = (message: string): ServiceError => accessDenied(`Invalid according to Policy: ${message}`);

const requireLength = (ProposedSize: number, MinSizeAllowed: number, MaxSizeAllowed: number): void => {
  if (ProposedSize > MaxSizeAllowed) {
    throw new ServiceError("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", 400, {
      ProposedSize,
      MaxSizeAllowed,
    });
  }
  if (ProposedSize < MinSizeAllowed) {
    throw new ServiceError("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", 400, {
      ProposedSize,
      MinSizeAllowed,
    });
  }
};
