import type * as z from "zod";
import type { InvalidInput } from "../operations/operation";
import { ServiceError } from "../service-error";

/** How most services of the JSON protocols word an input that their model does not allow. */
// fidelity: observed: localstack's tests of Step Functions on AWS; docs: ValidationException of the common errors
/** `hidden` names members whose values no message repeats. */
export const refuseJsonInput = (
  { issues, input }: Pick<InvalidInput, "input" | "issues">,
  hidden: readonly string[] = [],
): ServiceError => {
  const found = issues.map((issue) => {
    const path = issue.path.map(String).join(".");
    const member = path.charAt(0).toLowerCase() + path.slice(1);
    const value = issue.path.reduce<unknown>(
      (inner, name) =>
        typeof inner === "object" && inner !== null ? (inner as Record<PropertyKey, unknown>)[name] : undefined,
      input,
    );
    const shown = value === undefined || value === null ? "null " : `'${shownValue(value)}' `;
    return `Value ${hidden.includes(String(issue.path[0])) ? "" : shown}at '${member}' failed to satisfy constraint: ${constraintOf(issue, value)}`;
  });
  const count = `${found.length} validation error${found.length === 1 ? "" : "s"} detected`;
  return new ServiceError("ValidationException", `${count}: ${found.join("; ")}`);
};

const shownValue = (value: unknown): string => (typeof value === "object" ? JSON.stringify(value) : String(value));

const constraintOf = (issue: z.core.$ZodIssue, value: unknown): string => {
  if (value === undefined || value === null) return "Member must not be null";
  const measure = typeof value === "number" ? "value" : "length";
  if (issue.code === "too_small") return `Member must have ${measure} greater than or equal to ${issue.minimum}`;
  if (issue.code === "too_big") return `Member must have ${measure} less than or equal to ${issue.maximum}`;
  if (issue.code === "invalid_value") return `Member must satisfy enum value set: [${issue.values.join(", ")}]`;
  return issue.message;
};
