import type { Properties } from "../resources/resource-type";

interface PrincipalArgs {
  readonly type: string;
  readonly identifiers: readonly string[];
}

interface StatementArgs {
  readonly sid?: string;
  readonly effect?: string;
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly principals?: readonly PrincipalArgs[];
  readonly notPrincipals?: readonly PrincipalArgs[];
  readonly conditions?: readonly {
    readonly test: string;
    readonly variable: string;
    readonly values: readonly string[];
  }[];
}

/** Arguments of `aws.iam.getPolicyDocument`. */
export interface PolicyDocumentArgs extends Properties {
  readonly version?: string;
  readonly policyId?: string;
  readonly statements?: readonly StatementArgs[];
}

/** What `aws.iam.getPolicyDocument` answers. */
export const policyDocument = (args: PolicyDocumentArgs): Properties => {
  for (const property of ["sourcePolicyDocuments", "overridePolicyDocuments", "sourceJson", "overrideJson"]) {
    if (args[property] !== undefined) {
      throw new Error(`the local cloud does not merge policy documents: leave out ${property} of getPolicyDocument`);
    }
  }
  const version = args.version ?? "2012-10-17";
  const document = {
    Version: version,
    ...(args.policyId ? { Id: args.policyId } : {}),
    Statement: (args.statements ?? []).map(statement),
  };
  return {
    ...args,
    id: "policy-document",
    version,
    json: JSON.stringify(document, undefined, 2),
    minifiedJson: JSON.stringify(document),
  };
};

// fidelity: observed: internal/service/iam/policy_document_data_source.go of terraform-provider-aws: one element is a
// string, several are a list in reverse order of the alphabet
const oneOrMany = (values: readonly string[]): string | string[] =>
  values.length === 1 ? (values[0] ?? "") : [...values].sort().reverse();

const listed = (name: string, values: readonly string[] | undefined): Properties =>
  values?.length ? { [name]: oneOrMany(values) } : {};

const statement = (args: StatementArgs): Properties => ({
  ...(args.sid ? { Sid: args.sid } : {}),
  Effect: args.effect ?? "Allow",
  ...listed("Action", args.actions),
  ...listed("NotAction", args.notActions),
  ...listed("Resource", args.resources),
  ...listed("NotResource", args.notResources),
  ...principals("Principal", args.principals),
  ...principals("NotPrincipal", args.notPrincipals),
  ...conditions(args.conditions),
});

const principals = (name: string, args: readonly PrincipalArgs[] | undefined): Properties => {
  if (!args?.length) return {};
  const [first] = args;
  if (args.length === 1 && first?.type === "*" && first.identifiers[0] === "*") return { [name]: "*" };
  const byType: Record<string, string[]> = {};
  for (const { type, identifiers } of args) byType[type] = [...(byType[type] ?? []), ...identifiers];
  return { [name]: Object.fromEntries(Object.entries(byType).map(([type, ids]) => [type, oneOrMany(ids)])) };
};

const conditions = (args: StatementArgs["conditions"]): Properties => {
  if (!args?.length) return {};
  const byTest: Record<string, Record<string, unknown>> = {};
  for (const { test, variable, values } of args) byTest[test] = { ...byTest[test], [variable]: oneOrMany(values) };
  return { Condition: byTest };
};
