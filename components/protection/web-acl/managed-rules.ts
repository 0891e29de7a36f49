import { ArgsError } from "../../core/args/args-error";
import { either, list, object, record, suggestion, text } from "../../core/args/args-shape";

/**
 * Rules of AWS that cost no more than any rule, and the capacity that they take. Bot Control, fraud control and the protection
 * from floods are billed by themselves and are no part of it.
 *
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html (read 2026-11)
 */
const GROUPS = {
  common: { name: "AWSManagedRulesCommonRuleSet", capacity: 700 },
  "known bad inputs": { name: "AWSManagedRulesKnownBadInputsRuleSet", capacity: 200 },
  "ip reputation": { name: "AWSManagedRulesAmazonIpReputationList", capacity: 25 },
  "anonymous ips": { name: "AWSManagedRulesAnonymousIpList", capacity: 50 },
  admin: { name: "AWSManagedRulesAdminProtectionRuleSet", capacity: 100 },
  sql: { name: "AWSManagedRulesSQLiRuleSet", capacity: 200 },
  linux: { name: "AWSManagedRulesLinuxRuleSet", capacity: 200 },
  unix: { name: "AWSManagedRulesUnixRuleSet", capacity: 100 },
  windows: { name: "AWSManagedRulesWindowsRuleSet", capacity: 200 },
  php: { name: "AWSManagedRulesPHPRuleSet", capacity: 100 },
  wordpress: { name: "AWSManagedRulesWordPressRuleSet", capacity: 100 },
} as const;

export type ManagedGroup = keyof typeof GROUPS;

/** Blocks what its rules find, or only counts it; or blocks but for some of its rules, which count. */
export type ManagedUse = "block" | "count" | { readonly counts: readonly string[] };

export type ManagedRules = Readonly<Partial<Record<ManagedGroup, ManagedUse>>>;

const groupNames = Object.keys(GROUPS) as ManagedGroup[];

const use = either(
  (value) => value === "block" || value === "count",
  object<{ readonly counts: readonly string[] }>(
    { counts: list(text("the name of a rule"), 'a list of rules, ["EC2MetaDataSSRF_QUERYARGUMENTS"]') },
    '"block", "count"',
  ),
);

export const managedRulesShape = record(use, 'rules of AWS, { common: "block" }')
  .superRefine((given, context) => {
    for (const key of Object.keys(Object(given)))
      if (!Object.hasOwn(GROUPS, key))
        context.addIssue({
          code: "custom",
          path: [key],
          message: `is unknown; ${suggestion(key, groupNames, "there are")}`,
        });
  })
  .optional();

export const BY_DEFAULT: ManagedRules = { "ip reputation": "block", "known bad inputs": "block", common: "block" };

export interface ManagedSettings {
  readonly key: ManagedGroup;
  readonly name: string;
  readonly counts: "all" | readonly string[];
}

/** In the order of the arguments. */
export const managedSettings = (rules: ManagedRules): ManagedSettings[] =>
  groupNames
    .filter((key) => rules[key] !== undefined)
    .map((key) => {
      const use = rules[key] ?? "block";
      const counts = use === "block" ? [] : use === "count" ? ("all" as const) : use.counts;
      return { key, name: GROUPS[key].name, counts };
    });

/** What the price of a web ACL includes; more is billed by the request. https://aws.amazon.com/waf/pricing/ (read 2026-11) */
const INCLUDED = 1_500;

/** @throws {ArgsError} for groups that together take more than a web ACL includes. */
export const checkCapacity = (name: string, rules: readonly ManagedSettings[]): void => {
  const capacity = rules.reduce((sum, { key }) => sum + GROUPS[key].capacity, 0);
  if (capacity > INCLUDED)
    throw new ArgsError(
      name,
      "managed",
      `must be fewer: they take ${capacity} capacity units of ${INCLUDED} that the price of a web ACL includes`,
    );
};
