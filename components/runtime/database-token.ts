import { connectToken } from "./connect-token";
import type { DatabasePlace } from "./env";

/**
 * The password of a database user that signs in by IAM. What `@aws-sdk/rds-signer` makes, without its 280 KiB of
 * credential providers.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.Connecting.html
 */
export const databaseToken = (
  { host, port, user }: Pick<DatabasePlace, "host" | "port"> & { readonly user: string },
  variables: NodeJS.ProcessEnv = process.env,
): Promise<string> => connectToken({ service: "rds-db", host, port, query: { DBUser: user } }, variables);
