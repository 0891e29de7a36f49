import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import type { DeploymentRequest } from "../../contracts/deployment";
import { childName } from "../../core/component/naming";
import { Bucket } from "../../data/bucket/bucket";
import { LambdaFunction } from "../../logic/function/lambda-function";
import { ownEntry } from "../../logic/function/own-entry";
import type { AmplifyAppNodes, MakeAmplifyAppChild } from "./children";
import { type AmplifyAppPlan, CONFIG_FILE } from "./plan";

const KEY = "site.zip";

/**
 * The zip of a folder in a bucket, and the function that has Amplify take it, once for each branch and change: the
 * provider has no resource for that.
 */
export const createDeployments = (
  make: MakeAmplifyAppChild,
  plan: AmplifyAppPlan,
  { app, branches }: Pick<AmplifyAppNodes, "app" | "branches">,
  parent: pulumi.Resource,
): Pick<AmplifyAppNodes, "artifacts" | "artifact" | "deploy" | "deployments"> => {
  if (plan.files === undefined) return { deployments: {} };
  const artifacts = new Bucket(
    childName(plan.name, "artifacts"),
    { protection: plan.protection, versioning: false },
    { parent },
  );
  const { source, digest } = zip(plan, plan.files);
  const artifact = make("artifact", "artifact", { bucket: artifacts.name, key: KEY, source });
  const deploy = createFunction(plan, artifacts, branches, parent);
  const deployments = Object.entries(branches).map(([name, branch]) => {
    const input = pulumi.jsonStringify({
      appId: app.id,
      branchName: branch.branchName,
      bucket: artifacts.name,
      key: KEY,
    } satisfies Record<keyof DeploymentRequest, unknown>);
    const made = make(
      "deployments",
      `deployment/${name}`,
      { functionName: deploy.name, qualifier: deploy.nodes.alias.name, input, triggers: { files: digest } },
      { dependsOn: [deploy, artifact, artifacts.nodes.policy] },
    );
    return [name, made] as const;
  });
  return { artifacts, artifact, deploy, deployments: Object.fromEntries(deployments) };
};

const zip = ({ config }: AmplifyAppPlan, files: NonNullable<AmplifyAppPlan["files"]>) => {
  const assets = Object.fromEntries(files.map(({ path, source }) => [path, new pulumi.asset.FileAsset(source)]));
  const digests = JSON.stringify(files.map(({ path, digest }) => [path, digest]));
  const own = config === undefined ? pulumi.output<string | undefined>(undefined) : pulumi.jsonStringify(config);
  return {
    source: own.apply(
      (text) =>
        new pulumi.asset.AssetArchive({
          ...assets,
          ...(text !== undefined && { [CONFIG_FILE]: new pulumi.asset.StringAsset(text) }),
        }),
    ),
    digest: own.apply((text) =>
      createHash("sha256")
        .update(`${digests}${text ?? ""}`)
        .digest("hex"),
    ),
  };
};

const createFunction = (
  { name, retention }: AmplifyAppPlan,
  { arn }: Bucket,
  branches: AmplifyAppNodes["branches"],
  parent: pulumi.Resource,
): LambdaFunction => {
  const below = (what: string) => Object.values(branches).map((branch) => pulumi.interpolate`${branch.arn}/${what}`);
  const app = {
    description: `deploy app ${name}`,
    grants: [
      { actions: ["s3:GetObject"], resources: [pulumi.interpolate`${arn}/${KEY}`] },
      { actions: ["amplify:CreateDeployment", "amplify:StartDeployment"], resources: below("deployments/*") },
      { actions: ["amplify:GetJob"], resources: below("jobs/*") },
    ],
    environment: () => ({}),
  };
  return new LambdaFunction(
    childName(name, "deploy"),
    {
      entry: ownEntry("deploy/deploy"),
      description: `Deploys app ${name}`,
      links: { app },
      timeout: "15 minutes",
      memory: "1024 MB",
      ...(retention !== undefined && { retention }),
    },
    { parent },
  );
};
