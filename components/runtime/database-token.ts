import { Sha256 } from "@aws-crypto/sha256-js";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import type { DatabasePlace } from "./env";

const SECONDS_VALID = 900;

/**
 * The password of a database user that signs in by IAM: a presigned `connect` request, valid for 15 minutes and only
 * checked while connecting. What `@aws-sdk/rds-signer` makes, without its 280 KiB of credential providers: a function
 * has its credentials in the environment.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.Connecting.html
 */
export const databaseToken = async (
  { host, port, user }: Pick<DatabasePlace, "host" | "port"> & { readonly user: string },
  variables: NodeJS.ProcessEnv = process.env,
): Promise<string> => {
  const signer = new SignatureV4({
    service: "rds-db",
    region: variables.AWS_REGION ?? "",
    credentials: {
      accessKeyId: variables.AWS_ACCESS_KEY_ID ?? "",
      secretAccessKey: variables.AWS_SECRET_ACCESS_KEY ?? "",
      ...(variables.AWS_SESSION_TOKEN ? { sessionToken: variables.AWS_SESSION_TOKEN } : {}),
    },
    sha256: Sha256,
  });
  const request = new HttpRequest({
    method: "GET",
    protocol: "https:",
    hostname: host,
    port,
    path: "/",
    headers: { host: `${host}:${port}` },
    query: { Action: "connect", DBUser: user },
  });
  const { query } = await signer.presign(request, { expiresIn: SECONDS_VALID });
  const parameters = Object.entries(query ?? {}).map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`);
  return `${host}:${port}/?${parameters.join("&")}`;
};
