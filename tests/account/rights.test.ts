import assert from "node:assert/strict";
import { createRoles } from "../../account/github-roles";
import { createState } from "../../account/state";
import { violations } from "../../components/policies/rule";
import { RULES } from "../../components/policies/rules";
import type { AccessRequest } from "../../local/access/access";
import { parsePolicy } from "../../local/access/policy-document";
import { evaluate } from "../../local/access/verdict";
import type { Registration } from "../../local/engine/program/registration";
import { registered, the } from "../support/pulumi";

/** What AWS's PowerUserAccess says, which the role has besides its own policy (read 2026-11). */
const POWER_USER = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*" },
    {
      Effect: "Allow",
      Action: ["iam:CreateServiceLinkedRole", "iam:DeleteServiceLinkedRole", "iam:ListRoles"],
      Resource: "*",
    },
  ],
};

const ACCOUNT = "000000000000";

describe("what the workflows may do in an account", () => {
  let made: Registration[];
  before(async () => {
    made = await registered(() => createRoles("shop/orders", createState()));
  });

  const policyOf = (name: string) => the(made, "aws:iam/rolePolicy:RolePolicy", name).inputs.policy;
  const statements = (text: unknown) => parsePolicy(text).Statement;

  const caller = { arn: `arn:aws:sts::${ACCOUNT}:assumed-role/it/session`, account: ACCOUNT };
  const may = (
    policies: readonly unknown[],
    action: string,
    resource: string,
    context: AccessRequest["context"] = {},
  ) => evaluate(caller, policies.map(parsePolicy), { action, resource, context }).allowed;

  const deploy = (action: string, resource: string, context = {}) =>
    may([POWER_USER, policyOf("deploy-identities")], action, resource, context);
  const preview = (action: string, resource: string) => may([policyOf("preview-state")], action, resource);

  it("trusts tokens of exactly these jobs", () => {
    const subjects = (name: string) =>
      statements(the(made, "aws:iam/role:Role", name).inputs.assumeRolePolicy).map(({ Condition }) => Condition);
    const only = (...names: string[]) => [
      {
        StringEquals: {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": names.map((name) => `repo:shop/orders:${name}`),
        },
      },
    ];

    assert.deepEqual(subjects("preview"), only("pull_request", "environment:drift"));
    assert.deepEqual(subjects("deploy"), only("environment:dev", "environment:prod", "environment:review"));
  });

  it("lets a preview read the state and change nothing", () => {
    const bucket = statements(policyOf("preview-state"))[0]?.Resource as string;

    assert.equal(preview("s3:GetObject", `${bucket}/.pulumi/stacks/dev.json`), true);
    for (const action of ["s3:PutObject", "s3:DeleteObject"])
      assert.equal(preview(action, `${bucket}/.pulumi/locks/dev.json`), false, action);
    assert.deepEqual(
      statements(policyOf("preview-state"))
        .flatMap(({ Action = [] }) => Action)
        .filter((action) => !/:(Get|List|Decrypt|GET)/.test(action)),
      [],
    );
  });

  it("lets a deployment make the roles of a stack and hand them to services", () => {
    const role = `arn:aws:iam::${ACCOUNT}:role/get-order-role-1234567`;

    assert.equal(deploy("iam:CreateRole", role), true);
    assert.equal(deploy("iam:PutRolePolicy", role), true);
    assert.equal(deploy("iam:PassRole", role, { "iam:PassedToService": "lambda.amazonaws.com" }), true);
    assert.equal(deploy("iam:PassRole", role, { "iam:PassedToService": "ec2.amazonaws.com" }), false);
    assert.equal(deploy("sqs:CreateQueue", `arn:aws:sqs:eu-west-1:${ACCOUNT}:orders`), true);
  });

  it("attaches no policy of AWS but those for services", () => {
    const attach = (policy: string) =>
      deploy("iam:AttachRolePolicy", `arn:aws:iam::${ACCOUNT}:role/x`, {
        "iam:PolicyARN": `arn:aws:iam::aws:policy/${policy}`,
      });

    assert.equal(attach("service-role/AmazonAPIGatewayPushToCloudWatchLogs"), true);
    assert.equal(attach("AdministratorAccess"), false);
  });

  it("makes service-linked roles of the services in use only", () => {
    const linked = (service: string) =>
      deploy("iam:CreateServiceLinkedRole", `arn:aws:iam::${ACCOUNT}:role/aws-service-role/${service}/x`, {
        "iam:AWSServiceName": service,
      });

    assert.equal(linked("rds.amazonaws.com"), true);
    assert.equal(linked("ops.apigateway.amazonaws.com"), true);
    assert.equal(linked("guardduty.amazonaws.com"), false);
  });

  it("cannot widen the workflows' own roles, make users, or lose the state", () => {
    const denied = statements(policyOf("deploy-identities")).find(({ Sid }) => Sid === "NotTheWorkflowsOwnRoles");
    const own = [denied?.Resource ?? []].flat();

    assert.equal(own.length, 2);
    for (const role of own)
      for (const action of [
        "iam:PutRolePolicy",
        "iam:AttachRolePolicy",
        "iam:UpdateAssumeRolePolicy",
        "iam:DeleteRole",
        "iam:PassRole",
      ])
        assert.equal(
          deploy(action, role, { "iam:PassedToService": "lambda.amazonaws.com" }),
          false,
          `${action} ${role}`,
        );
    assert.equal(deploy("iam:CreateUser", `arn:aws:iam::${ACCOUNT}:user/x`), false);
    assert.equal(deploy("iam:CreateAccessKey", `arn:aws:iam::${ACCOUNT}:user/x`), false);
    const bucket = statements(policyOf("preview-state"))[0]?.Resource as string;
    assert.equal(deploy("s3:PutObject", `${bucket}/.pulumi/stacks/dev.json`), true);
    assert.equal(deploy("s3:DeleteObject", `${bucket}/.pulumi/locks/dev.json`), true);
    for (const action of ["s3:DeleteBucket", "s3:PutBucketVersioning"])
      assert.equal(deploy(action, bucket), false, action);
    assert.equal(deploy("s3:DeleteObjectVersion", `${bucket}/.pulumi/stacks/dev.json`), false);
  });

  it("breaks no rule of the policy pack but the one for PowerUserAccess", () => {
    const resources = made.map(({ urn, type, name, inputs, protect, propertyDependencies: uses }) => ({
      urn,
      type,
      name,
      props: inputs,
      protect,
      uses,
    }));
    const stack = {
      resources,
      protected: true,
      defaultTags: { project: "x", stack: "x" },
      openRoutes: {},
      today: new Date("2026-11-22"),
    };

    assert.deepEqual(
      violations(RULES, stack).map(({ rule, resource }) => `${rule.name}: ${resource.name}`),
      ["no-broad-managed-policy: deploy-power"],
    );
  });
});
