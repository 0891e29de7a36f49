import { Client, type QueryResult, type QueryResultRow } from "pg";
import { databaseToken } from "./database-token";
import type { DatabaseEnvironment } from "./env";

/** A database as a use case sees it: one statement, its rows. */
export interface Database {
  query<Row extends QueryResultRow>(statement: Statement): Promise<QueryResult<Row>>;
}

/** A named statement is parsed and planned once for each connection; behind RDS Proxy each time. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The database could not be reached or ended the connection: retry later, the statement was not at fault. */
export class DatabaseUnavailableError extends Error {
  constructor(cause: unknown) {
    super(`The database cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = "DatabaseUnavailableError";
  }
}

interface Options {
  /** How long to wait for a connection: a paused cluster takes about 15 s to resume, 30 s after a day. */
  readonly connectTimeoutMs: number;
}

/**
 * One connection for this execution environment, made at the first statement and kept while it lives. Signs in over
 * TLS, with an IAM token or with what the secret of the link holds; the CA comes from NODE_EXTRA_CA_CERTS, which an explicit `ca` would switch off.
 */
export const connectOnDemand = (where: DatabaseEnvironment, { connectTimeoutMs }: Options): Database => {
  let connection: { readonly client: Promise<Client> } | undefined;

  // Loaded by those functions alone that have a secret: it brings a client of the SDK.
  const secret =
    "secretArn" in where ? import("./secret").then((it) => it.openSecret({ arn: where.secretArn })) : undefined;
  const { host: hosts, port, database } = where;

  const connected = async (host: string, user: string, password: string | (() => Promise<string>)): Promise<Client> => {
    const client = new Client({
      ...{ host, port, database, user, password },
      ssl: { rejectUnauthorized: true },
      connectionTimeoutMillis: connectTimeoutMs,
      keepAlive: true,
      application_name: process.env.AWS_LAMBDA_FUNCTION_NAME ?? "serverless-tiers",
    });
    // Without a listener, a connection that the server ends between two invocations would end the process.
    client.on("error", () => {});
    await client.connect();
    return client;
  };

  const signIn = async (): Promise<Client> => {
    const host = oneOf(hosts);
    if (!secret) {
      const user = "user" in where ? where.user : "";
      return connected(host, user, () => databaseToken({ host, port, user }));
    }
    // What is refused may have been changed since it was read.
    return (await secret).use((value) => {
      const { username, password } = JSON.parse(value) as { readonly username: string; readonly password: string };
      return connected(host, username, password);
    }, isRefused);
  };

  const open = () => {
    const client = signIn().then(
      (made) => {
        made.on("error", forget);
        made.on("end", forget);
        return made;
      },
      (error: unknown) => {
        forget();
        throw new DatabaseUnavailableError(error);
      },
    );
    const opened = { client };
    const forget = () => {
      if (connection === opened) connection = undefined;
    };
    return opened;
  };

  const run = async <Row extends QueryResultRow>({ name, text, values }: Statement) => {
    connection ??= open();
    const client = await connection.client;
    // A named one would tie this client to a connection of the proxy for good.
    return client.query<Row>({ ...(isProxy(where.host) ? {} : { name }), text, values: [...values] });
  };

  return {
    async query(statement) {
      try {
        return await run(statement);
      } catch (error) {
        if (!isConnectionLost(error)) throw error;
        // A connection that idled through a freeze is often dead; a second one tells whether the database is.
        connection = undefined;
      }
      try {
        return await run(statement);
      } catch (error) {
        throw isConnectionLost(error) ? new DatabaseUnavailableError(error) : error;
      }
    },
  };
};

/** `orders-proxy-1234567.proxy-abc….eu-west-1.rds.amazonaws.com` */
const isProxy = (host: string): boolean => /\.proxy-[^.]+\.[^.]+\.rds\./.test(host);

/** Any of the hosts that a link to several replicas names, so that they share the load and stand in for one another. */
const oneOf = (hosts: string): string => {
  const all = hosts.split(",");
  return all[Math.floor(Math.random() * all.length)] ?? hosts;
};

/** Class 28: the password, or the user, is no good. */
const isRefused = (error: unknown): boolean => sqlState(error)?.startsWith("28") ?? false;

/** SQLSTATE of an error of PostgreSQL; `undefined` for any other error. */
export const sqlState = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string" && /^[0-9A-Z]{5}$/.test(error.code)
    ? error.code
    : undefined;

/** Class 08 (connection), 53 (out of connections, memory, disk), 57P (shutdown, restart, idle timeout), or an error of the socket, which has no SQLSTATE. */
const isConnectionLost = (error: unknown): boolean => {
  if (error instanceof DatabaseUnavailableError) return false;
  const state = sqlState(error);
  return state ? /^(08|53|57P)/.test(state) : error instanceof Error;
};
