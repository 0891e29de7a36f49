import { Sha256 } from "@aws-crypto/sha256-js";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Credentials } from "../../../../local/access/access";
import { REGION } from "../../cloud/test-cloud";

/** Whom to call, and as whom. */
interface Called {
  readonly client: { readonly endpoint: string; readonly credentials: Credentials };
}

/** Posts to the endpoint, signed; for APIs whose SDK client is not worth a dependency. */
export const signedCall = async (
  { client }: Called,
  { service, credentials = client.credentials, ...rest }: SignedCall,
) => {
  const { host, hostname, port } = new URL(client.endpoint);
  const request = new HttpRequest({
    method: "POST",
    hostname,
    port: Number(port),
    path: "/",
    headers: { ...rest.headers, host },
    body: rest.body,
  });
  const signer = new SignatureV4({ service, region: REGION, credentials, sha256: Sha256 });
  const { headers, body } = await signer.sign(request);
  const response = await fetch(client.endpoint, { method: "POST", headers, body });
  // Operations without an output answer an empty body.
  return { status: response.status, body: JSON.parse((await response.text()) || "{}") };
};

interface SignedCall {
  readonly service: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** @default the administrator */
  readonly credentials?: Credentials;
}

/** A call of the JSON protocol: `target` is `AmazonSSM.GetParameter`. */
export const jsonCall = (cloud: Called, service: string, target: string, input: object, credentials?: Credentials) =>
  signedCall(cloud, {
    service,
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
    body: JSON.stringify(input),
    ...(credentials && { credentials }),
  });
