import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { either, number, object, text } from "../../core/args/args-shape";
import { type Duration, toSeconds } from "../../core/args/duration";
import { wholeNumber } from "../../core/args/whole-number";
import { policyDocument, trustPolicy } from "../../core/rights/policy-document";
import type { SecurityGroupTarget } from "../../core/security-group-target";
import type { DatabaseNodes, MakeDatabaseChild } from "./children";
import { type LinkedDatabase, userArn } from "./links";
import type { DatabasePlan } from "./plan";
import type { SignInPoint } from "./server";

/** RDS Proxy: keeps connections to the database open and lends them for a transaction. Billed by the hour. */
export interface DatabaseProxy {
  /** Percent of the database's connections that it may have, 1 to 100: the rest is for migrations and people. @default 90 */
  readonly share?: number;
  /** How long a transaction waits for a connection, up to 5 minutes. @default "10 seconds" (less than a gateway waits) */
  readonly borrowTimeout?: Duration;
  /** After how long without a statement a client is disconnected, 1 minute to 8 hours. @default "30 minutes" */
  readonly idleTimeout?: Duration;
}

export const proxyShape = either(
  (value) => typeof value === "boolean",
  object<DatabaseProxy>(
    {
      share: number("a percentage, such as 90").optional(),
      borrowTimeout: text('a length of time, such as "10 seconds"').optional(),
      idleTimeout: text('a length of time, such as "30 minutes"').optional(),
    },
    "true, false",
  ),
);

export interface ProxySettings {
  readonly share: number;
  readonly borrowTimeoutSeconds: number;
  readonly idleTimeoutSeconds: number;
}

/** @throws {ArgsError} for what AWS would refuse. */
export const checkedProxy = (name: string, proxy: boolean | DatabaseProxy): ProxySettings | undefined => {
  if (proxy === false) return undefined;
  const { share = 90, borrowTimeout = "10 seconds", idleTimeout = "30 minutes" } = proxy === true ? {} : proxy;
  return {
    share: wholeNumber(name, "proxy.share", share, 1, 100),
    borrowTimeoutSeconds: toSeconds(name, "proxy.borrowTimeout", borrowTimeout, { max: "5 minutes" }),
    idleTimeoutSeconds: toSeconds(name, "proxy.idleTimeout", idleTimeout, { min: "1 minute", max: "8 hours" }),
  };
};

/** @throws {ArgsError} for a database that AWS would put no proxy before, or that would defeat itself with one. */
export const checkProxied = (name: string, plan: Pick<DatabasePlan, "capacity" | "instance" | "proxy">): void => {
  if (plan.proxy === undefined) return;
  if (plan.capacity?.min === 0)
    throw new ArgsError(
      name,
      "proxy",
      "must be absent where capacity.min is 0: a proxy keeps connections open, so that the cluster never pauses; let capacity.min be 0.5",
    );
  if (plan.instance?.blueGreen)
    throw new ArgsError(
      name,
      "proxy",
      'must be absent where instance.update is "blue/green": RDS has no such updates behind a proxy',
    );
};

type ProxyNodes = Pick<
  DatabaseNodes,
  | "proxy"
  | "proxyRole"
  | "proxyPolicy"
  | "proxyLogGroup"
  | "proxySecurityGroup"
  | "proxyEgress"
  | "proxyIngress"
  | "proxyPool"
  | "proxyTarget"
  | "proxyReader"
>;

/** What links lead to in place of the database. */
export interface ProxyDoor {
  readonly nodes: ProxyNodes;
  readonly writer: SignInPoint;
  /** Absent where readers have instances of their own, which a proxy does not lead to. */
  readonly reader: SignInPoint | undefined;
  readonly target: SecurityGroupTarget;
  readonly ready: readonly pulumi.Resource[];
}

/**
 * The proxy and all that belongs to it. Both sides of it sign in by IAM token: functions to the proxy, and the proxy to
 * the database as exactly the two users, so that no password is anywhere.
 */
