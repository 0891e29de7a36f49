import { ANY, fitsWildcards, ONE } from "../languages/wildcard";

const WILDCARDS = { "*": ANY, "?": ONE } as const;

const isWildcard = (character: string): character is keyof typeof WILDCARDS => character in WILDCARDS;

/** `*` stands for any text, `?` for one character. */
export const wildcard = (pattern: string, value: string): boolean => {
  if (!/[*?]/.test(pattern)) return pattern === value;
  const parts = pattern.split("").map((character) => (isWildcard(character) ? WILDCARDS[character] : character));
  return fitsWildcards(parts, value);
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
