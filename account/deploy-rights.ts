import type * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../components/core/policy-document";

/** The services whose service-linked roles AWS makes on first use of what the components create. */
const LINKED_SERVICES = [
  "rds.amazonaws.com",
  "ops.apigateway.amazonaws.com",
  "elasticache.amazonaws.com",
  "ecs.application-autoscaling.amazonaws.com",
  "dynamodb.application-autoscaling.amazonaws.com",
  "wafv2.amazonaws.com",
];

/** The services that the stacks' own roles are handed to. */
const PASSED_TO = ["lambda.amazonaws.com", "apigateway.amazonaws.com", "states.amazonaws.com", "events.amazonaws.com"];

/**
 * What PowerUserAccess leaves out: the roles of the stacks' functions. The workflow's own roles stay out of its reach;
 * yet whoever makes roles and functions can reach most of the account, so prod has an account of its own.
 */
export const deployStatements = (ownRoles: pulumi.Output<string>[]): Statement[] => [
  {
    Effect: "Allow",
    Action: [
      "iam:CreateRole",
      "iam:DeleteRole",
      "iam:UpdateRole",
      "iam:UpdateRoleDescription",
      "iam:UpdateAssumeRolePolicy",
      "iam:TagRole",
      "iam:UntagRole",
      "iam:GetRole",
      "iam:ListRolePolicies",
      "iam:ListAttachedRolePolicies",
      "iam:ListInstanceProfilesForRole",
      "iam:GetRolePolicy",
      "iam:PutRolePolicy",
      "iam:DeleteRolePolicy",
      "iam:AttachRolePolicy",
      "iam:DetachRolePolicy",
    ],
    Resource: "arn:aws:iam::*:role/*",
  },
  {
    Effect: "Allow",
    Action: "iam:PassRole",
    Resource: "arn:aws:iam::*:role/*",
    Condition: { StringEquals: { "iam:PassedToService": PASSED_TO } },
  },
  {
    Effect: "Allow",
    Action: "iam:CreateServiceLinkedRole",
    Resource: "arn:aws:iam::*:role/aws-service-role/*",
    Condition: { StringEquals: { "iam:AWSServiceName": LINKED_SERVICES } },
  },
  {
    Effect: "Deny",
    Action: [
      "iam:UpdateAssumeRolePolicy",
      "iam:PutRolePolicy",
      "iam:AttachRolePolicy",
      "iam:DeleteRole",
      "iam:PassRole",
    ],
    Resource: ownRoles,
  },
];
