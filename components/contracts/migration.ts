/** Folder of the SQL files in the zip of a migration function. */
export const MIGRATIONS_FOLDER = "migrations";

/**
 * Link of a migration function to its database. Beside host, port and database it sets the secret that RDS keeps of the
 * master user, or the name of that user, who then signs in by IAM token.
 */
export const MIGRATION_LINK = "database";
export const SECRET_FIELD = "SECRET_ARN" as const;

/** What the deployment asks of a migration function. */
export interface MigrationRequest {
  /** Database users that sign in by IAM token; made when absent. */
  readonly writer: string;
  readonly reader: string;
  /** Users with the rights of one of both who sign in by password; who rotates it gives it to them. */
  readonly passwords?: readonly { readonly user: string; readonly role: "writer" | "reader" }[];
  /** After how long an idle session of these users is ended, so that the cluster can pause; 0 for never. */
  readonly idleSessionTimeoutSeconds: number;
  /** Of a master who is to sign in by IAM token: good until the first migration has made that so. */
  readonly firstPassword?: string;
}
