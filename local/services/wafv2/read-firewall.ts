import { Firewall } from "./firewall";
import { NotEmulated } from "./rules/not-emulated";
import { type Action, type Bodies, type Rule, readAction, readRule } from "./rules/read-rule";
import type { FindIpSet } from "./rules/read-statement";
import { type Json, listOf, textOf } from "./rules/shapes";

/**
 * Reads a web ACL's inputs. A rule that asks for what is not executed here is left out as a whole, since half a rule
 * would block others than AWS does; `skipped` names each.
 */
export const readFirewall = (
  arn: string,
  inputs: Json,
  labelPrefix: string,
  findIpSet: FindIpSet,
): { firewall: Firewall; skipped: readonly string[] } => {
  const bodies: Bodies = new Map(
    listOf(inputs.customResponseBodies).map(({ key, contentType, content }) => [
      textOf(key),
      { contentType: textOf(contentType), content: textOf(content) },
    ]),
  );
  const rules: Rule[] = [];
  const skipped: string[] = [];
  for (const rule of listOf(inputs.rules)) {
    const read = attempt(() => readRule(rule, bodies, labelPrefix, findIpSet), `rule ${textOf(rule.name)}`);
    if (typeof read === "string") skipped.push(`${read}; the rule is recorded only`);
    else rules.push(read);
  }
  const action = attempt(() => readAction(inputs.defaultAction, bodies), "defaultAction");
  if (typeof action === "string") skipped.push(`${action}; requests are allowed`);
  const standard: Action = typeof action === "string" ? { kind: "allow" } : action;
  if (inputs.associationConfig !== undefined) {
    skipped.push("associationConfig is not emulated; rules see the first 16 KB of a body");
  }
  if (inputs.ruleJson !== undefined) skipped.push("ruleJson is not emulated; its rules are recorded only");
  return { firewall: new Firewall(arn, rules, standard), skipped };
};

const attempt = <T>(read: () => T, what: string): T | string => {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotEmulated) return `${what}: ${error.message}`;
    throw new Error(`WAFInvalidParameterException: ${what}: ${(error as Error).message}`);
  }
};
