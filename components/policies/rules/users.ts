import { shown, UNKNOWN, valueAt } from "../checked-resource";
import type { ResourceRule } from "../rule";

const CLIENT = "aws:cognito/userPoolClient:UserPoolClient";

export const secondFactor: ResourceRule = {
  name: "second-factor-in-protected-stacks",
  level: "mandatory",
  description: "In a protected stack users can ask for a second factor at their sign-in, or have to have one.",
  types: ["aws:cognito/userPool:UserPool"],
  check(pool, circumstances) {
    const mfa = valueAt(pool, "mfaConfiguration");
    if (!circumstances.protected || mfa === UNKNOWN || mfa === "ON" || mfa === "OPTIONAL") return [];
    return [`mfaConfiguration must be "OPTIONAL" or "ON" (it is ${shown(mfa)}): the stack is protected`];
  },
};

export const unknownUsers: ResourceRule = {
  name: "no-telling-unknown-users",
  level: "mandatory",
  description: "Nobody learns from a client of a user pool who has an account.",
  types: [CLIENT],
  check(client) {
    const answer = valueAt(client, "preventUserExistenceErrors");
    if (answer === UNKNOWN || answer === "ENABLED") return [];
    return [`preventUserExistenceErrors must be "ENABLED" (it is ${shown(answer)})`];
  },
};

export const noImplicitFlow: ResourceRule = {
  name: "no-implicit-flow",
  level: "mandatory",
  description: "Tokens are handed over for a code, and never in the address of a page.",
  types: [CLIENT],
  check(client) {
    const flows = valueAt(client, "allowedOauthFlows");
    return Array.isArray(flows) && flows.includes("implicit") ? ['allowedOauthFlows must not have "implicit"'] : [];
  },
};
