import type { Properties } from "../../../engine/resources/resource-type";

/** A policy that AWS keeps for everybody, as a program would declare it. */
export interface ManagedPolicy extends Properties {
  readonly name: string;
}

const NONE = { cookiesConfig: { cookieBehavior: "none" }, headersConfig: { headerBehavior: "none" } };
const ALL_COOKIES = { cookiesConfig: { cookieBehavior: "all" } };
const NO_QUERY = { queryStringsConfig: { queryStringBehavior: "none" } };
const ALL_QUERY = { queryStringsConfig: { queryStringBehavior: "all" } };
const listed = (...items: string[]) => ({ headersConfig: { headerBehavior: "whitelist", headers: { items } } });
const encodings = (gzip: boolean, brotli: boolean) => ({
  enableAcceptEncodingGzip: gzip,
  enableAcceptEncodingBrotli: brotli,
});
const cached = (name: string, [minTtl, defaultTtl, maxTtl]: [number, number, number], key: Properties) => ({
  name: `Managed-${name}`,
  minTtl,
  defaultTtl,
  maxTtl,
  parametersInCacheKeyAndForwardedToOrigin: { ...NONE, ...NO_QUERY, ...key },
});
const ORIGIN_CONTROLLED = {
  ...ALL_COOKIES,
  ...listed("Host", "Origin", "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"),
  ...encodings(true, true),
};
const DAY_TO_YEAR: [number, number, number] = [1, 86_400, 31_536_000];

// fidelity: docs: Use managed cache policies
export const CACHE_POLICIES: Readonly<Record<string, ManagedPolicy>> = {
  "658327ea-f89d-4fab-a63d-7e88639e58f6": cached("CachingOptimized", DAY_TO_YEAR, encodings(true, true)),
  "b2884449-e4de-46a7-ac36-70bc7f1ddd6d": cached(
    "CachingOptimizedForUncompressedObjects",
    DAY_TO_YEAR,
    encodings(false, false),
  ),
  "4135ea2d-6df8-44a3-9df3-4b5a84be39ad": cached("CachingDisabled", [0, 0, 0], encodings(false, false)),
  "08627262-05a9-4f76-9ded-b50ca2e3a84f": cached("Elemental-MediaPackage", [0, 86_400, 31_536_000], {
    ...listed("Origin"),
    queryStringsConfig: {
      queryStringBehavior: "whitelist",
      queryStrings: { items: ["aws.manifestfilter", "start", "end", "m"] },
    },
    ...encodings(true, false),
  }),
  "2e54312d-136d-493c-8eb9-b001f22f67d2": cached("Amplify", [2, 2, 600], {
    ...ALL_COOKIES,
    ...listed("Authorization", "CloudFront-Viewer-Country", "Host"),
    ...ALL_QUERY,
    ...encodings(true, true),
  }),
  "83da9c7e-98b4-4e11-a168-04f0df8e2c65": cached("UseOriginCacheControlHeaders", [0, 0, 31_536_000], ORIGIN_CONTROLLED),
  "4cc15a8a-d715-48a4-82b8-cc0b614638fe": cached("UseOriginCacheControlHeaders-QueryStrings", [0, 0, 31_536_000], {
    ...ORIGIN_CONTROLLED,
    ...ALL_QUERY,
  }),
};

const forwarded = (name: string, parts: Properties) => ({ name: `Managed-${name}`, ...NONE, ...NO_QUERY, ...parts });
const viewer = (headerBehavior: string, ...items: string[]) => ({
  ...ALL_COOKIES,
  ...ALL_QUERY,
  headersConfig: { headerBehavior, ...(items.length > 0 && { headers: { items } }) },
});

