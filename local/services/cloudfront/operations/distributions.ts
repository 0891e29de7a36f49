import { objectOf } from "../../../languages/json/json-object";
import { restOperation } from "../../../wire/operations/rest-operation";
import { resource } from "../../../wire/operations/right";
import type { DistributionRecord } from "../control/store";
import { listOf } from "../distribution/read-policies";
import { itemsOf } from "../distribution/selector";
import { answer, type CloudFrontOperation, distributionArn, pageOf, quantity } from "./cloudfront-operation";

export const getDistribution: CloudFrontOperation = restOperation(
  "GetDistribution",
  {},
  {
    action: "cloudfront:GetDistribution",
    on: (control, call) => resource(distributionArn(control, call), () => control.require(call.distribution)),
  },
  () => (_, record) =>
    answer(
      200,
      "Distribution",
      {
        Id: record.id,
        ARN: record.arn,
        Status: "Deployed",
        LastModifiedTime: record.modified,
        InProgressInvalidationBatches: 0,
        DomainName: record.domainName,
        DistributionConfig: configOf(record),
      },
      { etag: record.etag },
    ),
);

export const getDistributionConfig: CloudFrontOperation = restOperation(
  "GetDistributionConfig",
  {},
  {
    action: "cloudfront:GetDistributionConfig",
    on: (control, call) => resource(distributionArn(control, call), () => control.require(call.distribution)),
  },
  () => (_, record) => answer(200, "DistributionConfig", configOf(record), { etag: record.etag }),
);

export const listDistributions: CloudFrontOperation = restOperation(
  "ListDistributions",
  { query: { Marker: true, MaxItems: true } },
  { action: "cloudfront:ListDistributions", on: () => resource("*") },
  ({ store }) =>
    ({ query }) => {
      const all = [...store.distributions.entries()].map(([, record]) => record);
      const { page, shown } = pageOf(all, query);
      const summaries = page.map((record) => ({
        Id: record.id,
        ARN: record.arn,
        Status: "Deployed",
        LastModifiedTime: record.modified,
        DomainName: record.domainName,
        ...configOf(record),
      }));
      return answer(200, "DistributionList", { ...shown, ...quantity("DistributionSummary", summaries) });
    },
);

/** A distribution's settings in the words of the API. */
const configOf = ({ id, inputs }: DistributionRecord) => {
  const geo = objectOf(objectOf(inputs.restrictions).geoRestriction);
  return {
    CallerReference: id,
    Aliases: quantity("CNAME", itemsOf(inputs.aliases)),
    DefaultRootObject: inputs.defaultRootObject ?? "",
    Origins: quantity("Origin", listOf(inputs.origins).map(originOf)),
    OriginGroups: quantity("OriginGroup", listOf(inputs.originGroups).map(groupOf)),
    DefaultCacheBehavior: behaviorOf(objectOf(inputs.defaultCacheBehavior)),
    CacheBehaviors: quantity("CacheBehavior", listOf(inputs.orderedCacheBehaviors).map(behaviorOf)),
    CustomErrorResponses: quantity("CustomErrorResponse", listOf(inputs.customErrorResponses).map(errorOf)),
    Comment: inputs.comment ?? "",
    PriceClass: inputs.priceClass ?? "PriceClass_All",
    Enabled: inputs.enabled !== false,
    Restrictions: {
      GeoRestriction: {
        RestrictionType: geo.restrictionType ?? "none",
        ...quantity("Location", itemsOf(geo.locations)),
      },
    },
    WebACLId: inputs.webAclId ?? "",
    HttpVersion: inputs.httpVersion ?? "http2",
    IsIPV6Enabled: inputs.isIpv6Enabled === true,
  };
};

type Settings = ReturnType<typeof objectOf>;

const originOf = (origin: Settings) => {
  const custom = objectOf(origin.customOriginConfig);
  return {
    Id: origin.originId,
    DomainName: origin.domainName,
    OriginPath: origin.originPath ?? "",
    CustomHeaders: quantity(
      "OriginCustomHeader",
      listOf(origin.customHeaders).map(({ name, value }) => ({ HeaderName: name, HeaderValue: value })),
    ),
    ...(origin.customOriginConfig
      ? {
          CustomOriginConfig: {
            HTTPPort: custom.httpPort,
            HTTPSPort: custom.httpsPort,
            OriginProtocolPolicy: custom.originProtocolPolicy,
          },
        }
      : {
          S3OriginConfig: { OriginAccessIdentity: objectOf(origin.s3OriginConfig).originAccessIdentity ?? "" },
        }),
    ConnectionAttempts: origin.connectionAttempts ?? 3,
    ConnectionTimeout: origin.connectionTimeout ?? 10,
    OriginAccessControlId: origin.originAccessControlId ?? "",
  };
};

const groupOf = ({ originId, failoverCriteria, members }: Settings) => ({
  Id: originId,
  FailoverCriteria: { StatusCodes: quantity("StatusCode", [objectOf(failoverCriteria).statusCodes ?? []].flat()) },
  Members: quantity(
    "OriginGroupMember",
    listOf(members).map((member) => ({ OriginId: member.originId })),
  ),
});

const behaviorOf = (behavior: Settings) => ({
  PathPattern: behavior.pathPattern,
  TargetOriginId: behavior.targetOriginId,
  TrustedKeyGroups: {
    Enabled: itemsOf(behavior.trustedKeyGroups).length > 0,
    ...quantity("KeyGroup", itemsOf(behavior.trustedKeyGroups)),
  },
  ViewerProtocolPolicy: behavior.viewerProtocolPolicy,
  AllowedMethods: {
    ...quantity("Method", itemsOf(behavior.allowedMethods)),
    CachedMethods: quantity("Method", itemsOf(behavior.cachedMethods)),
  },
  Compress: behavior.compress === true,
  FunctionAssociations: quantity(
    "FunctionAssociation",
    listOf(behavior.functionAssociations).map(({ functionArn, eventType }) => ({
      FunctionARN: functionArn,
      EventType: eventType,
    })),
  ),
  CachePolicyId: behavior.cachePolicyId,
  OriginRequestPolicyId: behavior.originRequestPolicyId,
  ResponseHeadersPolicyId: behavior.responseHeadersPolicyId,
});

const errorOf = ({ errorCode, responsePagePath, responseCode, errorCachingMinTtl }: Settings) => ({
  ErrorCode: errorCode,
  ResponsePagePath: responsePagePath ?? "",
  ResponseCode: responseCode ?? "",
  ErrorCachingMinTTL: errorCachingMinTtl ?? 10,
});
