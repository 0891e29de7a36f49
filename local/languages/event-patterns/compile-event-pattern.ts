import { type Fields, fieldsOf } from "./fields";
import { fitsSteps, orderedSteps } from "./fits-branch";
import type { Dialect } from "./matchers";
import { parsePattern } from "./parse-pattern";

export interface EventPattern {
  /** Whether an event fits. */
  fits(event: object): boolean;
  /** The same of an event whose fields are known: several patterns look at one event. */
  fitsFields(fields: Fields): boolean;
}

/**
 * Compiles a pattern as EventBridge, filters of SNS subscriptions and of Lambda's event sources have it.
 * @throws {PatternError} in the words of AWS
 */
export const compileEventPattern = (pattern: string, dialect: Dialect = {}): EventPattern => {
  const branches = parsePattern(pattern, dialect).map(orderedSteps);
  const fitsFields = (fields: Fields): boolean => branches.some((steps) => fitsSteps(steps, fields, dialect));
  return { fitsFields, fits: (event) => fitsFields(fieldsOf(event)) };
};
