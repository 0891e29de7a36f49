import { objectsAt, type PolicyStatement, statementsOf, usedBy, valueAt } from "serverless-tiers/policies";
import { phrase } from "./phrases";
import type { PlannedResource, PlannedStack } from "./planned-stack";
import { type ArnNames, arnNames, describe, together } from "./wording";

/** All that one function, role or service may do. */
export interface Holder {
  /** `function get-order`, or a service of AWS. */
  readonly holder: string;
  readonly may: readonly Allowance[];
}

export interface Allowance {
  /** `send messages to queue orders`. */
  readonly words: string;
  readonly actions: readonly string[];
}

const ROLE = "aws:iam/role:Role";
const FUNCTION = "aws:lambda/function:Function";

/** Resources with a policy of their own: their allowances belong to whom they name. */
const RESOURCE_POLICIES: readonly string[] = [
  "aws:sqs/queuePolicy:QueuePolicy",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:s3/bucketPolicy:BucketPolicy",
];

/** Every IAM grant of the stack in words, by who holds it. */
export const grantsOf = (stack: PlannedStack): Holder[] => {
  const names = arnNames(stack);
  const byHolder = new Map<string, Allowance[]>();
  const add = (holder: string, allowances: readonly Allowance[]) => {
    if (allowances.length > 0) byHolder.set(holder, [...(byHolder.get(holder) ?? []), ...allowances]);
  };
  for (const role of stack.resources.filter(({ type }) => type === ROLE))
    add(holderOf(stack, role), allowancesOfRole(stack, role, names));
  for (const resource of stack.resources) {
    if (resource.type === "aws:lambda/permission:Permission") add(...permission(stack, resource));
    if (!RESOURCE_POLICIES.includes(resource.type)) continue;
    for (const statement of allowed(valueAt(resource, "policy")))
      for (const principal of statement.principals) add(service(principal), [allowance(statement, names)]);
  }
  return [...byHolder].sort(([a], [b]) => (a < b ? -1 : 1)).map(([holder, may]) => ({ holder, may }));
};

/** The functions that run as this role, or who else may assume it. */
const holderOf = (stack: PlannedStack, role: PlannedResource): string => {
  const functions = stack.resources.filter(({ type, uses }) => type === FUNCTION && uses.role?.includes(role.urn));
  if (functions.length > 0) return functions.map(describe).join(", ");
  const trusted = statementsOf(valueAt(role, "assumeRolePolicy")).flatMap(({ principals }) => principals.map(service));
  return `role ${role.name} of ${trusted.join(", ") || "nobody"}`;
};

const service = (principal: string): string => principal.replace(/^Service: /, "");

const allowancesOfRole = (stack: PlannedStack, role: PlannedResource, names: ArnNames): Allowance[] => {
  const attached = stack.resources.filter((resource) => usedBy(stack, resource, "role", ROLE).includes(role));
  const documents = [
    ...objectsAt(role, "inlinePolicies").map(({ policy }) => policy),
    ...attached.map((resource) => valueAt(resource, "policy")),
  ];
  const managed = [valueAt(role, "managedPolicyArns"), ...attached.map((resource) => valueAt(resource, "policyArn"))];
  return [
    ...documents.flatMap(allowed).map((statement) => allowance(statement, names)),
    ...managed
      .flat()
      .filter((arn) => typeof arn === "string")
      .map((arn) => ({ words: `do what ${names(arn).replace(/^.*:policy\//, "AWS's policy ")} holds`, actions: [] })),
  ];
};

const allowed = (policy: unknown): PolicyStatement[] => statementsOf(policy).filter(({ effect }) => effect === "Allow");

const allowance = (statement: PolicyStatement, names: ArnNames): Allowance => {
  const actions = [...statement.actions, ...statement.notActions.map((action) => `all but ${action}`)];
  const condition = conditionWords(statement);
  return {
    words: phrase(actions, together(named(statement, names))) + (condition === "" ? "" : `, ${condition}`),
    actions,
  };
};

/** What is made has no name yet, and every interface is allowed for. */
const named = ({ actions, resources }: PolicyStatement, names: ArnNames): string[] => {
  const all = resources.map(names);
  return actions.includes("ec2:CreateNetworkInterface") ? all.filter((name) => name !== "any network interface") : all;
};

/** Lambda acts for a function without this key; calls of the function's own code carry it. */
const LAMBDA_ONLY = "lambda:sourcefunctionarn";

const conditionWords = ({ conditions }: PolicyStatement): string =>
  [...conditions]
    .map(([key, values]) =>
      key === LAMBDA_ONLY && values[0] === "true"
        ? "by Lambda alone, not by the function's code"
        : `if ${key} is ${values.join(" or ")}`,
    )
    .join(", ");

const permission = (stack: PlannedStack, resource: PlannedResource): [string, Allowance[]] => {
  const functions = usedBy(stack, resource, "function", FUNCTION).map(describe);
  const sources = (resource.uses.sourceArn ?? []).flatMap((urn) =>
    stack.resources.filter((other) => other.urn === urn),
  );
  const action = String(valueAt(resource, "action"));
  const source = sources.length > 0 ? `, for ${together(sources.map(describe))}` : "";
  return [
    service(String(valueAt(resource, "principal"))),
    [{ words: `${phrase([action], together(functions))}${source}`, actions: [action] }],
  ];
};
