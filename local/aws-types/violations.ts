import type { Properties } from "../engine/resources/resource-type";
import { UNKNOWN } from "../engine/values/signatures";
import { awsType } from "./aws-types";
import { nameViolations } from "./name-rule";
import { unknownFields } from "./nested-types";
import { knownClass, type ResourceClass } from "./resource-class";
import type { Violation } from "./rule";

/**
 * What the installed provider and AWS would refuse of the inputs of an AWS resource, as far as its record tells. What
 * is not known yet is refused in the update.
 * @throws when the installed provider has no such type
 */
export const violations = (type: string, inputs: Properties): Violation[] => {
  const resource = knownClass(type);
  const given = Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined && value !== null));
  const shape = [...unknownKeys(given, resource), ...missing(given, resource), ...unknownFields(type, given)];
  if (shape.length > 0) return shape;
  const { name, limits = {} } = awsType(type);
  const broken = Object.entries(limits).flatMap(([property, rule]) => {
    const reason = given[property] === undefined ? undefined : rule(given[property]);
    return reason === undefined ? [] : [{ property, reason }];
  });
  return known([...(name ? nameViolations(name, given) : []), ...broken], given);
};

/** Without those of properties in which something is only known in the update. */
export const known = (found: readonly Violation[], inputs: Properties): Violation[] =>
  found.filter(({ property }) => !hasUnknown(inputs[property.split(".")[0] ?? ""]));

/** Whether a value, or something in it, is only known after the update. */
const hasUnknown = (value: unknown): boolean => {
  if (typeof value === "string") return value === UNKNOWN;
  return typeof value === "object" && value !== null && Object.values(value).some(hasUnknown);
};

// fidelity: observed: helper/schema/schema.go of terraform-plugin-sdk, and the bridge's "Examine values at"
const unknownKeys = (values: Properties, { inputs }: ResourceClass): Violation[] =>
  Object.keys(values)
    .filter((property) => !inputs.has(property))
    .map((property) => ({ property, reason: `Invalid or unknown key. Examine values at '${property}'.` }));

const missing = (values: Properties, { required }: ResourceClass): Violation[] =>
  required
    .filter((property) => values[property] === undefined)
    .map((property) => ({
      property,
      reason: `Missing required argument. The argument "${property}" is required, but no definition was found.`,
    }));
