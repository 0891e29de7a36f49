import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { policyJson } from "serverless-tiers";
import { deployStatements } from "./deploy-rights";
import { previewStatements } from "./preview-rights";
import type { State } from "./state";

const ISSUER = "token.actions.githubusercontent.com";

/** The environments of the repository whose jobs may change the account. */
const DEPLOYED = ["environment:dev", "environment:prod", "environment:review"];

export interface WorkflowRoles {
  readonly preview: pulumi.Output<string>;
  readonly deploy: pulumi.Output<string>;
}

/**
 * The two roles that GitHub's workflows assume by OIDC, without any long-lived key: `preview` reads, for pull requests
 * of the repository itself; `deploy` changes, for jobs that run in one of the named environments.
 */
export const createRoles = (repository: string, state: State): WorkflowRoles => {
  const provider = new iam.OpenIdConnectProvider("github", {
    url: `https://${ISSUER}`,
    clientIdLists: ["sts.amazonaws.com"],
  });
  const preview = new iam.Role("preview", {
    description: "pulumi preview and drift detection",
    assumeRolePolicy: trust(provider, repository, ["pull_request", "environment:drift"]),
    maxSessionDuration: 3600,
  });
  attach("preview-view", preview, "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess");
  attach("preview-audit", preview, "arn:aws:iam::aws:policy/SecurityAudit");
  new iam.RolePolicy("preview-state", { role: preview.name, policy: policyJson(previewStatements(state)) });

  const deploy = new iam.Role("deploy", {
    description: "pulumi up and destroy",
    assumeRolePolicy: trust(provider, repository, DEPLOYED),
    maxSessionDuration: 7200,
  });
  attach("deploy-power", deploy, "arn:aws:iam::aws:policy/PowerUserAccess");
  new iam.RolePolicy("deploy-identities", {
    role: deploy.name,
    policy: policyJson(deployStatements([preview.arn, deploy.arn], state)),
  });
  return { preview: preview.arn, deploy: deploy.arn };
};

/** For tokens that GitHub made for this repository and these subjects, each in full: no pattern, no other branch. */
const trust = (
  provider: iam.OpenIdConnectProvider,
  repository: string,
  subjects: readonly string[],
): pulumi.Output<string> =>
  policyJson([
    {
      Effect: "Allow",
      Principal: { Federated: provider.arn },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          [`${ISSUER}:aud`]: "sts.amazonaws.com",
          [`${ISSUER}:sub`]: subjects.map((subject) => `repo:${repository}:${subject}`),
        },
      },
    },
  ]);

const attach = (name: string, role: iam.Role, policyArn: string): void => {
  new iam.RolePolicyAttachment(name, { role: role.name, policyArn });
};
