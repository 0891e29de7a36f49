import { connectToken } from "../connect-token";
import type { CacheEnvironment } from "../env";

/**
 * The password with which a user of a cache signs in by IAM.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
export const cacheToken = (
  { name, user, kind }: Pick<CacheEnvironment, "name" | "user" | "kind">,
  variables: NodeJS.ProcessEnv = process.env,
): Promise<string> =>
  connectToken(
    {
      service: "elasticache",
      host: name,
      query: { User: user, ...(kind === "serverless" && { ResourceType: "ServerlessCache" }) },
    },
    variables,
  );
