import { extname, join } from "node:path";
import * as lambda from "@pulumi/aws/lambda";
import type * as pulumi from "@pulumi/pulumi";
import { MIGRATION_LINK, type MigrationRequest } from "../contracts/migration";
import { childName } from "../core/naming";
import { type Transform, transformed } from "../core/transform";
import { LambdaFunction } from "../logic/lambda-function";
import { IDLE_SESSION_SECONDS } from "./database-cluster";
import { type LinkedDatabase, masterLink } from "./database-links";
import type { DatabaseSettings } from "./database-settings";

/** TypeScript in the repository; in the package the ES modules, of which a bundle sheds what it does not use. */
const ENTRY = join(
  __dirname,
  extname(__filename) === ".ts" ? "../runtime/migrate/migrate.handler.ts" : "../esm/runtime/migrate/migrate.handler.js",
);

export interface MigrationNodes {
  readonly migrate: LambdaFunction;
  readonly migration: lambda.Invocation;
}

/**
 * A function that signs in as the master user, makes the database's users and runs the SQL files, and its invocation:
 * once, and again when a file, a user or the cluster is another one. A resource and no function call, because those
 * run in previews.
 */
export const createMigration = (
  database: LinkedDatabase,
  settings: DatabaseSettings,
  instance: pulumi.Resource,
  transform: Transform<lambda.InvocationArgs> | undefined,
  parent: pulumi.Resource,
): MigrationNodes => {
  const name = childName(database.name, "migrate");
  const migrate = new LambdaFunction(
    name,
    {
      entry: ENTRY,
      description: `Migrates database ${database.name}`,
      files: settings.migrations.files,
      links: { [MIGRATION_LINK]: masterLink(database, settings.kmsKeyArn, [instance]) },
      timeout: "15 minutes",
      memory: "256 MB",
      retention: settings.retention,
    },
    { parent },
  );
  const request: MigrationRequest = {
    writer: settings.writer,
    reader: settings.reader,
    idleSessionTimeoutSeconds: settings.capacity.min === 0 ? IDLE_SESSION_SECONDS : 0,
  };
  const migration = new lambda.Invocation(
    name,
    ...transformed<lambda.InvocationArgs>(
      {
        functionName: migrate.name,
        qualifier: migrate.nodes.alias.name,
        input: JSON.stringify(request),
        triggers: { files: settings.migrations.hash, cluster: database.cluster.clusterResourceId },
      },
      // The whole function, with its rules and its endpoint; and the instance, for it is what answers.
      { parent, dependsOn: [migrate, instance] },
      transform,
    ),
  );
  return { migrate, migration };
};
