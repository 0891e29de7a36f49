import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { Client } from "pg";
import * as z from "zod";
import { type DatabaseField, variable } from "../../contracts/environment";
import { SECRET_FIELD } from "../../contracts/migration";
import { sqlState } from "../database";
import { databaseToken } from "../database-token";

/** Where the database is, and how its master user signs in: with what a secret holds, or by IAM token. */
export type MasterEnvironment = {
  readonly host: string;
  readonly port: number;
  readonly database: string;
} & ({ readonly secretArn: string } | { readonly user: string });

/** @throws Error that names what the link of the migration function did not set. */
export const masterEnvironment = (link: string, variables: NodeJS.ProcessEnv): MasterEnvironment => {
  const value = (field: DatabaseField | typeof SECRET_FIELD): string => {
    const name = variable(link, field);
    const found = variables[name];
    if (!found)
      throw new Error(`${name} is not set: this function needs the link "${link}" to a database's master user`);
    return found;
  };
  const at = { host: value("HOST"), port: Number(value("PORT")), database: value("DATABASE") };
  const user = variables[variable(link, "USER" satisfies DatabaseField)];
  return user ? { ...at, user } : { ...at, secretArn: value(SECRET_FIELD) };
};

const Secret = z.object({ username: z.string(), password: z.string() });

/** A paused cluster takes about 15 s to resume, 30 s after a day. */
const CONNECT_TIMEOUT_MS = 40_000;

/**
 * Signs in with what the secret holds now, for RDS changes the password every seven days; or by IAM token, unless
 * `signInByToken` of `migrate` has not run yet and the first password is good.
 */
export const signInAsMaster = async (
  secrets: () => SecretsManagerClient,
  where: MasterEnvironment,
  firstPassword: string | undefined,
): Promise<Client> => {
  if ("secretArn" in where) {
    const { SecretString = "{}" } = await secrets().send(new GetSecretValueCommand({ SecretId: where.secretArn }));
    const { username, password } = Secret.parse(JSON.parse(SecretString));
    return connected(where, username, password);
  }
  const byToken = async () => connected(where, where.user, await databaseToken(where));
  if (firstPassword === undefined) return byToken();
  return connected(where, where.user, firstPassword).catch((error: unknown) => {
    if (sqlState(error)?.startsWith("28")) return byToken();
    throw error;
  });
};

const connected = async (where: MasterEnvironment, user: string, password: string): Promise<Client> => {
  const client = new Client({
    host: where.host,
    port: where.port,
    database: where.database,
    user,
    password,
    // The CA comes from NODE_EXTRA_CA_CERTS.
    ssl: { rejectUnauthorized: true },
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: "migration",
  });
  // A server that ends the connection fails the query, and without a listener the whole process.
  client.on("error", () => {});
  await client.connect();
  return client;
};
