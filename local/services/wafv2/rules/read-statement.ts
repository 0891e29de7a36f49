import { readIpSetReference } from "./addresses";
import type { Test } from "./inspection";
import { readLabelMatch } from "./labels";
import { readPatternSetReference, readRegexMatch } from "./match-pattern";
import { readByteMatch, readSizeConstraint } from "./match-text";
import { NotEmulated } from "./not-emulated";
import { readRateLimit } from "./rate-limit";
import { type Json, listOf, only, textOf } from "./shapes";
import type { Stored } from "./stored";

/**
 * Reads a rule's statement.
 * @throws NotEmulated for kinds that are not executed here, Error for what WAF would refuse
 */
// fidelity: docs: waf-rule-statements-list
export const readStatement = (value: unknown, stored: Stored): Test => {
  const [kind, statement] = only(value, "a statement");
  const read = STATEMENTS[kind];
  if (!read) throw new NotEmulated(described(kind, statement));
  return read(statement, stored);
};

const several = (statement: Json, stored: Stored): Test[] => {
  const tests = listOf(statement.statements).map((each) => readStatement(each, stored));
  if (tests.length < 2) throw new Error("an AND or OR needs at least two statements");
  return tests;
};

const STATEMENTS: Readonly<Record<string, (statement: Json, stored: Stored) => Test>> = {
  byteMatchStatement: readByteMatch,
  regexMatchStatement: readRegexMatch,
  regexPatternSetReferenceStatement: readPatternSetReference,
  sizeConstraintStatement: readSizeConstraint,
  labelMatchStatement: readLabelMatch,
  ipSetReferenceStatement: readIpSetReference,
  rateBasedStatement: (statement, stored) => {
    const { scopeDownStatement: scope } = statement;
    return readRateLimit(statement, scope ? readStatement(scope, stored) : undefined);
  },
  andStatement: (statement, stored) => {
    const tests = several(statement, stored);
    return (inspection) => tests.every((test) => test(inspection));
  },
  orStatement: (statement, stored) => {
    const tests = several(statement, stored);
    return (inspection) => tests.some((test) => test(inspection));
  },
  notStatement: ({ statement, statements }, stored) => {
    // A rule group's comes as a list of one.
    const test = readStatement(statement ?? listOf(statements)[0], stored);
    return (inspection) => !test(inspection);
  },
};

const described = (kind: string, { vendorName, name, arn }: Json): string => {
  if (kind === "managedRuleGroupStatement") return `the managed rule group ${textOf(vendorName)} ${textOf(name)}`;
  return textOf(arn) ? `${kind} ${textOf(arn)}` : kind;
};
