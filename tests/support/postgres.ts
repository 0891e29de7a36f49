import type { ClientConfig } from "pg";
import { prepare } from "../../local/services/rds/preparation";
import type { ServerRecord } from "../../local/services/rds/server-record";
import { throwAwayPostgres } from "../local/services/rds/throw-away";

export interface TestPostgres {
  /** A new, empty database, and how its master signs in. On this socket anybody may, without a password. */
  database(): Promise<ClientConfig>;
  stop(): Promise<void>;
}

const RECORD: ServerRecord = {
  identifier: "test",
  resourceId: "cluster-TEST",
  endpoint: "",
  readerEndpoint: "",
  port: 5432,
  major: undefined,
  database: undefined,
  master: { user: "postgres", password: "irrelevant" },
  parameterGroup: undefined,
  iamEnabled: true,
  deletionProtection: false,
  finalSnapshot: undefined,
  instances: {},
};

/** A real PostgreSQL as RDS hands it over: a master user who is no superuser, and `rds_iam`. Gone when stopped. */
export const startTestPostgres = async (): Promise<TestPostgres> => {
  const server = await throwAwayPostgres({ fsync: "off" });
  let count = 0;
  return {
    database: async () => {
      count += 1;
      const database = `test_${count}`;
      await prepare(server.connection, { ...RECORD, database });
      return { ...server.connection, user: RECORD.master.user, database };
    },
    stop: server.remove,
  };
};
