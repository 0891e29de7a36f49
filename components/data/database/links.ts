import * as pulumi from "@pulumi/pulumi";
import { type DataApiField, type DatabaseField, variable } from "../../contracts/environment";
import { SECRET_FIELD } from "../../contracts/migration";
import { number, object, oneOf } from "../../core/args/args-shape";
import { parseArn } from "../../core/rights/arn";
import type { ConnectionLimit } from "../../core/rights/connections";
import type { Grant, Link } from "../../core/rights/link";
import type { SecurityGroupTarget } from "../../core/security-group-target";
import { SECRETS_SERVICE } from "../secret/links";
import type { Secret } from "../secret/secret";
import type { DatabasePlan } from "./plan";
import { MASTER_USER, type Server, type SignInPoint } from "./server";

/** What all links to one database share. */
export interface LinkedDatabase {
  readonly plan: DatabasePlan;
  readonly server: Server;
  readonly target: SecurityGroupTarget;
  /** PEM of the CAs that its certificate may come from. */
  readonly certificates: string;
  readonly limit: ConnectionLimit;
  /** Behind a proxy, which lends what connections there are: only a link that bounds itself counts. */
  readonly lends?: boolean;
}

/** How a function signs in. */
export interface SignIn {
  /**
   * `iam`: by a token that the function makes itself. `secret`: by the password that `passwords` of the database keeps,
   * read at connect, and read again when it was changed.
   *
   * @default "iam"
   */
  readonly credentials?: "iam" | "secret";
  /**
   * The most connections of the link: its function has so many instances reserved, one connection each. All functions
   * together get half of what the database takes, since Lambda may run twice their concurrency for a moment.
   *
   * @default no bound
   */
  readonly connections?: number;
}

export const signInShape = object<SignIn>({
  credentials: oneOf("iam", "secret").optional(),
  connections: number("a number of connections, such as 20").optional(),
});

/**
 * The right to sign in as one database user by IAM token; the user's own rights are those of the migration function.
 *
 * @param points Hosts to choose from at each connection.
 */
export const userLink = (
  database: LinkedDatabase,
  user: string,
  points: readonly SignInPoint[],
  dependsOn: readonly pulumi.Resource[],
  signIn: SignIn = {},
): Link => ({
  description: `sign in to database ${database.plan.name} as ${user}`,
  grants: [{ actions: ["rds-db:connect"], resources: points.map((point) => userArn(point, user)) }],
  environment: (link) => ({ ...environment(database, link, points), [userVariable(link)]: user }),
  certificates: database.certificates,
  ...held(database, signIn),
  reaches: database.target,
  dependsOn,
});

/** As `userLink`, by the password that a secret holds. */
export const passwordLink = (
  database: LinkedDatabase,
  secret: Secret,
  points: readonly SignInPoint[],
  dependsOn: readonly pulumi.Resource[],
  signIn: SignIn = {},
): Link => {
  const read = secret.read();
  return {
    description: `sign in to database ${database.plan.name} with secret ${secret.plan.name}`,
    grants: read.grants,
    environment: (link) => ({ ...environment(database, link, points), ...read.environment(link) }),
    certificates: database.certificates,
    ...held(database, signIn),
    reaches: database.target,
    service: SECRETS_SERVICE,
    dependsOn: [...dependsOn, ...(read.dependsOn ?? [])],
  };
};

/** The rights to run statements over HTTP, and to the secret with which the Data API signs in. */
export const dataApiLink = (
  { plan, server }: LinkedDatabase,
  secret: Secret,
  dependsOn: readonly pulumi.Resource[],
): Link => {
  const read = secret.read();
  return {
    description: `run statements on database ${plan.name} with secret ${secret.plan.name}`,
    grants: [{ actions: DATA_API_ACTIONS, resources: [server.writer.arn] }, ...read.grants],
    environment: (link) => ({
      ...read.environment(link),
      [variable(link, "RESOURCE_ARN" satisfies DataApiField)]: server.writer.arn,
      [variable(link, "DATABASE" satisfies DataApiField)]: server.databaseName,
    }),
    service: "rds-data",
    dependsOn: [...dependsOn, ...(read.dependsOn ?? [])],
  };
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrdsdataapi.html */
const DATA_API_ACTIONS = [
  "rds-data:ExecuteStatement",
  "rds-data:BatchExecuteStatement",
  "rds-data:BeginTransaction",
  "rds-data:CommitTransaction",
  "rds-data:RollbackTransaction",
];

const held = ({ limit, lends = false }: LinkedDatabase, { connections: most }: SignIn): Pick<Link, "connections"> =>
  lends && most === undefined ? {} : { connections: { of: limit, ...(most !== undefined && { most }) } };

const userVariable = (link: string) => variable(link, "USER" satisfies DatabaseField);

/** The right to sign in as the master user, for the migration function alone. */
export const masterLink = (database: LinkedDatabase): Link => {
  const { plan, server } = database;
  const [instance] = server.instances;
  if (!("secretArn" in server.master)) {
    const { connections: _, ...link } = userLink(database, MASTER_USER, [server.writer], [instance]);
    return link;
  }
  const { secretArn } = server.master;
  const decrypt: Grant[] =
    plan.kmsKeyArn === undefined ? [] : [{ actions: ["kms:Decrypt"], resources: [plan.kmsKeyArn] }];
  return {
    description: `sign in to database ${plan.name} as its master user`,
    grants: [{ actions: ["secretsmanager:GetSecretValue"], resources: [secretArn] }, ...decrypt],
    environment: (link) => ({
      ...environment(database, link, [server.writer]),
      [variable(link, SECRET_FIELD)]: secretArn,
    }),
    certificates: database.certificates,
    reaches: database.target,
    service: SECRETS_SERVICE,
    dependsOn: [instance],
  };
};

const environment = ({ server, target }: LinkedDatabase, link: string, points: readonly SignInPoint[]) => {
  const fields: Record<Exclude<DatabaseField, "USER">, pulumi.Input<string>> = {
    HOST: pulumi.all(points.map(({ host }) => host)).apply((hosts) => hosts.join(",")),
    PORT: String(target.ports[0]),
    DATABASE: server.databaseName,
  };
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [variable(link, field), value]));
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html */
export const userArn = ({ arn, resourceId }: SignInPoint, user: string): pulumi.Output<string> => {
  const at = parseArn(arn).apply(({ partition, region, account }) => `${partition}:rds-db:${region}:${account}`);
  return pulumi.interpolate`arn:${at}:dbuser:${resourceId}/${user}`;
};
