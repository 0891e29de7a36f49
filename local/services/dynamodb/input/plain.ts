import { notPlain, serialization } from "./serialization";
import type { Shape } from "./shape";

interface TextRules {
  readonly min?: number;
  readonly max?: number;
  /** As AWS writes it; a text must match it whole. */
  readonly pattern?: string;
  readonly oneOf?: readonly string[];
}

/** A text. */
export const text = ({ min, max, pattern, oneOf }: TextRules = {}): Shape<string> => {
  const matches = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`);
  return {
    members: true,
    read(raw) {
      if (typeof raw !== "string") throw notPlain(raw, "String");
      return raw;
    },
    check(value, place, found) {
      const refuse = (constraint: string) => found.add(place, `'${value}'`, constraint);
      if (oneOf && !oneOf.includes(value)) refuse(`Member must satisfy enum value set: [${oneOf.join(", ")}]`);
      if (matches && !matches.test(value)) refuse(`Member must satisfy regular expression pattern: ${pattern}`);
      if (min !== undefined && value.length < min) refuse(`Member must have length greater than or equal to ${min}`);
      if (max !== undefined && value.length > max) refuse(`Member must have length less than or equal to ${max}`);
    },
    show: (value) => `'${value}'`,
  };
};

/** One of these texts. */
export const oneOf = <Value extends string>(...values: readonly Value[]): Shape<Value> =>
  text({ oneOf: values }) as Shape<string> as Shape<Value>; // checked

interface NumberRules {
  readonly min?: number;
  readonly max?: number;
  /** A refusal does not show the value. */
  readonly terse?: boolean;
}

/** A whole number. */
export const whole = ({ min, max, terse = false }: NumberRules = {}): Shape<number> => ({
  members: true,
  read(raw) {
    if (typeof raw !== "number") throw notPlain(raw, "Integer");
    return Math.floor(raw);
  },
  check(value, place, found) {
    const refuse = (constraint: string) =>
      terse ? found.addTerse(place, constraint) : found.add(place, `'${value}'`, constraint);
    if (min !== undefined && value < min) refuse(`Member must have value greater than or equal to ${min}`);
    if (max !== undefined && value > max) refuse(`Member must have value less than or equal to ${max}`);
  },
  show: (value) => `'${value}'`,
});

const TRUE = new Set(["TRUE", "1", "YES"]);
const FALSE = new Set(["FALSE", "0", "NO"]);

/** Texts that mean one are taken too. */
export const flag: Shape<boolean> = {
  members: true,
  read(raw) {
    if (typeof raw === "boolean") return raw;
    if (typeof raw !== "string") throw notPlain(raw, "Boolean");
    const word = raw.toUpperCase();
    if (!TRUE.has(word) && !FALSE.has(word)) throw serialization("Unexpected token received from parser");
    return TRUE.has(word);
  },
  check: () => {},
  show: (value) => `'${value}'`,
};
