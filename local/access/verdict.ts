import type { AccessRequest, Decision, PolicyDocument, Statement } from "./access";
import { type Caller, principalFit } from "./caller";
import { conditionsHold, type Lookup } from "./conditions";
import { arnMatches, wildcard } from "./pattern";

/** What the statements of one kind of policy say about a request. */
export interface Verdict {
  readonly denied: boolean;
  readonly allowed: boolean;
  /** A resource policy names the account: its identity policies decide. */
  readonly leftToAccount: boolean;
}

/**
 * IAM's decision: an explicit deny anywhere wins, then an allow of the identity's or of the resource's policy is enough
 * within one account.
 * fidelity: docs: IAM user guide, "Policy evaluation logic" (boundaries and SCPs are not emulated)
 */
export const evaluate = (caller: Caller, identity: readonly PolicyDocument[], request: AccessRequest): Decision => {
  const own = identityVerdict(caller, identity, request);
  const resource = resourceVerdict(caller, request.resourcePolicy, request);
  if (own.denied) return refusal("with an explicit deny in an identity-based policy", true);
  if (resource.denied) return refusal("with an explicit deny in a resource-based policy", true);
  const letIn = resource.allowed || resource.leftToAccount || request.granted;
  // fidelity: docs: IAM user guide, "Cross-account policy evaluation logic": both sides have to allow
  if (isOfAnother(caller, request.resource)) {
    if (own.allowed && letIn) return { allowed: true };
    const lacking = own.allowed ? "resource" : "identity";
    return refusal(`because no ${lacking}-based policy allows the ${request.action} action`, false);
  }
  const ownCounts = !request.delegated || resource.leftToAccount;
  if (resource.allowed || request.granted || (own.allowed && ownCounts)) return { allowed: true };
  if (!ownCounts) return refusal(`because no resource-based policy allows the ${request.action} action`, false);
  return refusal(`because no identity-based policy allows the ${request.action} action`, false);
};

/** The account of an ARN, where it has one. */
export const accountOf = (arn: string): string | undefined => /^arn:[^:]+:[^:]+:[^:]*:(\d{12}):/.exec(arn)?.[1];

const isOfAnother = ({ account }: Caller, resource: string): boolean => {
  const owner = accountOf(resource);
  return owner !== undefined && /^\d{12}$/.test(account) && owner !== account;
};

const refusal = (reason: string, explicit: boolean): Decision => ({ allowed: false, explicit, reason });

export const identityVerdict = (
  caller: Caller,
  policies: readonly PolicyDocument[],
  request: AccessRequest,
): Verdict => {
  const statements = policies.flatMap(({ Statement }) => Statement).filter((each) => applies(each, caller, request));
  return {
    denied: statements.some(({ Effect }) => Effect === "Deny"),
    allowed: statements.some(({ Effect }) => Effect === "Allow"),
    leftToAccount: false,
  };
};

/** Also reads trust policies: there the resource is the role itself and no statement names it. */
export const resourceVerdict = (
  caller: Caller,
  policy: PolicyDocument | undefined,
  request: AccessRequest,
): Verdict => {
  const statements = (policy?.Statement ?? []).filter((each) => applies(each, caller, request));
  const fits = (effect: Statement["Effect"]) =>
    statements.filter(({ Effect }) => Effect === effect).map(({ Principal }) => principalFit(Principal, caller));
  const allows = fits("Allow");
  return {
    denied: fits("Deny").some((fit) => fit !== undefined),
    allowed: allows.includes("direct"),
    leftToAccount: allows.includes("account"),
  };
};

const applies = (statement: Statement, caller: Caller, request: AccessRequest): boolean => {
  const lookup = contextOf(caller, request);
  const expand = (text: string) => expandVariables(text, lookup);
  return (
    actionFits(statement, request.action) &&
    resourceFits(statement, request.resource, expand) &&
    conditionsHold(statement.Condition ?? {}, lookup, expand)
  );
};

const actionFits = ({ Action, NotAction }: Statement, action: string): boolean => {
  const listed = [Action ?? NotAction ?? []].flat();
  const some = listed.some((pattern) => wildcard(pattern.toLowerCase(), action.toLowerCase()));
  return Action === undefined ? !some : some;
};

const resourceFits = (
  { Resource, NotResource }: Statement,
  resource: string,
  expand: (text: string) => string,
): boolean => {
  const listed = [Resource ?? NotResource ?? "*"].flat();
  const some = listed.some((pattern) => arnMatches(expand(pattern), resource));
  return NotResource === undefined ? some : !some;
};

const contextOf = (caller: Caller, request: AccessRequest) => {
  const keys = new Map<string, string | readonly string[]>();
  const add = (key: string, value: string | readonly string[] | undefined) =>
    value !== undefined && keys.set(key.toLowerCase(), value);
  add("aws:PrincipalArn", caller.roleArn ?? caller.arn);
  add("aws:PrincipalAccount", caller.account);
  add("aws:userid", caller.userId);
  add("aws:PrincipalIsAWSService", String(caller.service !== undefined));
  for (const [key, value] of Object.entries({ ...request.context, ...caller.context })) add(key, value);
  return (key: string) => keys.get(key.toLowerCase());
};

/** `${aws:userid}`; a variable without a value makes the text match nothing. */
const expandVariables = (text: string, lookup: Lookup): string => {
  const oneValue = (name: string) => {
    const value = lookup(name);
    return typeof value === "string" ? value : "\0";
  };
  return text.includes("${")
    ? text.replace(/\$\{([^}]+)\}/g, (_, name: string) => ("*?$".includes(name) ? name : oneValue(name)))
    : text;
};
