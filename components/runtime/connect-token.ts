import { Sha256 } from "@aws-crypto/sha256-js";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";

/** As long as AWS takes one. */
const SECONDS_VALID = 900;

interface ConnectRequest {
  /** `rds-db`, `elasticache`. */
  readonly service: string;
  readonly host: string;
  readonly port?: number;
  readonly query: Readonly<Record<string, string>>;
}

/**
 * The password of a user that signs in by IAM: a presigned `connect` request, valid for 15 minutes and only checked
 * while connecting. A function has its credentials in the environment, and needs no more than their signature.
 */
export const connectToken = async (
  { service, host, port, query }: ConnectRequest,
  variables: NodeJS.ProcessEnv = process.env,
): Promise<string> => {
  const signer = new SignatureV4({
    service,
    region: variables.AWS_REGION ?? "",
    credentials: {
      accessKeyId: variables.AWS_ACCESS_KEY_ID ?? "",
      secretAccessKey: variables.AWS_SECRET_ACCESS_KEY ?? "",
      ...(variables.AWS_SESSION_TOKEN ? { sessionToken: variables.AWS_SESSION_TOKEN } : {}),
    },
    sha256: Sha256,
  });
  const authority = port === undefined ? host : `${host}:${port}`;
  const request = new HttpRequest({
    method: "GET",
    protocol: "https:",
    hostname: host,
    ...(port !== undefined && { port }),
    path: "/",
    headers: { host: authority },
    query: { Action: "connect", ...query },
  });
  const signed = await signer.presign(request, { expiresIn: SECONDS_VALID });
  const parameters = Object.entries(signed.query ?? {}).map(
    ([key, value]) => `${key}=${encodeURIComponent(String(value))}`,
  );
  return `${authority}/?${parameters.join("&")}`;
};
