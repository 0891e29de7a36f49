import { createHash } from "node:crypto";
import type { Principal } from "../../../access/access";
import type { Cloud } from "../../../cloud/cloud";
import { ServiceError } from "../../../wire/service-error";
import { type Authorization, statedAuthorization, unsignedHeaders } from "../../../wire/signatures/authorization";
import { canonicalRequest, isSignedBy, signedAt, stringToSign } from "../../../wire/signatures/sigv4";
import type { ApiRequest } from "../../../wire/transport/api-request";
import { accessDenied, invalidArgument, invalidRequest } from "../s3-errors";
import { ANONYMOUS } from "../s3-operation";

type Request = Omit<ApiRequest, "principal">;
type Host = Pick<Cloud, "access" | "clock">;

/** Who sent a request; whoever signs nothing is nobody in particular. @throws {ServiceError} in S3's words */
// fidelity: docs: S3 API reference, "Authenticating Requests"; observed: localstack test_s3_presigned, the texts
export const authenticate = (request: Request, host: Host): Principal => {
  const { authorization } = request.headers;
  const query = new URLSearchParams(request.url.split("?")[1] ?? "");
  const presigned = PARAMETERS.some((name) => query.has(name));
  const older = query.has("Signature") || query.has("AWSAccessKeyId");
  if (authorization !== undefined && (presigned || older)) {
    throw invalidArgument(
      "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified",
      "Authorization",
      authorization,
    );
  }
  if (authorization === undefined && !presigned && !older) return ANONYMOUS;
  if (older || (authorization !== undefined && !authorization.startsWith("AWS4-HMAC-SHA256"))) {
    throw invalidRequest(
      "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
    );
  }
  if (presigned) checkParameters(query);
  const stated = authorizationOf(request);
  checkTime(stated, host.clock.now());
  const { credentials, principal } = identityOf(stated, host);
  const unsigned = unsignedHeaders(request, stated);
  if (unsigned.length > 0) {
    throw accessDenied("There were headers present in the request which were not signed", {
      HeadersNotSigned: unsigned.join(", "),
    });
  }
  if (isSignedBy(credentials.secretAccessKey, request, stated)) return principal;
  refuseOtherContent(request);
  throw signatureDoesNotMatch(stated.accessKeyId, stringToSign(request, stated), stated.signature, {
    CanonicalRequest: canonicalRequest(request, stated),
  });
};

const PARAMETERS = [
  ...["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Expires"],
];

const queryError = (message: string): ServiceError =>
  new ServiceError("AuthorizationQueryParametersError", message, 400);

const checkParameters = (query: URLSearchParams): void => {
  if (PARAMETERS.some((name) => !query.get(name))) {
    throw queryError(
      "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.",
    );
  }
  if (query.get("X-Amz-Algorithm") !== "AWS4-HMAC-SHA256") {
    throw queryError('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  }
  const expires = Number(query.get("X-Amz-Expires"));
  if (Number.isNaN(expires)) throw queryError("X-Amz-Expires should be a number");
  if (expires < 0) throw queryError("X-Amz-Expires must be non-negative");
  if (expires > 604_800) {
    throw queryError(
      "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds",
    );
  }
};

const authorizationOf = (request: Request): Authorization => {
  try {
    return statedAuthorization(request);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (request.headers.authorization === undefined) {
      throw queryError(
        'Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
      );
    }
    if (request.headers["x-amz-date"] === undefined) {
      throw accessDenied("AWS authentication requires a valid Date or x-amz-date header");
    }
    throw new ServiceError(
      "AuthorizationHeaderMalformed",
      `The authorization header is malformed; ${error.message}`,
      400,
    );
  }
};

/** fidelity: docs: S3 API reference, error codes: 15 minutes */
const MAX_SKEW_MS = 15 * 60_000;

const time = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}/, "");

const checkTime = ({ timestamp, presigned, expiresSeconds = 0 }: Authorization, now: number): void => {
  const signed = signedAt(timestamp);
  if (Number.isNaN(signed)) {
    if (presigned) throw queryError("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
    throw accessDenied("AWS authentication requires a valid Date or x-amz-date header");
  }
  if (presigned) {
    const until = signed + expiresSeconds * 1_000;
    const ServerTime = time(now);
    if (now > until) {
      throw accessDenied("Request has expired", { "X-Amz-Expires": expiresSeconds, Expires: time(until), ServerTime });
    }
    if (signed > now + MAX_SKEW_MS) {
      throw accessDenied("Request is not valid yet", { "X-Amz-Date": timestamp, Expires: time(until), ServerTime });
    }
    return;
  }
  if (Math.abs(now - signed) <= MAX_SKEW_MS) return;
  throw new ServiceError(
    "RequestTimeTooSkewed",
    "The difference between the request time and the current time is too large.",
    403,
    { RequestTime: timestamp, ServerTime: time(now), MaxAllowedSkewMilliseconds: MAX_SKEW_MS },
  );
};

/** Whose key it is. @throws {ServiceError} for keys and tokens that nobody has */
export const identityOf = (
  { accessKeyId, sessionToken }: Pick<Authorization, "accessKeyId" | "sessionToken">,
  { access }: Pick<Host, "access">,
): NonNullable<ReturnType<Cloud["access"]["find"]>> => {
  const found = access.find(accessKeyId);
  if (!found) {
    throw new ServiceError(
      "InvalidAccessKeyId",
      "The AWS Access Key Id you provided does not exist in our records.",
      403,
      { AWSAccessKeyId: accessKeyId },
    );
  }
  if ((found.credentials.sessionToken ?? "") === (sessionToken ?? "")) return found;
  throw new ServiceError("InvalidToken", "The provided token is malformed or otherwise invalid.", 400, {
    "Token-0": sessionToken ?? "",
  });
};

/** The signature is right for the content that is stated, and the content is another one. */
const refuseOtherContent = ({ headers, body }: Request): void => {
  const claimed = headers["x-amz-content-sha256"];
  if (claimed === undefined || !/^[0-9a-f]{64}$/.test(claimed)) return;
  const actual = createHash("sha256").update(body).digest("hex");
  if (actual === claimed) return;
  throw new ServiceError(
    "XAmzContentSHA256Mismatch",
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
    400,
    { ClientComputedContentSHA256: claimed, S3ComputedContentSHA256: actual },
  );
};

export const signatureDoesNotMatch = (
  AWSAccessKeyId: string,
  StringToSign: string,
  SignatureProvided: string,
  details: Readonly<Record<string, unknown>> = {},
): ServiceError =>
  new ServiceError(
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    403,
    { AWSAccessKeyId, StringToSign, SignatureProvided, ...details },
  );
