import type { types } from "@pulumi/aws";
import type * as cloudfront from "@pulumi/aws/cloudfront";
import * as pulumi from "@pulumi/pulumi";
import { SITE_FOLDER } from "../../contracts/publication";
import { apiBehavior, apiOrigin, UNCACHED_ERRORS } from "../distribution/api-origin";
import type { MakeStaticSiteChild, StaticSiteNodes } from "./children";
import type { StaticSitePlan } from "./plan";
import { viewerFunction } from "./viewer-function";

type Parts = Pick<StaticSiteNodes, "accessControl" | "cachePolicy" | "headersPolicy" | "function" | "publicKeys"> &
  Pick<StaticSiteNodes, "keyGroup">;

const FILES = "files";

const DAY_SECONDS = 86_400;

export const createDistribution = (
  make: MakeStaticSiteChild,
  plan: StaticSitePlan,
  bucket: StaticSiteNodes["bucket"],
): Parts & Pick<StaticSiteNodes, "distribution"> => {
  const parts = createParts(make, plan);
  const { domain, countries, webAcl, tags, apis, priceClass } = plan;
  const files = filesBehavior(parts);
  const distribution = make("distribution", undefined, {
    enabled: true,
    comment: `${pulumi.getProject()}-${pulumi.getStack()}-${plan.name}`,
    httpVersion: "http2and3",
    isIpv6Enabled: true,
    priceClass,
    origins: [
      {
        originId: FILES,
        domainName: bucket.bucketRegionalDomainName,
        originPath: `/${SITE_FOLDER.slice(0, -1)}`,
        originAccessControlId: parts.accessControl.id,
      },
      ...apis.map(apiOrigin),
    ],
    defaultCacheBehavior: files,
    orderedCacheBehaviors: [
      ...apis.map((api) => ({
        ...apiBehavior(api, `/${api.plan.stage}/*`),
        responseHeadersPolicyId: parts.headersPolicy.id,
      })),
      ...(plan.private?.paths ?? []).map((pathPattern) => ({
        ...files,
        pathPattern,
        trustedKeyGroups: parts.keyGroup ? [parts.keyGroup.id] : [],
      })),
    ],
    customErrorResponses: UNCACHED_ERRORS,
    restrictions: { geoRestriction: { ...countries, locations: [...countries.locations] } },
    viewerCertificate:
      domain === undefined
        ? { cloudfrontDefaultCertificate: true }
        : {
            acmCertificateArn: domain.certificateArn,
            sslSupportMethod: "sni-only",
            minimumProtocolVersion: "TLSv1.2_2021",
          },
    ...(domain && { aliases: [...domain.names] }),
    ...(webAcl && { webAclId: webAcl.arn }),
    ...(Object.keys(tags).length > 0 && { tags: { ...tags } }),
  });
  return { ...parts, distribution };
};

const createParts = (make: MakeStaticSiteChild, { name, viewer, headers, private: hidden }: StaticSitePlan): Parts => {
  const accessControl = make("accessControl", "access-control", {
    description: `Signs what the distribution of ${name} asks of its bucket`,
    originAccessControlOriginType: "s3",
    signingBehavior: "always",
    signingProtocol: "sigv4",
  });
  const cachePolicy = make("cachePolicy", "cache", {
    comment: `What the files of ${name} say of themselves`,
    // Files that say no-store are not kept for a second either.
    minTtl: 0,
    defaultTtl: DAY_SECONDS,
    maxTtl: 365 * DAY_SECONDS,
    parametersInCacheKeyAndForwardedToOrigin: {
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
      cookiesConfig: { cookieBehavior: "none" },
      headersConfig: { headerBehavior: "none" },
      queryStringsConfig: { queryStringBehavior: "none" },
    },
  });
  const headersPolicy = make("headersPolicy", "headers", {
    comment: `What ${name} tells browsers`,
    securityHeadersConfig: headers.security,
    ...(headers.custom.length > 0 && { customHeadersConfig: { items: [...headers.custom] } }),
  });
  const viewerRequest = make("function", "viewer-request", {
    comment: `Which file of ${name} is meant`,
    runtime: "cloudfront-js-2.0",
    code: viewerFunction(viewer),
    publish: true,
  });
  const parts = { accessControl, cachePolicy, headersPolicy, function: viewerRequest };
  if (hidden === undefined) return { ...parts, publicKeys: {} };
  const publicKeys = Object.fromEntries(
    Object.entries(hidden.keys).map(([key, encodedKey]) => [
      key,
      make("publicKeys", `key-${key}`, { encodedKey, comment: `Key ${key} of ${name}` }),
    ]),
  );
  const items = Object.values(publicKeys).map(({ id }) => id);
  return { ...parts, publicKeys, keyGroup: make("keyGroup", "keys", { items, comment: `Who signs for ${name}` }) };
};

type Behavior = types.input.cloudfront.DistributionDefaultCacheBehavior;

const filesBehavior = ({ cachePolicy, headersPolicy, function: viewerRequest }: Parts): Behavior => ({
  targetOriginId: FILES,
  viewerProtocolPolicy: "redirect-to-https",
  allowedMethods: ["GET", "HEAD"],
  cachedMethods: ["GET", "HEAD"],
  compress: true,
  cachePolicyId: cachePolicy.id,
  responseHeadersPolicyId: headersPolicy.id,
  functionAssociations: [{ eventType: "viewer-request", functionArn: viewerRequest.arn }],
});

/** Where the site is reached. */
export const siteUrl = ({ domain }: StaticSitePlan, { domainName }: cloudfront.Distribution): pulumi.Output<string> =>
  pulumi.interpolate`https://${domain?.names[0] ?? domainName}`;
