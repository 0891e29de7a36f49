/** What a property must be; returns the rule that is broken. */
export type Rule = (value: unknown) => string | undefined;

/** What AWS would refuse of a resource. */
export interface Violation {
  /** A dotted path where it is not the property as a whole. */
  readonly property: string;
  readonly reason: string;
}

export const shown = (value: unknown): string => `(it is ${JSON.stringify(value)})`;

export const between =
  (min: number, max: number): Rule =>
  (value) =>
    typeof value === "number" && value >= min && value <= max && Number.isInteger(value)
      ? undefined
      : `must be a whole number from ${min} to ${max} ${shown(value)}`;

export const oneOf =
  (...allowed: readonly (string | number)[]): Rule =>
  (value) =>
    allowed.includes(value as string | number) ? undefined : `must be one of ${allowed.join(", ")} ${shown(value)}`;

export const like =
  (pattern: RegExp, what: string): Rule =>
  (value) =>
    typeof value === "string" && pattern.test(value) ? undefined : `must be ${what} ${shown(value)}`;

/** As `like`, for what must not be shown. */
export const secretLike =
  (pattern: RegExp, what: string): Rule =>
  (value) =>
    typeof value === "string" && pattern.test(value) ? undefined : `must be ${what}`;

export const atLeast =
  (count: number, what: string): Rule =>
  (value) =>
    Array.isArray(value) && value.length >= count ? undefined : `must list at least ${count} ${what}`;

/** A policy or another document, as text or, in typed programs, as an object. */
export const json =
  (maxCharacters: number): Rule =>
  (value) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    try {
      JSON.parse(text);
    } catch {
      return "must be JSON";
    }
    // fidelity: docs: "IAM and AWS STS character limits": white space does not count
    const length = text.replace(/\s/g, "").length;
    return length <= maxCharacters
      ? undefined
      : `must not be longer than ${maxCharacters} characters (it has ${length})`;
  };
