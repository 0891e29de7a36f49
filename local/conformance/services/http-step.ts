import { createHmac, randomBytes } from "node:crypto";
import { websiteDomain } from "../../services/s3/website/website-host";
import { signedHeaders } from "../../wire/signatures/sign-request";
import type { JsonMap } from "../case-file";
import { type RawAnswer, sendRaw } from "../raw-client";
import { NotRunnable } from "./not-runnable";
import type { Connection } from "./sdk";

/** An `http` step, filled. */
interface HttpStep {
  readonly url?: string;
  readonly service?: string;
  readonly bucket?: string;
  readonly key?: string;
  readonly path?: string;
  /** A user pool, whose issuer is asked, or its domain. */
  readonly pool?: string;
  readonly domain?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly form?: Readonly<Record<string, string>>;
  readonly multipart?: readonly unknown[];
  readonly sign?: string;
}

export const sendHttp = async (input: JsonMap, connection: Connection): Promise<RawAnswer> => {
  const step = input as unknown as HttpStep; // as README-data.md describes it
  const url = new URL(step.url ?? placeOf(step, connection));
  const { method = "GET" } = step;
  const { body, type } = bodyOf(step);
  const headers: Record<string, string> = { ...(type ? { "content-type": type } : {}), ...step.headers };
  const signer = step.sign && { service: step.sign, region: connection.region, credentials: keysOf(connection) };
  // Not every system finds a name below localhost.
  if (step.service === "s3-website" && connection.endpoint) headers.Host = url.host;
  const to = headers.Host ? new URL(connection.endpoint ?? url) : url;
  const sent = signer ? await signedHeaders({ method, url, headers, body }, signer) : headers;
  return sendRaw(to, { method, target: url.pathname + url.search, headers: Object.entries(sent), body });
};

const placeOf = (step: HttpStep, { endpoint, region }: Connection): string => {
  const { service, bucket = "", key, path = "/", query = {} } = step;
  const search = new URLSearchParams(query).toString().replaceAll("+", "%20");
  const end = search ? `?${search}` : "";
  const encoded = (key ?? "").split("/").map(encodeURIComponent).join("/");
  if (service === "sqs") return `${endpoint ?? `https://sqs.${region}.amazonaws.com`}${path}${end}`;
  if (service === "cognito-issuer") {
    return `${endpoint ?? `https://cognito-idp.${region}.amazonaws.com`}/${step.pool}${path}${end}`;
  }
  if (service === "cognito-hosted") {
    const aws = `https://${step.domain}.auth.${region}.amazoncognito.com`;
    return `${endpoint ? `${endpoint}/${step.pool}` : aws}${path}${end}`;
  }
  if (service === "s3-website") {
    const host = endpoint ? `s3-website.localhost:${new URL(endpoint).port}` : websiteDomain(region);
    return `http://${bucket}.${host}${path}${end}`;
  }
  if (service !== "s3") throw new NotRunnable(`the case runner sends no requests to ${service}`);
  return endpoint
    ? `${endpoint}/${bucket}${key === undefined ? "" : `/${encoded}`}${end}`
    : `https://${bucket}.s3.${region}.amazonaws.com/${encoded}${end}`;
};

const bodyOf = ({ body, form, multipart }: HttpStep): { readonly body: Buffer | undefined; readonly type?: string } => {
  if (form) {
    return { body: Buffer.from(new URLSearchParams(form).toString()), type: "application/x-www-form-urlencoded" };
  }
  if (multipart) return multipartBody(multipart);
  return { body: body === undefined ? undefined : Buffer.from(body) };
};

type Part = readonly [name: string, value: string | { readonly filename: string; readonly body: string }];

const multipartBody = (items: readonly unknown[]) => {
  // A list of pairs stands among the pairs where a policy has made the fields.
  const parts = items.flatMap((item) => (Array.isArray(item) && Array.isArray(item[0]) ? item : [item])) as Part[];
  const boundary = `case-${randomBytes(8).toString("hex")}`;
  const texts = parts.map(([name, value]) => {
    const file = typeof value === "string" ? "" : `; filename="${value.filename}"`;
    const content = typeof value === "string" ? value : value.body;
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${content}\r\n`;
  });
  const body = Buffer.from(`${texts.join("")}--${boundary}--\r\n`);
  return { body, type: `multipart/form-data; boundary=${boundary}` };
};

const keysOf = ({ credentials }: Connection) => {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
  if (credentials) return credentials;
  if (!accessKeyId || !secretAccessKey) throw new NotRunnable("requests by hand are signed with AWS_ACCESS_KEY_ID");
  return { accessKeyId, secretAccessKey };
};

interface PostPolicy {
  readonly fields?: Readonly<Record<string, string>>;
  readonly conditions?: readonly unknown[];
  readonly expiresIn?: number;
  /** Whether the signature is spoilt. */
  readonly tamper?: boolean;
}

/** The signed fields of a browser upload, as pairs. fidelity: docs: "Calculating a signature" of POST uploads, SigV4 */
export const postPolicy = (input: JsonMap, connection: Connection): (readonly [string, string])[] => {
  const { fields = {}, conditions = [], expiresIn = 300, tamper = false } = input as unknown as PostPolicy;
  const { accessKeyId, secretAccessKey } = keysOf(connection);
  const time = new Date().toISOString().replace(/[:-]|\.\d{3}/g, "");
  const scope = [time.slice(0, 8), connection.region, "s3", "aws4_request"];
  const signature = {
    "x-amz-algorithm": "AWS4-HMAC-SHA256",
    "x-amz-credential": [accessKeyId, ...scope].join("/"),
    "x-amz-date": time,
  };
  const policy = Buffer.from(
    JSON.stringify({
      expiration: new Date(Date.now() + expiresIn * 1000).toISOString(),
      conditions: [...conditions, ...Object.entries(signature).map(([name, value]) => ({ [name]: value }))],
    }),
  ).toString("base64");
  const key = scope.reduce<string | Buffer>(
    (secret, part) => createHmac("sha256", secret).update(part).digest(),
    `AWS4${secretAccessKey}`,
  );
  const hash = createHmac("sha256", key).update(policy).digest("hex");
  return Object.entries({ ...fields, ...signature, policy, "x-amz-signature": tamper ? "0".repeat(64) : hash });
};
