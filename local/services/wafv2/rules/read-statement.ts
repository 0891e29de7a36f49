import type { BlockList } from "node:net";
import { readIpSetReference } from "./addresses";
import type { Test } from "./inspection";
import { readLabelMatch } from "./labels";
import { readByteMatch, readRegexMatch, readSizeConstraint } from "./match-text";
import { NotEmulated } from "./not-emulated";
import { readRateLimit } from "./rate-limit";
import { type Json, listOf, only, textOf } from "./shapes";

export type FindIpSet = (arn: string) => BlockList | undefined;

/**
 * Reads a rule's statement.
 * @throws NotEmulated for kinds that are not executed here, Error for what WAF would refuse
 */
// fidelity: docs: waf-rule-statements-list
export const readStatement = (value: unknown, findIpSet: FindIpSet): Test => {
  const [kind, statement] = only(value, "a statement");
  const read = STATEMENTS[kind];
  if (!read) throw new NotEmulated(described(kind, statement));
  return read(statement, findIpSet);
};

const several = (statement: Json, findIpSet: FindIpSet): Test[] => {
  const tests = listOf(statement.statements).map((each) => readStatement(each, findIpSet));
  if (tests.length < 2) throw new Error("an AND or OR needs at least two statements");
  return tests;
};

const STATEMENTS: Readonly<Record<string, (statement: Json, findIpSet: FindIpSet) => Test>> = {
  byteMatchStatement: readByteMatch,
  regexMatchStatement: readRegexMatch,
  sizeConstraintStatement: readSizeConstraint,
  labelMatchStatement: readLabelMatch,
  ipSetReferenceStatement: readIpSetReference,
  rateBasedStatement: (statement, findIpSet) => {
    const { scopeDownStatement: scope } = statement;
    return readRateLimit(statement, scope ? readStatement(scope, findIpSet) : undefined);
  },
  andStatement: (statement, findIpSet) => {
    const tests = several(statement, findIpSet);
    return (inspection) => tests.every((test) => test(inspection));
  },
  orStatement: (statement, findIpSet) => {
    const tests = several(statement, findIpSet);
    return (inspection) => tests.some((test) => test(inspection));
  },
  notStatement: ({ statement }, findIpSet) => {
    const test = readStatement(statement, findIpSet);
    return (inspection) => !test(inspection);
  },
};

const described = (kind: string, { vendorName, name, arn }: Json): string => {
  if (kind === "managedRuleGroupStatement") return `the managed rule group ${textOf(vendorName)} ${textOf(name)}`;
  return textOf(arn) ? `${kind} ${textOf(arn)}` : kind;
};