export const createProxy = (
  make: MakeDatabaseChild,
  { plan, server, target }: LinkedDatabase,
  { cluster, standby, instance }: Pick<DatabaseNodes, "cluster" | "standby" | "instance">,
  settings: ProxySettings,
): ProxyDoor => {
  const { name, network, writer, reader } = plan;
  const [port] = target.ports;
  const proxySecurityGroup = make(
    "proxySecurityGroup",
    "proxy",
    { vpcId: network.vpcId, description: `Proxy of database ${name}` },
    { ignoreChanges: ["description"] },
  );
  const rule = { ipProtocol: "tcp", fromPort: port, toPort: port, description: `${name}-proxy to ${name}` };
  const [near, far] = [proxySecurityGroup.id, target.securityGroupId];
  const toDatabase = { securityGroupId: near, referencedSecurityGroupId: far, ...rule };
  const fromProxy = { securityGroupId: far, referencedSecurityGroupId: near, ...rule };
  const proxyEgress = make("proxyEgress", "proxy-to-database", toDatabase);
  const proxyIngress = make("proxyIngress", "proxy-to-database", fromProxy);
  const proxyRole = make("proxyRole", "proxy-role", { assumeRolePolicy: trustPolicy("rds.amazonaws.com") });
  const proxyPolicy = make("proxyPolicy", "proxy-policy", {
    role: proxyRole.name,
    policy: policyDocument([
      { actions: ["rds-db:connect"], resources: [writer, reader].map((user) => userArn(server.writer, user)) },
    ]),
  });
  // Called after the role, which stays: so the logs have a group before RDS makes it, to be kept for ever.
  const proxyName = proxyRole.name.apply((made) => made.replace("-role-", "-"));
  const proxyLogGroup = make("proxyLogGroup", "proxy-log", {
    name: pulumi.interpolate`/aws/rds/proxy/${proxyName}`,
    retentionInDays: plan.logDays,
  });
  const place = { vpcSubnetIds: network.isolatedSubnetIds, vpcSecurityGroupIds: [near] };
  const proxy = make(
    "proxy",
    "proxy",
    {
      name: proxyName,
      engineFamily: "POSTGRESQL",
      defaultAuthScheme: "IAM_AUTH",
      requireTls: true,
      idleClientTimeout: settings.idleTimeoutSeconds,
      roleArn: proxyRole.arn,
      ...place,
    },
    { dependsOn: [proxyLogGroup, proxyPolicy] },
  );
  const proxyPool = make("proxyPool", "proxy-pool", {
    dbProxyName: proxy.name,
    connectionPoolConfig: {
      maxConnectionsPercent: settings.share,
      // Those of AWS: half of the maximum.
      maxIdleConnectionsPercent: Math.floor(settings.share / 2),
      connectionBorrowTimeout: settings.borrowTimeoutSeconds,
    },
  });
  const proxyTarget = make(
    "proxyTarget",
    "proxy-target",
    {
      dbProxyName: proxy.name,
      targetGroupName: proxyPool.name,
      ...(cluster && { dbClusterIdentifier: cluster.clusterIdentifier }),
      ...(instance && { dbInstanceIdentifier: instance.identifier }),
    },
    { dependsOn: [proxyEgress, proxyIngress, ...server.instances] },
  );
  const proxyReader =
    standby &&
    make(
      "proxyReader",
      "proxy-reader",
      {
        dbProxyName: proxy.name,
        dbProxyEndpointName: pulumi.interpolate`${proxyName}-reader`,
        targetRole: "READ_ONLY",
        ...place,
      },
      { dependsOn: [proxyTarget] },
    );
  const resourceId = proxy.arn.apply((arn) => arn.split(":").at(-1) ?? "");
  const at = (host: pulumi.Output<string>): SignInPoint => ({ host, resourceId, arn: proxy.arn });
  return {
    nodes: {
      proxy,
      proxyRole,
      proxyPolicy,
      proxyLogGroup,
      proxySecurityGroup,
      proxyEgress,
      proxyIngress,
      proxyPool,
      proxyTarget,
      ...(proxyReader && { proxyReader }),
    },
    writer: at(proxy.endpoint),
    reader: plan.instance && plan.instance.replicas > 0 ? undefined : at((proxyReader ?? proxy).endpoint),
    target: {
      network,
      name: `${target.name}-proxy`,
      formerNames: (target.formerNames ?? []).map((former) => pulumi.interpolate`${former}-proxy`),
      securityGroupId: near,
      ports: target.ports,
    },
    ready: [proxyTarget, ...(proxyReader ? [proxyReader] : [])],
  };
};
