import type * as pulumi from "@pulumi/pulumi";
import { type Condition, rangesOf } from "./condition";

/** A statement of WAF. Its types in the SDK end at the third level of nesting, which WAF's do not. */
export type Statement = Readonly<Record<string, unknown>>;

/** Makes a set of addresses of one version, and gives its ARN. */
export type MakeIpSet = (version: "ipv4" | "ipv6", addresses: readonly string[]) => pulumi.Output<string>;

export const statementOf = (condition: Condition, ipSet: MakeIpSet): Statement => {
  if ("ips" in condition) {
    const sets = Object.entries(rangesOf(condition.ips)).flatMap(([version, addresses]) =>
      addresses.length === 0
        ? []
        : [{ ipSetReferenceStatement: { arn: ipSet(version as "ipv4" | "ipv6", addresses) } }],
    );
    return anyOf(sets);
  }
  if ("countries" in condition) return { geoMatchStatement: { countryCodes: [...condition.countries] } };
  if ("path" in condition) return matches({ uriPath: {} }, "STARTS_WITH", condition.path, "URL_DECODE");
  if ("methods" in condition)
    return anyOf(condition.methods.map((method) => matches({ method: {} }, "EXACTLY", method, "NONE")));
  if ("header" in condition) {
    const { name, contains } = condition.header;
    return matches({ singleHeader: { name: name.toLowerCase() } }, "CONTAINS", contains.toLowerCase(), "LOWERCASE");
  }
  if ("not" in condition) return { notStatement: { statements: [statementOf(condition.not, ipSet)] } };
  const parts = (some: readonly Condition[]) => some.map((part) => statementOf(part, ipSet));
  return "all" in condition
    ? { andStatement: { statements: parts(condition.all) } }
    : { orStatement: { statements: parts(condition.any) } };
};

const anyOf = (statements: readonly Statement[]): Statement =>
  statements.length === 1 ? (statements[0] as Statement) : { orStatement: { statements } };

const matches = (
  fieldToMatch: object,
  positionalConstraint: string,
  searchString: string,
  type: string,
): Statement => ({
  byteMatchStatement: {
    fieldToMatch,
    positionalConstraint,
    searchString,
    textTransformations: [{ priority: 0, type }],
  },
});
