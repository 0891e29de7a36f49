import type { X509Certificate } from "node:crypto";
import type { Exchange } from "./exchange";

/** `$context`: what templates, mappings, logs and functions may know of a request. */
export type ContextVariables = Record<string, unknown>;

// fidelity: docs: api-gateway-mapping-template-reference, $context variables
export const newContext = (exchange: Exchange): ContextVariables => {
  const { environment, stage, request, side, ids } = exchange;
  const host =
    exchange.headers.get("Host") ?? `${environment.api.id}.execute-api.${environment.api.region}.amazonaws.com`;
  const context: ContextVariables = {
    accountId: environment.api.account,
    apiId: environment.api.id,
    deploymentId: side.deployment.id,
    domainName: host,
    domainPrefix: host.split(".", 1)[0],
    extendedRequestId: ids.extendedRequestId,
    httpMethod: request.method,
    identity: {
      accessKey: null,
      accountId: null,
      caller: null,
      cognitoAuthenticationProvider: null,
      cognitoAuthenticationType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      principalOrgId: null,
      sourceIp: request.sourceIp,
      user: null,
      userAgent: exchange.headers.get("User-Agent") ?? null,
      userArn: null,
      ...(request.clientCertificate && { clientCert: clientCertificate(request.clientCertificate) }),
    },
    path: exchange.domainPath ?? stagePath(exchange),
    protocol: "HTTP/1.1",
    requestId: ids.requestId,
    requestTime: requestTime(exchange.startedAt),
    requestTimeEpoch: exchange.startedAt,
    stage: stage.name,
  };
  if (side.isCanary !== undefined) context.isCanaryRequest = side.isCanary;
  return context;
};

/** Without a path below the stage, and without a slash, only the stage. */
const stagePath = ({ stage, request, rawPath }: Exchange): string => {
  const bare = rawPath === "/" && !request.target.split("?", 1)[0]?.endsWith("/");
  return `/${stage.name}${bare ? "" : rawPath}`;
};

// fidelity: docs: $context.identity.clientCert.*; guess: the order of the names' parts
const clientCertificate = (certificate: X509Certificate) => ({
  clientCertPem: certificate.toString(),
  subjectDN: distinguishedName(certificate.subject),
  issuerDN: distinguishedName(certificate.issuer),
  serialNumber: certificate.serialNumber.toLowerCase().match(/../g)?.join(":") ?? "",
  validity: { notBefore: certificate.validFrom, notAfter: certificate.validTo },
});

const distinguishedName = (lines: string): string => lines.split("\n").reverse().join(",");

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** `22/Nov/2026:18:02:36 +0000`. */
const requestTime = (now: number): string => {
  const date = new Date(now);
  const day = `${two(date.getUTCDate())}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}`;
  return `${day}:${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
};

/** The value at a dotted path, `identity.sourceIp`; `undefined` where there is none. */
export const lookUp = (root: unknown, path: string): unknown => lookUpParts(root, path.split("."));

export const lookUpParts = (root: unknown, path: readonly string[]): unknown => {
  let value = root;
  for (const part of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
};
