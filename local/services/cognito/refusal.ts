import type * as z from "zod";
import type { InvalidInput } from "../../wire/operations/operation";
import { constraintOf, valueAt } from "../../wire/protocols/json-errors";
import { ServiceError } from "../../wire/service-error";
import { SECRET_MEMBERS } from "./settings/shapes";

/** How Cognito words an input that its model does not allow; secrets are not shown. */
// fidelity: observed: reports of SignUp; docs: InvalidParameterException
export const refuseInput = ({ issues, input }: InvalidInput): ServiceError => {
  const [wrong] = issues.flatMap((issue) => otherType(issue, valueAt(input, issue.path)));
  if (wrong) return new ServiceError("SerializationException", wrong);
  const found = issues.map((issue) => {
    const value = valueAt(input, issue.path);
    const secret = issue.path.some((name) => SECRET_MEMBERS.has(String(name)));
    const shown = secret ? "" : value === undefined || value === null ? " null" : ` '${shownValue(value)}'`;
    return `Value${shown} at '${memberPath(issue.path)}' failed to satisfy constraint: ${constraintOf(issue, value)}`;
  });
  const count = `${found.length} validation error${found.length === 1 ? "" : "s"} detected`;
  return new ServiceError("InvalidParameterException", `${count}: ${found.join("; ")}`);
};

/** `userAttributes.1.member.name`: small first letters, and items counted from one. */
const memberPath = (path: readonly PropertyKey[]): string =>
  path
    .map((name) =>
      typeof name === "number" ? `${name + 1}.member` : String(name).replace(/^./, (first) => first.toLowerCase()),
    )
    .join(".");

const shownValue = (value: unknown): string =>
  Array.isArray(value) ? `[${value.map(String).join(", ")}]` : typeof value === "object" ? "" : String(value);

/** A value of another type is not read at all. fidelity: observed: reports of SerializationException */
const otherType = (issue: z.core.$ZodIssue, value: unknown): string[] => {
  if (value === undefined || value === null) return [];
  if (issue.code === "invalid_value") return typeof value === "string" ? [] : [cannot(value, "String")];
  if (issue.code !== "invalid_type") return [];
  return [cannot(value, JAVA[issue.expected] ?? issue.expected)];
};

const JAVA: Readonly<Record<string, string>> = {
  string: "String",
  number: "Integer",
  int: "Integer",
  boolean: "Boolean",
};

const cannot = (value: unknown, type: string): string => {
  const kind = Array.isArray(value) ? "START_ARRAY" : typeof value === "object" ? "START_OBJECT" : undefined;
  if (kind) return `Start of ${kind === "START_ARRAY" ? "list" : "structure or map"} found where not expected.`;
  const token =
    typeof value === "boolean" ? `${String(value).toUpperCase()}_VALUE` : `${typeof value}_VALUE`.toUpperCase();
  return `${token} can not be converted to ${type === "String" ? "a String" : type === "Boolean" ? "a Boolean" : `an ${type}`}`;
};
