import * as amplify from "@pulumi/aws/amplify";
import { MetricAlarm } from "@pulumi/aws/cloudwatch";
import { Role, RolePolicy } from "@pulumi/aws/iam";
import { Invocation } from "@pulumi/aws/lambda";
import { Record } from "@pulumi/aws/route53";
import { BucketObjectv2 } from "@pulumi/aws/s3";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";
import type { Bucket } from "../../data/bucket/bucket";
import type { LambdaFunction } from "../../logic/function/lambda-function";

export const amplifyAppChildren = () => ({
  app: amplify.App,
  branches: amplify.Branch,
  domain: amplify.DomainAssociation,
  records: Record,
  artifact: BucketObjectv2,
  deployments: Invocation,
  role: Role,
  rolePolicy: RolePolicy,
  errorsAlarm: MetricAlarm,
});

export type AmplifyAppTransform = TransformOf<typeof amplifyAppChildren>;

/** Branches and deployments are by branch, records of the zone by name. What a folder needs is absent with a repository, the role without rendering. */
export type AmplifyAppNodes = NodesOf<
  typeof amplifyAppChildren,
  {
    branches: "by key";
    domain: "optional";
    records: "by key";
    artifact: "optional";
    deployments: "by key";
    role: "optional";
    rolePolicy: "optional";
    errorsAlarm: "optional";
  }
> & { readonly artifacts?: Bucket; readonly deploy?: LambdaFunction };

export type MakeAmplifyAppChild = Make<typeof amplifyAppChildren>;
