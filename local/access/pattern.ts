const compiled = new Map<string, RegExp>();

/** Patterns come from policies, a few dozen in a stack; the bound only stops a runaway. */
const MAX_COMPILED = 10_000;

/** `*` stands for any text, `?` for one character. */
export const wildcard = (pattern: string, value: string): boolean => {
  if (!/[*?]/.test(pattern)) return pattern === value;
  let expression = compiled.get(pattern);
  if (!expression) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replace(/\*+/g, "[^]*")
      .replace(/\?/g, "[^]");
    expression = new RegExp(`^${source}$`);
    if (compiled.size >= MAX_COMPILED) compiled.clear();
    compiled.set(pattern, expression);
  }
  return expression.test(value);
};

/**
 * Matches ARNs part by part: a wildcard never reaches over a colon, except in the last of the six parts.
 * fidelity: docs: IAM user guide, "IAM JSON policy elements: Resource" and "ARN condition operators"
 */
export const arnMatches = (pattern: string, arn: string): boolean => {
  if (pattern === "*" || pattern === arn) return true;
  const wanted = arnParts(pattern);
  const actual = arnParts(arn);
  if (wanted.length !== actual.length) return false;
  return wanted.every((part, index) => wildcard(part, actual[index] ?? ""));
};

const arnParts = (arn: string): string[] => {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
};
