import type * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import { type DatabaseField, variable } from "../../contracts/environment";
import { SECRET_FIELD } from "../../contracts/migration";
import { number, object } from "../../core/args/args-shape";
import { parseArn } from "../../core/rights/arn";
import type { ConnectionLimit } from "../../core/rights/connections";
import type { Grant, Link } from "../../core/rights/link";
import type { SecurityGroupTarget } from "../../core/security-group-target";
import type { DatabasePlan } from "./plan";

/** What all links to one database share. */
export interface LinkedDatabase {
  readonly plan: DatabasePlan;
  readonly cluster: rds.Cluster;
  readonly target: SecurityGroupTarget;
  /** PEM of the CAs that its certificate may come from. */
  readonly certificates: string;
  readonly limit: ConnectionLimit;
}

/** How a function signs in. */
export interface SignIn {
  /**
   * The most connections of the link: its function has so many instances reserved, one connection each. All functions
   * together get half of what the database takes, since Lambda may run twice their concurrency for a moment.
   *
   * @default no bound
   */
  readonly connections?: number;
}

export const signInShape = object<SignIn>({ connections: number("a number of connections, such as 20").optional() });

/** The right to sign in as one database user by IAM token; the user's own rights are those of the migration function. */
export const userLink = (
  database: LinkedDatabase,
  user: { readonly name: string; readonly host: pulumi.Output<string> },
  dependsOn: readonly pulumi.Resource[],
  { connections: most }: SignIn = {},
): Link => ({
  description: `sign in to database ${database.plan.name} as ${user.name}`,
  grants: [{ actions: ["rds-db:connect"], resources: [userArn(database.cluster, user.name)] }],
  environment: (link) => ({ ...environment(database, link, user.host), [userVariable(link)]: user.name }),
  certificates: database.certificates,
  connections: { of: database.limit, ...(most !== undefined && { most }) },
  reaches: database.target,
  dependsOn,
});

const userVariable = (link: string) => variable(link, "USER" satisfies DatabaseField);

/** Where RDS keeps the master user's password. */
export const SECRETS_SERVICE = "secretsmanager";

/** The right to read the master user's secret, for the migration function alone. */
export const masterLink = (database: LinkedDatabase, dependsOn: readonly pulumi.Resource[]): Link => {
  const { plan, cluster } = database;
  const secretArn = cluster.masterUserSecrets.apply(([secret]) => secret?.secretArn ?? "");
  const decrypt: Grant[] =
    plan.kmsKeyArn === undefined ? [] : [{ actions: ["kms:Decrypt"], resources: [plan.kmsKeyArn] }];
  return {
    description: `sign in to database ${plan.name} as its master user`,
    grants: [{ actions: ["secretsmanager:GetSecretValue"], resources: [secretArn] }, ...decrypt],
    environment: (link) => ({
      ...environment(database, link, cluster.endpoint),
      [variable(link, SECRET_FIELD)]: secretArn,
    }),
    certificates: database.certificates,
    reaches: database.target,
    service: SECRETS_SERVICE,
    dependsOn,
  };
};

const environment = ({ cluster, target }: LinkedDatabase, link: string, host: pulumi.Output<string>) => {
  const fields: Record<Exclude<DatabaseField, "USER">, pulumi.Input<string>> = {
    HOST: host,
    PORT: String(target.ports[0]),
    DATABASE: cluster.databaseName,
  };
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [variable(link, field), value]));
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html */
const userArn = (cluster: rds.Cluster, user: string): pulumi.Output<string> => {
  const at = parseArn(cluster.arn).apply(
    ({ partition, region, account }) => `${partition}:rds-db:${region}:${account}`,
  );
  return pulumi.interpolate`arn:${at}:dbuser:${cluster.clusterResourceId}/${user}`;
};
