import type { RestApi } from "../../logic/rest-api/rest-api";

/**
 * Managed by AWS, the same in all accounts.
 *
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html, using-managed-origin-request-policies.html (read 2026-11)
 */
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER_EXCEPT_HOST_HEADER = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

/**
 * What CloudFront would keep for ten seconds, in place of the answer to whoever asks next, by the path alone where caching
 * is disabled. None has a page: an API's errors are its own.
 *
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html (read 2026-11)
 */
export const UNCACHED_ERRORS = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504].map((errorCode) => ({
  errorCode,
  errorCachingMinTtl: 0,
}));

/** Paths that lead to an API, uncached. */
export const apiBehavior = ({ plan }: RestApi, pathPattern: string) => ({
  pathPattern,
  targetOriginId: plan.name,
  viewerProtocolPolicy: "https-only",
  allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
  cachedMethods: ["GET", "HEAD"],
  compress: false,
  cachePolicyId: CACHING_DISABLED,
  originRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER,
});

/** The longest that a REST API lets a target take, and a second for the way. */
const API_TIMEOUT_SECONDS = 30;

export const apiOrigin = ({ plan, host, siteHeader }: RestApi) => ({
  originId: plan.name,
  domainName: host,
  customOriginConfig: {
    httpPort: 80,
    httpsPort: 443,
    originProtocolPolicy: "https-only",
    originSslProtocols: ["TLSv1.2"],
    originReadTimeout: API_TIMEOUT_SECONDS,
  },
  customHeaders: siteHeader === undefined ? [] : [siteHeader],
});
