import * as pulumi from "@pulumi/pulumi";
import { MIGRATION_LINK, type MigrationRequest } from "../../contracts/migration";
import { childName } from "../../core/component/naming";
import { LambdaFunction } from "../../logic/function/lambda-function";
import { ownEntry } from "../../logic/function/own-entry";
import type { DatabaseNodes, MakeDatabaseChild } from "./children";
import { IDLE_SESSION_SECONDS } from "./cluster";
import { type LinkedDatabase, masterLink } from "./links";
import { passwordUser, type Role } from "./passwords";

/**
 * A function that signs in as the master user, makes the database's users and runs the SQL files, and its invocation:
 * once, and again when a file, a user or the cluster or instance is another one. A resource and no function call, because those
 * run in previews.
 */
export const createMigration = (
  make: MakeDatabaseChild,
  database: LinkedDatabase,
  parent: pulumi.Resource,
): Pick<DatabaseNodes, "migrate" | "migration"> => {
  const { name, migrations, writer, reader, capacity, retention, transform } = database.plan;
  const { kind, instances, master, writer: at } = database.server;
  const migrate = new LambdaFunction(
    childName(name, "migrate"),
    {
      entry: ownEntry("migrate/migrate"),
      description: `Migrates database ${name}`,
      files: migrations.files,
      links: { [MIGRATION_LINK]: masterLink(database) },
      timeout: "15 minutes",
      memory: "256 MB",
      retention,
      transform: transform?.migrate,
    },
    { parent },
  );
  const passwords = (Object.keys(database.plan.passwords) as Role[]).map((role) => ({
    user: passwordUser(database.plan, role),
    role,
  }));
  const request: MigrationRequest = {
    writer,
    reader,
    ...(passwords.length > 0 && { passwords }),
    idleSessionTimeoutSeconds: capacity?.min === 0 ? IDLE_SESSION_SECONDS : 0,
  };
  const migration = make(
    "migration",
    "migrate",
    {
      functionName: migrate.name,
      qualifier: migrate.nodes.alias.name,
      input:
        "secretArn" in master
          ? JSON.stringify(request)
          : pulumi.jsonStringify({ ...request, firstPassword: master.firstPassword }),
      triggers: { files: migrations.hash, [kind]: at.resourceId },
    },
    // The whole function, with its rules and its endpoint; and the instance, for it is what answers.
    { dependsOn: [migrate, instances[0]] },
  );
  return { migrate, migration };
};
