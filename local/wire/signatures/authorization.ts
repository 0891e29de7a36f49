import { ServiceError } from "../service-error";
import type { SignedRequest } from "./signed-request";

/** What a request says about its signature. */
export interface Authorization {
  readonly accessKeyId: string;
  /** `20261122`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `20261122T101500Z`. */
  readonly timestamp: string;
  readonly sessionToken: string | undefined;
  readonly presigned: boolean;
  /** Of a presigned URL. */
  readonly expiresSeconds: number | undefined;
}

const ALGORITHM = "AWS4-HMAC-SHA256";

/** @throws {ServiceError} 403 when there is none, 400 when it is incomplete. */
export const readAuthorization = (request: SignedRequest): Authorization => {
  const read = statedAuthorization(request);
  const [unsigned] = unsignedHeaders(request, read);
  // fidelity: docs: SigV4 "Create a canonical request": host and any x-amz-* header must be signed
  if (unsigned !== undefined) throw incomplete(`'${unsigned}' must be a 'SignedHeader' in the AWS Authorization.`);
  return read;
};

/** As it is stated, whatever it leaves out. @throws {ServiceError} as `readAuthorization` */
export const statedAuthorization = (request: SignedRequest): Authorization => {
  const header = request.headers.authorization;
  return header === undefined ? fromQuery(request) : fromHeader(request, header);
};

/** Headers that have to be signed and are not. */
export const unsignedHeaders = (
  { headers }: Pick<SignedRequest, "headers">,
  { signedHeaders }: Pick<Authorization, "signedHeaders">,
): string[] => {
  // In HTTP/2 a client signs the one or the other.
  const host = signedHeaders.includes(":authority") ? ":authority" : "host";
  const named = Object.keys(headers).filter((name) => name.startsWith("x-amz-"));
  return [host, ...named].filter((name) => !signedHeaders.includes(name));
};

const fromHeader = ({ headers }: SignedRequest, header: string): Authorization => {
  if (!header.startsWith(`${ALGORITHM} `)) throw incomplete(`Unsupported AWS 'algorithm': '${header.split(" ")[0]}'.`);
  const fields = new Map(
    header
      .slice(ALGORITHM.length)
      .split(",")
      .map((field) => {
        const [name = "", ...value] = field.trim().split("=");
        return [name, value.join("=")];
      }),
  );
  const field = (name: string): string =>
    required(fields.get(name), `Authorization header requires '${name}' parameter.`);
  return {
    ...scopeOf(field("Credential")),
    signedHeaders: field("SignedHeaders").split(";"),
    signature: field("Signature"),
    timestamp: required(headers["x-amz-date"], "Authorization header requires existence of a 'X-Amz-Date' header."),
    sessionToken: headers["x-amz-security-token"],
    presigned: false,
    expiresSeconds: undefined,
  };
};

const fromQuery = ({ url }: SignedRequest): Authorization => {
  const query = new URLSearchParams(url.split("?")[1] ?? "");
  if (query.get("X-Amz-Algorithm") !== ALGORITHM) {
    throw new ServiceError("MissingAuthenticationToken", "Request is missing Authentication Token", 403);
  }
  const field = (name: string): string =>
    required(query.get(name) ?? undefined, `AWS query-string parameters must include '${name}'.`);
  return {
    ...scopeOf(field("X-Amz-Credential")),
    signedHeaders: field("X-Amz-SignedHeaders").split(";"),
    signature: field("X-Amz-Signature"),
    timestamp: field("X-Amz-Date"),
    sessionToken: query.get("X-Amz-Security-Token") ?? undefined,
    presigned: true,
    expiresSeconds: Number(field("X-Amz-Expires")),
  };
};

const scopeOf = (credential: string): Pick<Authorization, "accessKeyId" | "date" | "region" | "service"> => {
  const [accessKeyId, date, region, service, end, ...rest] = credential.split("/");
  if (!accessKeyId || !date || !region || !service || end !== "aws4_request" || rest.length > 0) {
    throw incomplete(`Credential must have exactly 5 slash-delimited elements, got '${credential}'.`);
  }
  return { accessKeyId, date, region, service };
};

const required = (value: string | undefined, message: string): string => {
  if (!value) throw incomplete(message);
  return value;
};

const incomplete = (message: string): ServiceError => new ServiceError("IncompleteSignature", message, 400);
