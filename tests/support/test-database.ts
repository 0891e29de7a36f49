import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Client } from "pg";
import type { Database } from "../../components/runtime/database";
import { throwAwayPostgres } from "../local/services/rds/throw-away";

/** A PostgreSQL of its own, with the migrations of `database` applied. */
export interface TestDatabase extends Database {
  rows(text: string, values?: unknown[]): Promise<unknown[]>;
  /** A further connection. */
  connect(): Promise<Database>;
  stop(): Promise<void>;
}

export const startDatabase = async (database: string): Promise<TestDatabase> => {
  const server = await throwAwayPostgres();
  const clients: Client[] = [];
  const connect = async () => {
    const client = new Client(server.connection);
    clients.push(client);
    await client.connect();
    return client;
  };
  const client = await connect();
  const migrations = resolve(__dirname, "../../migrations", database);
  for (const file of readdirSync(migrations).sort()) await client.query(readFileSync(join(migrations, file), "utf8"));
  return {
    ...over(client),
    rows: async (text, values = []) => (await client.query(text, values)).rows,
    connect: async () => over(await connect()),
    async stop() {
      await Promise.all(clients.map((each) => each.end()));
      await server.remove();
    },
  };
};

const over = (client: Client): Database => ({
  query: ({ values, ...statement }) => client.query({ ...statement, values: [...values] }),
});
