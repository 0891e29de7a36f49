import * as z from "zod";
import { must, object, text } from "../../core/args/args-shape";
import { grantsAnd, type Link } from "../../core/rights/link";

/**
 * One user of a PostgreSQL database, whose password a secret is to hold. Whoever owns the database says what the
 * rotation function needs to give the user another one.
 *
 * The value is then the JSON `{ engine, host, port, dbname, username, password }`, as RDS and RDS Proxy have it.
 */
export interface DatabaseCredentials {
  /** Its name; made where there is none. It must not be a member of `rds_iam`, which would take no password. */
  readonly user: string;
  /**
   * The right to sign in as the master user, who may make users: `_HOST`, `_PORT`, `_DATABASE` and `_SECRET_ARN`, with
   * its network path and the certificates. The first value waits for what it depends on.
   */
  readonly master: Link;
}

export const credentialsShape = object<DatabaseCredentials>({
  user: text("the name of a database user"),
  master: z.custom(grantsAnd("environment"), must("the link to the master user of a database")),
});
