import { Client, type ClientBase, escapeIdentifier, escapeLiteral } from "pg";
import * as z from "zod";
import { randomText } from "./random-text";
import type { Rotated } from "./rotate";
import { scramVerifier } from "./scram-verifier";

interface Options {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** Whether a second user takes turns with it. */
  readonly alternating: boolean;
  readonly passwordLength: number;
  /** A connection of who may make users and change their passwords. */
  readonly asMaster: () => Promise<Pick<Client, "end" | "query">>;
}

/** As RDS and RDS Proxy have it. */
const Credentials = z.object({ username: z.string(), password: z.string() });

/** What ends a session of PostgreSQL that does not sign in. */
const CONNECT_TIMEOUT_MS = 40_000;

/** The password of a user of a PostgreSQL database, or of two that take turns. */
export const databaseUser = (options: Options): Rotated => ({
  async next(current) {
    const { user, alternating, host, port, database } = options;
    const last = current === undefined ? undefined : Credentials.parse(JSON.parse(current)).username;
    const username = alternating && last === user ? cloneOf(user) : user;
    const password = randomText(options.passwordLength);
    return JSON.stringify({ engine: "postgres", host, port, dbname: database, username, password });
  },

  async set(value) {
    const { username, password } = Credentials.parse(JSON.parse(value));
    const client = await options.asMaster();
    try {
      await client.query("begin");
      await ensureUser(client, options.user);
      if (username !== options.user) await ensureClone(client, options.user, username);
      await client.query(
        `alter role ${escapeIdentifier(username)} password ${escapeLiteral(await scramVerifier(password))}`,
      );
      await client.query("commit");
    } finally {
      await client.end();
    }
  },

  async test(value) {
    const { username: user, password } = Credentials.parse(JSON.parse(value));
    const { host, port, database } = options;
    const client = new Client({
      ...{ host, port, database, user, password },
      // The CA comes from NODE_EXTRA_CA_CERTS.
      ssl: { rejectUnauthorized: true },
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      application_name: "rotation",
    });
    // A server that ends the connection fails the query, and without a listener the whole process.
    client.on("error", () => {});
    try {
      await client.connect();
      await client.query("select");
    } finally {
      await client.end();
    }
  },
});

export const cloneOf = (user: string): string => `${user}_clone`;

type Queries = Pick<ClientBase, "query">;

const ensureUser = async (client: Queries, user: string): Promise<void> => {
  const { rowCount } = await client.query("select from pg_roles where rolname = $1", [user]);
  if (rowCount === 0) await client.query(`create role ${escapeIdentifier(user)} login`);
};

/** Has all rights of the first one by membership, and its settings, which no membership hands on. */
const ensureClone = async (client: Queries, user: string, clone: string): Promise<void> => {
  await ensureUser(client, clone);
  await client.query(`grant ${escapeIdentifier(user)} to ${escapeIdentifier(clone)}`);
  const { rows } = await client.query<{ readonly setting: string }>(SETTINGS, [user]);
  for (const { setting } of rows) {
    const [, name = "", value = ""] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
    // By way of the session, which reads lists as they are written there.
    await client.query("select set_config($1, $2, true)", [name, value]);
    await client.query(`alter role ${escapeIdentifier(clone)} set ${escapeIdentifier(name)} from current`);
  }
};

const SETTINGS = "select unnest(rolconfig) as setting from pg_roles where rolname = $1";
