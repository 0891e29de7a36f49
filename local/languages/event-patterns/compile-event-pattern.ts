type Test = (value: unknown) => boolean;

/** Does an event fit? */
export type Filter = (event: Readonly<Record<string, unknown>>) => boolean;

/**
 * Compiles one pattern of a filter. @throws {Error} for what is no pattern, or one with operators that are not emulated.
 * fidelity: docs: "Filter rule syntax" of Lambda event filtering
 */
export const compileEventPattern = (pattern: string): Filter => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(pattern);
  } catch {
    throw new Error("is not JSON");
  }
  const test = fields(parsed, "");
  return (event) => test(event);
};

const fields = (pattern: unknown, path: string): Test => {
  if (typeof pattern !== "object" || pattern === null || Array.isArray(pattern)) {
    throw new Error(`needs an object at ${path || "its top"}`);
  }
  const tests = Object.entries(pattern).map(([key, inner]): Test => {
    const here = path ? `${path}.${key}` : key;
    if (key === "$or") throw new Error("uses $or, which the local cloud does not emulate");
    const test = Array.isArray(inner) ? anyOf(inner, here) : fields(inner, here);
    return (value) => test(member(value, key));
  });
  return (value) => tests.every((test) => test(value));
};

/** A message body is text; a pattern that looks into it reads it as JSON. */
const member = (value: unknown, key: string): unknown => {
  if (typeof value !== "object" || value === null) return undefined;
  return (value as Record<string, unknown>)[key];
};

const anyOf = (values: readonly unknown[], path: string): Test => {
  if (values.length === 0) throw new Error(`has an empty list at ${path}`);
  const tests = values.map((value) => rule(value, path));
  // A list in the event fits when one of its items does.
  return (value) => tests.some((test) => (Array.isArray(value) && value.some(test)) || test(value));
};

const rule = (value: unknown, path: string): Test => {
  if (typeof value !== "object" || value === null) return (actual) => actual === value;
  const [[operator, operand] = ["", undefined], ...others] = Object.entries(value);
  const make = OPERATORS[operator];
  if (!make || others.length > 0) {
    throw new Error(`uses ${JSON.stringify(value)} at ${path}, which the local cloud does not emulate`);
  }
  return make(operand, path);
};

const text = (operand: unknown, path: string): string => {
  if (typeof operand === "string") return operand;
  throw new Error(`needs a text at ${path} (it is ${JSON.stringify(operand)})`);
};

const OPERATORS: Readonly<Record<string, (operand: unknown, path: string) => Test>> = {
  prefix: (operand, path) => {
    const prefix = text(operand, path);
    return (value) => typeof value === "string" && value.startsWith(prefix);
  },
  suffix: (operand, path) => {
    const suffix = text(operand, path);
    return (value) => typeof value === "string" && value.endsWith(suffix);
  },
  "equals-ignore-case": (operand, path) => {
    const wanted = text(operand, path).toLowerCase();
    return (value) => typeof value === "string" && value.toLowerCase() === wanted;
  },
  exists: (operand) => (value) => (value !== undefined) === operand,
  "anything-but": (operand, path) => {
    const unwanted = (Array.isArray(operand) ? operand : [operand]).map((each) => rule(each, path));
    return (value) => value !== undefined && !unwanted.some((test) => test(value));
  },
  numeric: (operand, path) => {
    if (!Array.isArray(operand) || operand.length % 2 !== 0) throw new Error(`needs pairs at ${path}`);
    const tests: Test[] = [];
    for (let i = 0; i < operand.length; i += 2)
      tests.push(comparison(String(operand[i]), Number(operand[i + 1]), path));
    return (value) => tests.every((test) => test(value));
  },
};

const comparison = (sign: string, wanted: number, path: string): Test => {
  const compare = COMPARISONS[sign];
  if (!compare) throw new Error(`has no comparison ${sign} at ${path}`);
  return (value) => typeof value === "number" && compare(value, wanted);
};

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "=": (a, b) => a === b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
};
