import { isObject, valueAt } from "../checked-resource";
import type { ResourceRule } from "../rule";

const VARIABLES = "environment.variables";

/** Names that say that they hold a secret; an ARN or the name of one is none. */
const SECRET_NAME = /(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|CREDENTIALS?)$/i;

/** Values that are secrets whatever their name. */
const SECRET_VALUES: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["an access key of AWS", /\b(AKIA|ASIA)[A-Z0-9]{16}\b/],
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["a URL with a password", /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i],
  ["a token of GitHub", /\bgh[pousr]_[A-Za-z0-9]{36}/],
];

export const noSecretInEnvironment: ResourceRule = {
  name: "no-secret-in-environment",
  level: "mandatory",
  description:
    "No secret is in a function's variables, where the console, every backup and each read right show it: link the secret instead.",
  types: ["aws:lambda/function:Function"],
  check(fn) {
    const variables = valueAt(fn, VARIABLES);
    if (!isObject(variables)) return [];
    return Object.entries(variables).flatMap(([name, value]) => {
      const what = secretIn(name, value, fn.secretPaths ?? []);
      return what === undefined ? [] : [`${VARIABLES}.${name} must not hold ${what}: keep it in Secrets Manager`];
    });
  },
};

const secretIn = (name: string, value: unknown, secretPaths: readonly string[]): string | undefined => {
  const path = `${VARIABLES}.${name}`;
  if (secretPaths.some((secret) => secret === path || path.startsWith(`${secret}.`))) return "a secret of the program";
  if (typeof value !== "string" || value === "" || value.startsWith("arn:")) return undefined;
  if (SECRET_NAME.test(name)) return "what its name says";
  return SECRET_VALUES.find(([, pattern]) => pattern.test(value))?.[0];
};
