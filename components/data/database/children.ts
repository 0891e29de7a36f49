import { LogGroup, MetricAlarm } from "@pulumi/aws/cloudwatch";
import { SecurityGroup } from "@pulumi/aws/ec2";
import { Invocation } from "@pulumi/aws/lambda";
import * as rds from "@pulumi/aws/rds";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";
import type { LambdaFunctionTransform } from "../../logic/function/children";
import type { LambdaFunction } from "../../logic/function/lambda-function";
import type { OwnKey } from "../../operations/key/key";

export const databaseChildren = () => ({
  cluster: rds.Cluster,
  writer: rds.ClusterInstance,
  standby: rds.ClusterInstance,
  parameters: rds.ClusterParameterGroup,
  subnets: rds.SubnetGroup,
  securityGroup: SecurityGroup,
  logGroup: LogGroup,
  migration: Invocation,
  capacityAlarm: MetricAlarm,
});

export interface DatabaseTransform extends TransformOf<typeof databaseChildren> {
  /** Of the function that `migration` invokes. */
  readonly migrate?: LambdaFunctionTransform;
}

/** The standby is there with `multiAz`, the alarm unless `alarms` is false. */
export type DatabaseNodes = NodesOf<typeof databaseChildren, { standby: "optional"; capacityAlarm: "optional" }> &
  OwnKey & {
    readonly migrate: LambdaFunction;
  };

export type ClusterNodes = Pick<
  DatabaseNodes,
  "cluster" | "writer" | "standby" | "parameters" | "subnets" | "securityGroup" | "logGroup"
>;

export type MakeDatabaseChild = Make<typeof databaseChildren>;
