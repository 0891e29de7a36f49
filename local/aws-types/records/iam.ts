import { type AwsTypes, CAPITALS, type Subject, text } from "../aws-type";
import type { NameRule } from "../name-rule";
import { between, json, type Rule, shown } from "../rule";

const named = (max: number): NameRule => ({
  max,
  pattern: /^[\w+=,.@-]+$/,
  allowed: "letters, digits and _+=,.@-",
});

// fidelity: guess: IAM's pattern admits folders of dots alone; nobody means them
const path: Rule = (value) =>
  typeof value === "string" && /^\/([!-~]+\/)?$/.test(value) && value.length <= 512 && !/\/\.+\//.test(value)
    ? undefined
    : `must begin and end with a slash, have up to 512 visible ASCII characters and no folder of dots ${shown(value)}`;

const pathed =
  (kind: string) =>
  ({ account, name, inputs }: Subject): string =>
    `iam::${account}:${kind}${text(inputs.path) || "/"}${name}`;

const identity =
  (prefix: string) =>
  ({ digits }: Subject) => ({ path: "/", uniqueId: `${prefix}${digits(17, CAPITALS)}` });

/** fidelity: docs: "IAM and AWS STS quotas": all inline policies of a role together */
const INLINE_CHARACTERS = 10_240;

const inlinePolicies: Rule = (value) => {
  const texts = (Array.isArray(value) ? value : []).map(({ policy }: { policy?: unknown }) => text(policy));
  const characters = texts.join("").replace(/\s/g, "").length;
  return characters <= INLINE_CHARACTERS
    ? undefined
    : `must not be longer than ${INLINE_CHARACTERS} characters together (they have ${characters})`;
};

export const IAM: AwsTypes = {
  "aws:iam/role:Role": {
    name: named(64),
    arn: pathed("role"),
    outputs: identity("AROA"),
    limits: { maxSessionDuration: between(3_600, 43_200), assumeRolePolicy: json(4_096), path, inlinePolicies },
    replaceOn: ["path"],
    setByOthers: ["inlinePolicies", "managedPolicyArns"],
  },
  "aws:iam/policy:Policy": {
    name: named(128),
    id: (subject) => `arn:aws:${pathed("policy")(subject)}`,
    arn: pathed("policy"),
    outputs: identity("ANPA"),
    limits: { policy: json(6_144), path },
    replaceOn: ["path", "description"],
  },
  "aws:iam/rolePolicy:RolePolicy": {
    name: named(128),
    id: ({ name, inputs }) => `${text(inputs.role)}:${name}`,
    limits: { policy: json(INLINE_CHARACTERS) },
    replaceOn: ["role"],
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    id: ({ inputs }) => `${text(inputs.role)}/${text(inputs.policyArn)}`,
    replaceOn: ["role", "policyArn"],
  },
};
