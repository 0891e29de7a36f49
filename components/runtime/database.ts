import { Client, type QueryResult, type QueryResultRow } from "pg";
import { databaseToken } from "./database-token";
import type { DatabaseEnvironment } from "./env";
import { DatabaseUnavailableError } from "./unavailable";

export { DatabaseUnavailableError };

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

interface Options {
  /** How long to wait for a connection: a paused cluster takes about 15 s to resume, 30 s after a day. */
  readonly connectTimeoutMs: number;
  /**
   * How long to wait for the answer to a statement, which the database then gives up too: behind an API, less than the
   * function's own time, so that it can say so.
   *
   * @default the function's own time
   */
  readonly answerTimeoutMs?: number;
}

/** After which a database that should have given up a statement is taken for dead. */
const GRACE_MS = 500;

/**
 * One connection for this execution environment, made at the first statement and kept while it lives. Signs in over
 * TLS, with an IAM token or with what the secret of the link holds; the CA comes from NODE_EXTRA_CA_CERTS, which an
 * explicit `ca` would switch off.
 */
export const connectOnDemand = (
  where: DatabaseEnvironment,
  { connectTimeoutMs, answerTimeoutMs }: Options,
): Database => {
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
      // A parameter of the session would tie this client to a connection of the proxy for good, as a named statement would.
      ...(answerTimeoutMs !== undefined && !isProxy(where.host) && { statement_timeout: answerTimeoutMs }),
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
    const named = isProxy(where.host) ? {} : { name };
    const answer = client.query<Row>({ ...named, text, values: [...values] }).catch(tooSlow);
    if (answerTimeoutMs === undefined) return answer;
    return within(answerTimeoutMs + GRACE_MS, answer, () => {
      connection = undefined;
      void client.end();
    });
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

/** 57014 is what a statement ends with that takes longer than `statement_timeout`. */
const tooSlow = (error: unknown): never => {
  throw sqlState(error) === "57014" ? new DatabaseUnavailableError(error) : error;
};

const within = async <T>(ms: number, answer: Promise<T>, giveUp: () => void): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => {
      giveUp();
      refuse(new DatabaseUnavailableError(new Error(`no answer within ${ms} ms`)));
    }, ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
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
