import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { Client } from "pg";
import * as z from "zod";
import { type DatabaseField, variable } from "../../contracts/environment";
import { SECRET_FIELD } from "../../contracts/migration";

/** Where the database is, and the secret of its master user. */
export interface MasterEnvironment {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly secretArn: string;
}

/** @throws Error that names what the link of the migration function did not set. */
export const masterEnvironment = (link: string, variables: NodeJS.ProcessEnv): MasterEnvironment => {
  const value = (field: DatabaseField | typeof SECRET_FIELD): string => {
    const name = variable(link, field);
    const found = variables[name];
    if (!found)
      throw new Error(`${name} is not set: this function needs the link "${link}" to a database's master user`);
    return found;
  };
  return {
    host: value("HOST"),
    port: Number(value("PORT")),
    database: value("DATABASE"),
    secretArn: value(SECRET_FIELD),
  };
};

const Secret = z.object({ username: z.string(), password: z.string() });

/** A paused cluster takes about 15 s to resume, 30 s after a day. */
const CONNECT_TIMEOUT_MS = 40_000;

/** Signs in with what the secret holds now: RDS changes the password every seven days. */
export const signInAsMaster = async (secrets: SecretsManagerClient, where: MasterEnvironment): Promise<Client> => {
  const { SecretString = "{}" } = await secrets.send(new GetSecretValueCommand({ SecretId: where.secretArn }));
  const { username, password } = Secret.parse(JSON.parse(SecretString));
  const client = new Client({
    host: where.host,
    port: where.port,
    database: where.database,
    user: username,
    password,
    // The CA comes from NODE_EXTRA_CA_CERTS.
    ssl: { rejectUnauthorized: true },
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: "migration",
  });
  await client.connect();
  return client;
};
