import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Credentials } from "../../access/access";

/** A request before it is signed. */
export interface UnsignedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

/** Who signs, for which service of which region. */
export interface Signer {
  readonly service: string;
  readonly region: string;
  readonly credentials: Pick<Credentials, "accessKeyId" | "secretAccessKey" | "sessionToken">;
}

/** The headers of a request with its signature, as clients of AWS make it. */
export const signedHeaders = async (
  { method, url, headers, body }: UnsignedRequest,
  signer: Signer,
): Promise<Record<string, string>> => {
  const signed = await new SignatureV4({ ...signer, sha256: Sha256 }).sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { ...headers, host: url.host },
    body,
  });
  return signed.headers;
};
