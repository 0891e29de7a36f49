import { BODY_LIMIT, Firewall } from "./firewall";
import { type Action, readAction, readBodies } from "./rules/actions";
import { NotEmulated } from "./rules/not-emulated";
import { type Rule, type RuleOwner, readPlainRule } from "./rules/read-rule";
import { readGroupRule } from "./rules/read-rule-group";
import { type Json, listOf, objectOf, textOf } from "./rules/shapes";
import type { Stored } from "./rules/stored";

/**
 * Reads a web ACL's inputs. A rule that asks for what is not executed here is left out as a whole, since half a rule
 * would block others than AWS does; `skipped` names each.
 */
export const readFirewall = (
  arn: string,
  inputs: Json,
  labelPrefix: string,
  stored: Stored,
): { firewall: Firewall; skipped: readonly string[] } => {
  const owner: RuleOwner = { bodies: readBodies(inputs.customResponseBodies), labelPrefix, stored };
  const rules: Rule[] = [];
  const skipped: string[] = [];
  for (const rule of listOf(inputs.rules)) {
    const read = attempt(() => readRule(rule, owner), `rule ${textOf(rule.name)}`);
    if (typeof read === "string") skipped.push(`${read}; the rule is recorded only`);
    else rules.push(read);
  }
  const action = attempt(() => readAction(inputs.defaultAction, owner.bodies), "defaultAction");
  if (typeof action === "string") skipped.push(`${action}; requests are allowed`);
  const standard: Action = typeof action === "string" ? { kind: "allow", inserted: [] } : action;
  if (inputs.ruleJson !== undefined) skipped.push("ruleJson is not emulated; its rules are recorded only");
  return { firewall: new Firewall(arn, rules, standard, bodyLimit(inputs.associationConfig)), skipped };
};

const readRule = (rule: Json, owner: RuleOwner): Rule => {
  const { ruleGroupReferenceStatement: reference } = objectOf(rule.statement);
  return reference ? readGroupRule(rule, objectOf(reference), owner) : readPlainRule(rule, owner);
};

/** `KB_32` of what the web ACL sets for API Gateway. */
const bodyLimit = (associationConfig: unknown): number => {
  const [settings] = listOf(objectOf(associationConfig).requestBodies);
  const limit = textOf(objectOf(settings?.apiGateway).defaultSizeInspectionLimit);
  const [, kilobytes] = /^KB_(\d+)$/.exec(limit) ?? [];
  return kilobytes === undefined ? BODY_LIMIT : Number(kilobytes) * 1024;
};

const attempt = <T>(read: () => T, what: string): T | string => {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotEmulated) return `${what}: ${error.message}`;
    throw new Error(`WAFInvalidParameterException: ${what}: ${(error as Error).message}`);
  }
};