// fidelity: docs: Use managed origin request policies
export const ORIGIN_REQUEST_POLICIES: Readonly<Record<string, ManagedPolicy>> = {
  "216adef6-5c7f-47e4-b989-5492eafa07d3": forwarded("AllViewer", viewer("allViewer")),
  "b689b0a8-53d0-40ab-baf2-68738e2966ac": forwarded("AllViewerExceptHostHeader", viewer("allExcept", "Host")),
  "33f36d7e-f396-46d9-90e0-52428a34d9dc": forwarded(
    "AllViewerAndCloudFrontHeaders-2022-06",
    viewer(
      "allViewerAndWhitelistCloudFront",
      "CloudFront-Forwarded-Proto",
      "CloudFront-Is-Android-Viewer",
      "CloudFront-Is-Desktop-Viewer",
      "CloudFront-Is-IOS-Viewer",
      "CloudFront-Is-Mobile-Viewer",
      "CloudFront-Is-SmartTV-Viewer",
      "CloudFront-Is-Tablet-Viewer",
      "CloudFront-Viewer-Address",
      "CloudFront-Viewer-ASN",
      "CloudFront-Viewer-City",
      "CloudFront-Viewer-Country",
      "CloudFront-Viewer-Country-Name",
      "CloudFront-Viewer-Country-Region",
      "CloudFront-Viewer-Country-Region-Name",
      "CloudFront-Viewer-Http-Version",
      "CloudFront-Viewer-Latitude",
      "CloudFront-Viewer-Longitude",
      "CloudFront-Viewer-Metro-Code",
      "CloudFront-Viewer-Postal-Code",
      "CloudFront-Viewer-Time-Zone",
      "CloudFront-Viewer-TLS",
    ),
  ),
  "59781a5b-3903-41f3-afcb-af62929ccde1": forwarded("CORS-CustomOrigin", listed("Origin")),
  "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf": forwarded(
    "CORS-S3Origin",
    listed("Origin", "Access-Control-Request-Headers", "Access-Control-Request-Method"),
  ),
  "775133bc-15f2-49f9-abea-afb2e0bf67d2": forwarded("Elemental-MediaTailor-PersonalizedManifests", {
    ...listed(
      "Origin",
      "Access-Control-Request-Headers",
      "Access-Control-Request-Method",
      "User-Agent",
      "X-Forwarded-For",
    ),
    ...ALL_QUERY,
  }),
  "acba4595-bd28-49b8-b9fe-13317c0390fa": forwarded("UserAgentRefererHeaders", listed("User-Agent", "Referer")),
  "bf0718e1-ba1e-49d1-88b1-f726733018ae": forwarded("HostHeaderOnly", listed("Host")),
};

const cors = (more: Properties) => ({
  corsConfig: {
    accessControlAllowCredentials: false,
    accessControlAllowHeaders: { items: [] },
    accessControlAllowMethods: { items: [] },
    accessControlAllowOrigins: { items: ["*"] },
    originOverride: false,
    ...more,
  },
});
const PREFLIGHT = cors({
  accessControlAllowMethods: { items: ["ALL"] },
  accessControlExposeHeaders: { items: ["*"] },
});
const SECURITY = {
  securityHeadersConfig: {
    referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: false },
    strictTransportSecurity: { accessControlMaxAgeSec: 31_536_000, override: false },
    contentTypeOptions: { override: true },
    frameOptions: { frameOption: "SAMEORIGIN", override: false },
    xssProtection: { protection: true, modeBlock: true, override: false },
  },
};

// fidelity: docs: Use managed response headers policies
export const RESPONSE_HEADERS_POLICIES: Readonly<Record<string, ManagedPolicy>> = {
  "60669652-455b-4ae9-85a4-c4c02393f86c": { name: "Managed-SimpleCORS", ...cors({}) },
  "5cc3b908-e619-4b99-88e5-2cf7f45965bd": { name: "Managed-CORS-With-Preflight", ...PREFLIGHT },
  "67f7725c-6f97-4210-82d7-5512b31e9d03": { name: "Managed-SecurityHeadersPolicy", ...SECURITY },
  "e61eb60c-9c35-4d20-a928-2b84e02af89c": {
    name: "Managed-CORS-and-SecurityHeadersPolicy",
    ...cors({}),
    ...SECURITY,
  },
  "eaab4381-ed33-4a86-88ca-d9558dc6cd63": {
    name: "Managed-CORS-with-preflight-and-SecurityHeadersPolicy",
    ...PREFLIGHT,
    ...SECURITY,
  },
};
