import type { X509Certificate } from "node:crypto";
import type { HeaderList } from "../http/header-list";
import type { RequestIds } from "../http/ids";
import type { GatewayRequest } from "../http/message";
import type { ApiIdentity } from "./gateway-environment";

/** `$context`: what templates, mappings, logs and functions may know of a request. */
export type ContextVariables = Record<string, unknown>;

/** What is known of a request as it comes in. */
export interface RequestFacts {
  readonly environment: { readonly api: ApiIdentity };
  readonly stage: { readonly name: string };
  readonly side: { readonly deployment: { readonly id: string }; readonly isCanary: boolean | undefined };
  readonly request: GatewayRequest;
  readonly headers: HeaderList;
  readonly ids: RequestIds;
  readonly startedAt: number;
  readonly rawPath: string;
  /** The whole path under a custom domain. */
  readonly domainPath: string | undefined;
}

// fidelity: docs: api-gateway-mapping-template-reference, $context variables
export const newContext = (facts: RequestFacts): ContextVariables => {
  const { stage, request, side, ids, headers } = facts;
  const { api } = facts.environment;
  const host = headers.get("Host") ?? `${api.id}.execute-api.${api.region}.amazonaws.com`;
  const context: ContextVariables = {
    accountId: api.account,
    apiId: api.id,
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
      userAgent: headers.get("User-Agent") ?? null,
      userArn: null,
      ...(request.clientCertificate && { clientCert: clientCertificate(request.clientCertificate) }),
    },
    path: facts.domainPath ?? stagePath(facts),
    protocol: "HTTP/1.1",
    requestId: ids.requestId,
    requestTime: requestTime(facts.startedAt),
    requestTimeEpoch: facts.startedAt,
    stage: stage.name,
  };
  if (side.isCanary !== undefined) context.isCanaryRequest = side.isCanary;
  return context;
};

/** Without a path below the stage, and without a slash, only the stage. */
const stagePath = ({ stage, request, rawPath }: RequestFacts): string => {
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
export const requestTime = (now: number): string => {
  const date = new Date(now);
  const day = `${two(date.getUTCDate())}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}`;
  return `${day}:${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
};
