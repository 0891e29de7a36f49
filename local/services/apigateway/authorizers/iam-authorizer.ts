import type { Principal } from "../../../access/access";
import { ServiceError } from "../../../wire/service-error";
import type { Exchange } from "../exchange/exchange";
import { Failure, missingAuthenticationToken } from "../failures/failure";
import { malformedAuthorization } from "./authorization-header";
import { accessRequest, EXPLICITLY, refused, resourcePolicy } from "./resource-policy";

/** `AWS_IAM`: the request is signed with Signature Version 4, and policies allow `execute-api:Invoke`. */
export const authorizeByIam = (exchange: Exchange): void => {
  const principal = authenticate(exchange);
  exchange.principal = principal;
  Object.assign(exchange.context.identity as object, {
    accessKey: accessKeyOf(exchange),
    accountId: principal.account,
    caller: principal.userId,
    user: principal.userId,
    userArn: principal.arn,
  });
  const policy = resourcePolicy(exchange);
  const decision = exchange.environment.backends.decide(principal, {
    ...accessRequest(exchange),
    ...(policy && { resourcePolicy: policy }),
  });
  if (!decision.allowed) throw refused(exchange, principal.arn, decision.explicit ? EXPLICITLY : decision.reason);
};

const isSigned = (exchange: Exchange): boolean =>
  exchange.headers.has("Authorization") || Object.hasOwn(exchange.query.single, "X-Amz-Signature");

const accessKeyOf = (exchange: Exchange): string | null =>
  /Credential=([^/,\s]+)/.exec(exchange.headers.get("Authorization") ?? "")?.[1] ??
  exchange.query.single["X-Amz-Credential"]?.split("/")[0] ??
  null;

const authenticate = (exchange: Exchange): Principal => {
  if (!isSigned(exchange)) throw missingAuthenticationToken();
  const malformed = malformedAuthorization(exchange);
  if (malformed) throw malformed;
  const { sent: request, environment } = exchange;
  const headers: Record<string, string> = {};
  for (const [name, value] of request.headers) {
    const lower = name.toLowerCase();
    headers[lower] = headers[lower] === undefined ? value : `${headers[lower]},${value}`;
  }
  try {
    const { method, target: url, body } = request;
    const { principal, service } = environment.backends.authenticate({ method, url, headers, body });
    if (service === "execute-api") return principal;
    // fidelity: docs: IAM user guide, "Troubleshoot Signature Version 4 signing"
    throw new ServiceError(
      "SignatureDoesNotMatch",
      "Credential should be scoped to correct service: 'execute-api'.",
      403,
    );
  } catch (error) {
    throw error instanceof ServiceError ? signatureFailure(error) : error;
  }
};

// fidelity: docs: supported gateway response types (INVALID_SIGNATURE); error types as AWS's signature checks name them
const ERROR_TYPES: Readonly<Record<string, string>> = {
  SignatureDoesNotMatch: "InvalidSignatureException",
  InvalidClientTokenId: "UnrecognizedClientException",
  IncompleteSignature: "IncompleteSignatureException",
  ExpiredToken: "ExpiredTokenException",
};

const signatureFailure = ({ code, message }: ServiceError): Failure => {
  if (code === "MissingAuthenticationToken") return missingAuthenticationToken();
  const type = code === "ExpiredToken" ? "EXPIRED_TOKEN" : "INVALID_SIGNATURE";
  return new Failure(type, message, ERROR_TYPES[code] ?? "InvalidSignatureException", { reason: message });
};
