import type * as z from "zod";
import type { InvalidInput } from "../operations/operation";
import { ServiceError } from "../service-error";

/**
 * How most services of the JSON protocols word an input that their model does not allow.
 *
 * @param hidden Members whose values no message repeats.
 */
// fidelity: observed: localstack's tests of Step Functions on AWS; docs: ValidationException of the common errors
export const refuseJsonInput = (
  { issues, input }: Pick<InvalidInput, "input" | "issues">,
  hidden: readonly string[] = [],
): ServiceError => {
  const found = issues.map((issue) => {
    const member = issue.path.map(step).join(".");
    const value = valueAt(input, issue.path);
    const shown = value === undefined || value === null ? "null " : `'${shownValue(value)}' `;
    return `Value ${hidden.includes(String(issue.path[0])) ? "" : shown}at '${member}' failed to satisfy constraint: ${constraintOf(issue, value)}`;
  });
  const count = `${found.length} validation error${found.length === 1 ? "" : "s"} detected`;
  return new ServiceError("ValidationException", `${count}: ${found.join("; ")}`);
};

/** `Targets`, 0, `Id` is `targets.1.member.id`. fidelity: observed: events-api-target-id-characters */
const step = (name: PropertyKey): string =>
  typeof name === "number" ? `${name + 1}.member` : String(name).charAt(0).toLowerCase() + String(name).slice(1);

/** What an input has at a path; `undefined` where the path leads nowhere. */
export const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, name) =>
      typeof inner === "object" && inner !== null ? (inner as Record<PropertyKey, unknown>)[name] : undefined,
    input,
  );

const shownValue = (value: unknown): string => (typeof value === "object" ? JSON.stringify(value) : String(value));

/** The constraint that a value does not satisfy, in the words of AWS. */
export const constraintOf = (issue: z.core.$ZodIssue, value: unknown): string => {
  if (value === undefined || value === null) return "Member must not be null";
  const measure = typeof value === "number" ? "value" : "length";
  if (issue.code === "too_small") return `Member must have ${measure} greater than or equal to ${issue.minimum}`;
  if (issue.code === "too_big") return `Member must have ${measure} less than or equal to ${issue.maximum}`;
  if (issue.code === "invalid_value") return `Member must satisfy enum value set: [${issue.values.join(", ")}]`;
  return issue.message;
};
