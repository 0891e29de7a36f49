import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "serverless-tiers";
import type { State } from "./state";

/** The services whose service-linked roles AWS makes on first use of what the components create. */
export const LINKED_SERVICES = [
  "dynamodb.application-autoscaling.amazonaws.com",
  "ecs.amazonaws.com",
  "ecs.application-autoscaling.amazonaws.com",
  "elasticache.amazonaws.com",
  "elasticloadbalancing.amazonaws.com",
  "ops.apigateway.amazonaws.com",
  "rds.amazonaws.com",
  "wafv2.amazonaws.com",
];

/** The services that the stacks' own roles are handed to. */
const PASSED_TO = ["lambda.amazonaws.com", "apigateway.amazonaws.com", "states.amazonaws.com", "events.amazonaws.com"];

const ROLES = "arn:aws:iam::*:role/*";

/**
 * What PowerUserAccess leaves out: the roles of the stacks' functions. And what it holds too much of: the roles of the
 * workflows themselves, the state's bucket and key, service-linked roles of other services.
 *
 * Whoever makes roles and functions can still reach most of the account, so prod has an account of its own.
 */
export const deployStatements = (ownRoles: readonly pulumi.Output<string>[], state: State): Statement[] => [
  {
    Sid: "RolesOfStacks",
    Effect: "Allow",
    Action: [
      "iam:CreateRole",
      "iam:DeleteRole",
      "iam:DeleteRolePolicy",
      "iam:GetRole",
      "iam:GetRolePolicy",
      "iam:ListAttachedRolePolicies",
      "iam:ListInstanceProfilesForRole",
      "iam:ListRolePolicies",
      "iam:PutRolePolicy",
      "iam:TagRole",
      "iam:UntagRole",
      "iam:UpdateAssumeRolePolicy",
      "iam:UpdateRole",
      "iam:UpdateRoleDescription",
    ],
    Resource: ROLES,
  },
  {
    Sid: "ServicePoliciesOnly",
    Effect: "Allow",
    Action: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
    Resource: ROLES,
    // Those that AWS made for roles of services, which the API Gateway log role needs; never AdministratorAccess.
    Condition: { ArnLike: { "iam:PolicyARN": "arn:aws:iam::aws:policy/service-role/*" } },
  },
  {
    Sid: "HandOverRoles",
    Effect: "Allow",
    Action: "iam:PassRole",
    Resource: ROLES,
    Condition: { StringEquals: { "iam:PassedToService": PASSED_TO } },
  },
  {
    // PowerUserAccess allows those of all services.
    Sid: "NoOtherServiceLinkedRoles",
    Effect: "Deny",
    Action: "iam:CreateServiceLinkedRole",
    Resource: "*",
    Condition: { StringNotEquals: { "iam:AWSServiceName": LINKED_SERVICES } },
  },
  {
    Sid: "NotTheWorkflowsOwnRoles",
    Effect: "Deny",
    Action: [
      "iam:AttachRolePolicy",
      "iam:DeleteRole",
      "iam:DeleteRolePolicy",
      "iam:DetachRolePolicy",
      "iam:PassRole",
      "iam:PutRolePolicy",
      "iam:UpdateAssumeRolePolicy",
      "iam:UpdateRole",
    ],
    Resource: [...ownRoles],
  },
  ...keepState(state),
];

/** State is read and written, and its old versions stay what they are. */
const keepState = ({ bucketArn, keyArn }: State): Statement[] => [
  {
    Sid: "KeepStateBucket",
    Effect: "Deny",
    Action: [
      "s3:DeleteBucket",
      "s3:DeleteBucketPolicy",
      "s3:DeleteObjectVersion",
      "s3:PutBucketPolicy",
      "s3:PutBucketPublicAccessBlock",
      "s3:PutBucketVersioning",
      "s3:PutEncryptionConfiguration",
      "s3:PutLifecycleConfiguration",
    ],
    Resource: [bucketArn, pulumi.interpolate`${bucketArn}/*`],
  },
  {
    Sid: "KeepStateKey",
    Effect: "Deny",
    Action: ["kms:DisableKey", "kms:DisableKeyRotation", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"],
    Resource: keyArn,
  },
];
