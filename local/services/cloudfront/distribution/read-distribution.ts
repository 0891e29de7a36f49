import type { Properties } from "../../../engine/resources/resource-type";
import { isObject, type JsonObject, objectOf, textOf } from "../../../languages/json/json-object";
import { ServiceError } from "../../../wire/service-error";
import { pathPattern } from "./path-pattern";
import type { Behavior, CustomError, DistributionPlan, GeoRestriction, Origin, OriginTarget } from "./plan";
import { listOf, readForwardedValues, readPolicies, readResponseHeaders } from "./read-policies";
import { itemsOf } from "./selector";

/** What a distribution names by id. Each throws what CloudFront answers for one that is not there. */
export interface Named {
  cachePolicy(id: string): Properties;
  originRequestPolicy(id: string): Properties;
  responseHeadersPolicy(id: string): Properties;
  accessControl(id: string): Properties;
  /** By `origin-access-identity/cloudfront/<id>`. */
  identity(path: string): { readonly arn: string; readonly canonicalUser: string };
  /** PEM by id of the public keys of a group. */
  keys(groupId: string): ReadonlyMap<string, string>;
  /** @throws when the function is not there, or not published */
  checkFunction(arn: string): void;
}

export const invalid = (message: string, code = "InvalidArgument"): ServiceError =>
  new ServiceError(code, message, 400);

/** @throws {ServiceError} for what CloudFront would refuse */
export const readDistribution = (
  { id, arn, domainName }: Pick<DistributionPlan, "id" | "arn" | "domainName">,
  inputs: Properties,
  named: Named,
): DistributionPlan => {
  const origins = readOrigins(inputs, named);
  const behaviors = [
    ...listOf(inputs.orderedCacheBehaviors),
    { ...objectOf(inputs.defaultCacheBehavior), pathPattern: "*" },
  ].map((behavior: JsonObject) => readBehavior(behavior, origins, named));
  const aliases = itemsOf(inputs.aliases).map((alias) => alias.toLowerCase());
  const certificate = objectOf(inputs.viewerCertificate);
  if (aliases.length > 0 && !certificate.acmCertificateArn && !certificate.iamCertificateId) {
    // fidelity: observed: CreateDistribution
    throw invalid(
      "To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate that validates your authorization to use the domain name.",
      "InvalidViewerCertificate",
    );
  }
  return {
    id,
    arn,
    domainName,
    aliases,
    enabled: inputs.enabled !== false,
    defaultRootObject: rootObject(inputs.defaultRootObject),
    behaviors,
    origins,
    customErrors: new Map(listOf(inputs.customErrorResponses).map(readCustomError)),
    geo: readGeo(objectOf(objectOf(inputs.restrictions).geoRestriction)),
  };
};

