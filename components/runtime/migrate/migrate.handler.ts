import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { MIGRATION_LINK, MIGRATIONS_FOLDER, type MigrationRequest } from "../../contracts/migration";
import { log } from "../log";
import { migrate } from "./migrate";
import { readMigrationFiles } from "./migration-files";
import { retry } from "./retry";
import { masterEnvironment, signInAsMaster } from "./sign-in";

const where = masterEnvironment(MIGRATION_LINK, process.env);
const files = readMigrationFiles(join(process.env.LAMBDA_TASK_ROOT ?? __dirname, MIGRATIONS_FOLDER));
const secrets = () =>
  new SecretsManagerClient({ requestHandler: { connectionTimeout: 5_000, requestTimeout: 10_000 } });

/** New roles, rules and endpoints take a while to be known everywhere, and a paused cluster one to resume. */
const PATIENCE = { forMs: 120_000, everyMs: 2_000, now: Date.now, sleep };

export const handler = async (request: MigrationRequest): Promise<{ applied: string[] }> => {
  const waiting = (error: unknown) => log.warn("not signed in yet", { reason: String(error) });
  const client = await retry(() => signInAsMaster(secrets, where, request.firstPassword), PATIENCE, waiting);
  try {
    return { applied: await migrate(client, files, request) };
  } finally {
    await client.end();
  }
};
