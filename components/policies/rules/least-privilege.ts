import { UNSCOPED_ACTIONS } from "../../core/rights/unscoped-actions";
import { type CheckedResource, objectsAt, shown, valueAt } from "../checked-resource";
import type { ResourceRule } from "../rule";
import { type PolicyStatement, statementsOf } from "../statements";

const IDENTITY_POLICIES = [
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/policy:Policy",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/groupPolicy:GroupPolicy",
  "aws:iam/role:Role",
];
const RESOURCE_POLICIES = [
  "aws:sqs/queuePolicy:QueuePolicy",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:secretsmanager/secretPolicy:SecretPolicy",
];

/** What is allowed; a deny may be as wide as it likes (`sqs:*`: a queue's policy takes seven actions at most). */
const allowed = (resource: CheckedResource): PolicyStatement[] => {
  const inline = objectsAt(resource, "inlinePolicies").map(({ policy }) => policy);
  return [valueAt(resource, "policy"), ...inline].flatMap(statementsOf).filter(({ effect }) => effect === "Allow");
};

export const noWildcardAction: ResourceRule = {
  name: "no-wildcard-action",
  level: "mandatory",
  description: "What is allowed is named action by action.",
  types: [...IDENTITY_POLICIES, ...RESOURCE_POLICIES],
  check: (resource) =>
    allowed(resource).flatMap(({ actions, notActions }) => [
      ...actions
        .filter((action) => action.includes("*"))
        .map((action) => `must allow single actions (it allows ${action})`),
      ...(notActions.length > 0 ? [`must allow single actions (it allows all but ${notActions.join(", ")})`] : []),
    ]),
};

export const noWildcardResource: ResourceRule = {
  name: "no-wildcard-resource",
  level: "mandatory",
  description:
    "What is allowed is allowed on named resources, unless AWS knows none for the action (components/core/rights/unscoped-actions.ts).",
  types: IDENTITY_POLICIES,
  check: (resource) =>
    allowed(resource).flatMap(({ actions, resources, notResources }) => {
      const narrower = actions.filter((action) => !(action in UNSCOPED_ACTIONS));
      const wide = resources.find(isEverything);
      return [
        ...(wide !== undefined && narrower.length > 0
          ? [`must name resources for ${narrower.join(", ")} (it allows ${wide})`]
          : []),
        ...(notResources.length > 0 ? [`must name resources (it allows all but ${notResources.join(", ")})`] : []),
      ];
    }),
};

/** `*`, and an ARN that names a service alone: `arn:aws:s3:::*`. */
const isEverything = (arn: string): boolean => /^[*:]*$/.test(arn) || /^arn:[^:]*:[^:]*:[^:]*:[^:]*:\*+$/.test(arn);

/** Managed policies of AWS that hold whole services, or all of them. */
const BROAD = /:policy\/(AdministratorAccess|PowerUserAccess|.*FullAccess)$/;

export const noBroadManagedPolicy: ResourceRule = {
  name: "no-broad-managed-policy",
  level: "mandatory",
  description: "No role of a stack holds a managed policy of AWS for whole services.",
  types: ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "aws:iam/role:Role"],
  check(resource) {
    const arns = [valueAt(resource, "policyArn"), valueAt(resource, "managedPolicyArns")].flat();
    return arns
      .filter((arn) => typeof arn === "string" && BROAD.test(arn))
      .map((arn) => `must not attach ${shown(arn)}: grant the actions that are needed`);
  },
};
