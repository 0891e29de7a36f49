import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { policyJson, type Statement } from "../components/core/policy-document";
import { deployStatements } from "./deploy-rights";
import type { State } from "./state";

const ISSUER = "token.actions.githubusercontent.com";

/**
 * The two roles that GitHub's workflows assume by OIDC, without any long-lived key: `preview` reads, for pull requests
 * of the repository itself; `deploy` changes, for jobs that run in one of the named environments.
 */
export const createRoles = (repository: string, state: State) => {
  const provider = new iam.OpenIdConnectProvider("github", {
    url: `https://${ISSUER}`,
    clientIdLists: ["sts.amazonaws.com"],
  });
  const trust = (...subjects: string[]) =>
    policyJson([
      {
        Effect: "Allow",
        Principal: { Federated: provider.arn },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: { [`${ISSUER}:aud`]: "sts.amazonaws.com" },
          StringLike: { [`${ISSUER}:sub`]: subjects.map((subject) => `repo:${repository}:${subject}`) },
        },
      },
    ]);

  const preview = new iam.Role("preview", {
    description: "pulumi preview and drift detection",
    assumeRolePolicy: trust("pull_request", "environment:drift"),
    maxSessionDuration: 3600,
  });
  attach("preview-view", preview, "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess");
  attach("preview-audit", preview, "arn:aws:iam::aws:policy/SecurityAudit");
  new iam.RolePolicy("preview-state", { role: preview.name, policy: policyJson(readState(state)) });

  const deploy = new iam.Role("deploy", {
    description: "pulumi up and destroy",
    assumeRolePolicy: trust("environment:dev", "environment:prod", "environment:review"),
    maxSessionDuration: 7200,
  });
  attach("deploy-power", deploy, "arn:aws:iam::aws:policy/PowerUserAccess");
  new iam.RolePolicy("deploy-identities", {
    role: deploy.name,
    policy: policyJson(deployStatements(repositoryRoles(preview, deploy))),
  });
  return { preview: preview.arn, deploy: deploy.arn };
};

const repositoryRoles = (...roles: iam.Role[]): pulumi.Output<string>[] => roles.map(({ arn }) => arn);

const attach = (name: string, role: iam.Role, policyArn: string): void => {
  new iam.RolePolicyAttachment(name, { role: role.name, policyArn });
};

/** A preview reads the state and locks it. */
const readState = ({ bucketArn, keyArn }: State): Statement[] => [
  { Effect: "Allow", Action: ["s3:ListBucket", "s3:GetBucketLocation"], Resource: bucketArn },
  { Effect: "Allow", Action: "s3:GetObject", Resource: pulumi.interpolate`${bucketArn}/*` },
  {
    Effect: "Allow",
    Action: ["s3:PutObject", "s3:DeleteObject"],
    Resource: pulumi.interpolate`${bucketArn}/.pulumi/locks/*`,
  },
  { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: keyArn },
];
