import { LogGroup, MetricAlarm } from "@pulumi/aws/cloudwatch";
import { SecurityGroup } from "@pulumi/aws/ec2";
import { Role, RolePolicy } from "@pulumi/aws/iam";
import { Invocation } from "@pulumi/aws/lambda";
import * as rds from "@pulumi/aws/rds";
import * as vpc from "@pulumi/aws/vpc";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";
import type { LambdaFunctionTransform } from "../../logic/function/children";
import type { LambdaFunction } from "../../logic/function/lambda-function";
import type { OwnKey } from "../../operations/key/key";

const ofBoth = () => ({
  subnets: rds.SubnetGroup,
  securityGroup: SecurityGroup,
  logGroup: LogGroup,
  migration: Invocation,
  proxy: rds.Proxy,
  proxyRole: Role,
  proxyPolicy: RolePolicy,
  proxyLogGroup: LogGroup,
  proxySecurityGroup: SecurityGroup,
  proxyEgress: vpc.SecurityGroupEgressRule,
  proxyIngress: vpc.SecurityGroupIngressRule,
  proxyPool: rds.ProxyDefaultTargetGroup,
  proxyTarget: rds.ProxyTarget,
  proxyReader: rds.ProxyEndpoint,
});

export const clusterChildren = () => ({
  cluster: rds.Cluster,
  writer: rds.ClusterInstance,
  standby: rds.ClusterInstance,
  parameters: rds.ClusterParameterGroup,
  ...ofBoth(),
  capacityAlarm: MetricAlarm,
});

export const instanceChildren = () => ({
  instance: rds.Instance,
  replica: rds.Instance,
  instanceParameters: rds.ParameterGroup,
  ...ofBoth(),
  replicaLogGroup: LogGroup,
  instanceAlarm: MetricAlarm,
  monitoringRole: Role,
  monitoringPolicy: RolePolicy,
});

export const databaseChildren = () => ({ ...clusterChildren(), ...instanceChildren() });

interface MigrateTransform {
  /** Of the function that `migration` invokes. */
  readonly migrate?: LambdaFunctionTransform;
}

export interface ServerlessTransform extends TransformOf<typeof clusterChildren>, MigrateTransform {}
export interface InstanceTransform extends TransformOf<typeof instanceChildren>, MigrateTransform {}

/** Of whichever kind the database is. */
export type DatabaseTransform = ServerlessTransform & InstanceTransform;

/**
 * Either those of a cluster (`cluster` to `standby`, which is there with `multiAz`) or those of an instance (`instance`
 * and what is called after it, replicas by their number); and
 * those of the proxy where there is one.
 */
export type DatabaseNodes = NodesOf<
  typeof databaseChildren,
  {
    cluster: "optional";
    writer: "optional";
    standby: "optional";
    parameters: "optional";
    capacityAlarm: "optional";
    instance: "optional";
    replica: "by key";
    instanceParameters: "optional";
    replicaLogGroup: "by key";
    instanceAlarm: "by key";
    monitoringRole: "optional";
    monitoringPolicy: "optional";
    proxy: "optional";
    proxyRole: "optional";
    proxyPolicy: "optional";
    proxyLogGroup: "optional";
    proxySecurityGroup: "optional";
    proxyEgress: "optional";
    proxyIngress: "optional";
    proxyPool: "optional";
    proxyTarget: "optional";
    proxyReader: "optional";
  }
> &
  OwnKey & {
    readonly migrate: LambdaFunction;
  };

type Both = "subnets" | "securityGroup" | "logGroup";

export type ClusterNodes = Required<Pick<DatabaseNodes, "cluster" | "writer" | "parameters">> &
  Pick<DatabaseNodes, "standby" | Both>;

export type InstanceNodes = Required<Pick<DatabaseNodes, "instance" | "instanceParameters">> &
  Pick<DatabaseNodes, "replica" | "replicaLogGroup" | "monitoringRole" | "monitoringPolicy" | Both>;

export type MakeDatabaseChild = Make<typeof databaseChildren>;