const rootObject = (value: unknown): string | undefined => {
  const name = textOf(value)?.replace(/^\//, "");
  return name === "" ? undefined : name;
};

/** fidelity: docs: errorCachingMinTTL: 10 seconds */
export const ERROR_CACHING_SECONDS = 10;

const readCustomError = (value: JsonObject): [number, CustomError] => {
  const code = Number(value.errorCode);
  const page = textOf(value.responsePagePath);
  return [
    code,
    {
      cachingMinTtl: Number(value.errorCachingMinTtl ?? ERROR_CACHING_SECONDS),
      page: page === "" ? undefined : page,
      status: Number(value.responseCode ?? code) || code,
    },
  ];
};

const readGeo = ({ restrictionType, locations }: JsonObject): GeoRestriction => ({
  type: restrictionType === "blacklist" || restrictionType === "whitelist" ? restrictionType : "none",
  countries: new Set(itemsOf(locations)),
});

const PROTOCOL_POLICIES = ["allow-all", "https-only", "redirect-to-https"] as const;

/** What would let in, or change, more than it should where it is passed over. */
const NOT_EMULATED = ["trustedSigners", "lambdaFunctionAssociations", "fieldLevelEncryptionId"];

/** fidelity: docs: AllowedMethods: one of these three sets */
const METHOD_SETS = ["GET,HEAD", "GET,HEAD,OPTIONS", "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT"];

const readBehavior = (behavior: JsonObject, origins: ReadonlyMap<string, OriginTarget>, named: Named): Behavior => {
  const pattern = String(behavior.pathPattern);
  const target = String(behavior.targetOriginId);
  const at = `the behavior ${pattern}`;
  if (!origins.has(target)) {
    throw invalid(`The origin ${target} of ${at} is not among the distribution's origins.`, "NoSuchOrigin");
  }
  const policy = PROTOCOL_POLICIES.find((each) => each === behavior.viewerProtocolPolicy);
  if (!policy) throw invalid(`${at} has no viewerProtocolPolicy of ${PROTOCOL_POLICIES.join(", ")}.`);
  const allowed = methods(behavior.allowedMethods, METHOD_SETS, `allowedMethods of ${at}`);
  const cached = methods(behavior.cachedMethods, METHOD_SETS.slice(0, 2), `cachedMethods of ${at}`);
  const cachePolicyId = textOf(behavior.cachePolicyId);
  const requestPolicyId = textOf(behavior.originRequestPolicyId);
  if (cachePolicyId && isObject(behavior.forwardedValues)) {
    throw invalid(`${at} has a cache policy and forwardedValues: it takes one of the two.`);
  }
  if (!cachePolicyId && !isObject(behavior.forwardedValues)) {
    throw invalid(`${at} has neither a cache policy nor forwardedValues.`);
  }
  const { cache, forward } = cachePolicyId
    ? readPolicies(named.cachePolicy(cachePolicyId), requestPolicyId ? named.originRequestPolicy(requestPolicyId) : {})
    : readForwardedValues(behavior);
  for (const property of NOT_EMULATED) {
    if (itemsOf(behavior[property]).length === 0 && !textOf(behavior[property])) continue;
    throw invalid(`${property} of ${at} is not emulated by the local cloud.`, "NotEmulatedByLocalCloud");
  }
  const headersPolicyId = textOf(behavior.responseHeadersPolicyId);
  return {
    pattern,
    fits: pathPattern(pattern),
    target,
    viewerProtocolPolicy: policy,
    allowed,
    cached,
    compress: behavior.compress === true,
    cache,
    forward,
    responseHeaders: headersPolicyId ? readResponseHeaders(named.responseHeadersPolicy(headersPolicyId)) : undefined,
    signers: readSigners(behavior, named),
    functions: readFunctions(behavior, at, named),
  };
};

const methods = (value: unknown, sets: readonly string[], at: string): ReadonlySet<string> => {
  const items = itemsOf(value);
  if (!sets.includes([...items].sort().join(","))) {
    throw invalid(`${at} must be one of ${sets.join(" | ")} (it is ${items.join(",")}).`);
  }
  return new Set(items);
};

const readSigners = (behavior: JsonObject, named: Named): ReadonlyMap<string, string> | undefined => {
  const groups = itemsOf(behavior.trustedKeyGroups);
  if (groups.length === 0) return undefined;
  return new Map(groups.flatMap((group) => [...named.keys(group)]));
};

const readFunctions = (behavior: JsonObject, at: string, named: Named): Behavior["functions"] => {
  const functions: Record<string, string> = {};
  for (const { eventType, functionArn } of listOf(behavior.functionAssociations)) {
    const event = String(eventType);
    if (functions[event]) throw invalid(`${at} has two functions for ${event}.`, "InvalidFunctionAssociation");
    named.checkFunction(String(functionArn));
    functions[event] = String(functionArn);
  }
  return functions;
};

const readOrigins = (inputs: Properties, named: Named): ReadonlyMap<string, OriginTarget> => {
  const single = new Map(listOf(inputs.origins).map((origin) => [String(origin.originId), readOrigin(origin, named)]));
  const targets = new Map<string, OriginTarget>();
  for (const [id, origin] of single) targets.set(id, { members: [origin], failover: new Set() });
  for (const { originId, members, failoverCriteria } of listOf(inputs.originGroups)) {
    const found = listOf(members).flatMap((member) => single.get(String(member.originId)) ?? []);
    if (found.length !== 2) throw invalid(`The origin group ${originId} must have two of the distribution's origins.`);
    const codes = objectOf(failoverCriteria).statusCodes;
    const failover = new Set(Array.isArray(codes) ? codes.map(Number) : []);
    targets.set(String(originId), { members: found, failover });
  }
  return targets;
};

/** Header names that an origin's custom headers may not have. */
// fidelity: docs: add-origin-custom-headers, headers that CloudFront can't add
const NOT_ADDED =
  /^(?:cache-control|connection|content-length|cookie|host|if-(?:match|modified-since|none-match|range|unmodified-since)|max-forwards|pragma|proxy-.*|range|request-range|te|trailer|transfer-encoding|upgrade|via|x-amz-.*|x-edge-.*|x-real-ip)$/i;

const readOrigin = (origin: JsonObject, named: Named): Origin => {
  const id = String(origin.originId);
  const path = textOf(origin.originPath) ?? "";
  if (path !== "" && !/^\/.*[^/]$/.test(path)) {
    throw invalid(`The originPath of ${id} must begin with a slash and not end with one (it is ${path}).`);
  }
  const customHeaders = listOf(origin.customHeaders).map(({ name, value }) => [String(name), String(value)] as const);
  const refused = customHeaders.find(([name]) => NOT_ADDED.test(name));
  if (refused) throw invalid(`The origin ${id} can't have the custom header ${refused[0]}.`);
  const custom = objectOf(origin.customOriginConfig);
  const control = textOf(origin.originAccessControlId);
  const identity = textOf(objectOf(origin.s3OriginConfig).originAccessIdentity);
  const { originAccessControlOriginType: kind, signingBehavior: behavior } = control
    ? named.accessControl(control)
    : {};
  return {
    id,
    domainName: String(origin.domainName).toLowerCase(),
    path,
    customHeaders,
    connectionAttempts: Number(origin.connectionAttempts ?? 3),
    connectionTimeoutMs: Number(origin.connectionTimeout ?? 10) * 1000,
    readTimeoutMs: Number(custom.originReadTimeout ?? 30) * 1000,
    signing: control ? { kind: String(kind), behavior: String(behavior) } : undefined,
    identity: identity ? named.identity(identity) : undefined,
    protocol: (textOf(custom.originProtocolPolicy) ?? "match-viewer") as Origin["protocol"],
    httpPort: Number(custom.httpPort ?? 80),
    httpsPort: Number(custom.httpsPort ?? 443),
  };
};
