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
    throw new Error(INVALID);
  }
  const test = fields(parsed, "");
  return (event) => test(event);
};

/** fidelity: observed: what CreateEventSourceMapping says of a pattern that is none */
const INVALID = "Invalid filter pattern definition.";

const invalid = (why: string): Error => new Error(`${INVALID} The pattern ${why}`);

const fields = (pattern: unknown, path: string): Test => {
  if (typeof pattern !== "object" || pattern === null || Array.isArray(pattern)) {
    throw path === "" ? new Error(INVALID) : invalid(`needs an object at ${path}`);
  }
  const tests = Object.entries(pattern).map(([key, inner]): Test => {
    const here = path ? `${path}.${key}` : key;
    if (key === "$or") return either(inner, here);
    const test = Array.isArray(inner) ? anyOf(inner, here) : fields(inner, here);
    return (value) => test(member(value, key));
  });
  return (value) => tests.every((test) => test(value));
};

/** fidelity: docs: "Filter rule syntax": one of several fields */
const either = (patterns: unknown, path: string): Test => {
  if (!Array.isArray(patterns) || patterns.length < 2) throw invalid(`needs a list of two or more at ${path}`);
  const tests = patterns.map((pattern) => fields(pattern, path));
  return (value) => tests.some((test) => test(value));
};

/** A message body is text; a pattern that looks into it reads it as JSON. */
const member = (value: unknown, key: string): unknown => {
  if (typeof value !== "object" || value === null) return undefined;
  return (value as Record<string, unknown>)[key];
};

const anyOf = (values: readonly unknown[], path: string): Test => {
  if (values.length === 0) throw invalid(`has an empty list at ${path}`);
  const tests = values.map((value) => rule(value, path));
  // A list in the event fits when one of its items does.
  return (value) => tests.some((test) => (Array.isArray(value) && value.some(test)) || test(value));
};

const rule = (value: unknown, path: string): Test => {
  if (typeof value !== "object" || value === null) return (actual) => actual === value;
  const [[operator, operand] = ["", undefined], ...others] = Object.entries(value);
  const make = OPERATORS[operator];
  if (!make || others.length > 0) {
    throw invalid(`uses ${JSON.stringify(value)} at ${path}, which the local cloud does not emulate`);
  }
  return make(operand, path);
};

const text = (operand: unknown, path: string): string => {
  if (typeof operand === "string") return operand;
  throw invalid(`needs a text at ${path} (it is ${JSON.stringify(operand)})`);
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
    if (!Array.isArray(operand) || operand.length % 2 !== 0) throw invalid(`needs pairs at ${path}`);
    const tests: Test[] = [];
    for (let i = 0; i < operand.length; i += 2)
      tests.push(comparison(String(operand[i]), Number(operand[i + 1]), path));
    return (value) => tests.every((test) => test(value));
  },
};

const comparison = (sign: string, wanted: number, path: string): Test => {
  const compare = COMPARISONS[sign];
  if (!compare) throw invalid(`has no comparison ${sign} at ${path}`);
  return (value) => typeof value === "number" && compare(value, wanted);
};

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "=": (a, b) => a === b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
};
