import { ArgsError } from "./args-error";

/**
 * The number, if it is a whole one within bounds, both included.
 *
 * @throws {ArgsError} for any other.
 */
export const wholeNumber = (component: string, path: string, value: number, min: number, max: number): number => {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new ArgsError(component, path, `must be a whole number from ${min} to ${max} (it is ${value})`);
};
