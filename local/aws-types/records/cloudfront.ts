import { type AwsType, type AwsTypes, CAPITALS, type Subject, text, uuid } from "../aws-type";
import { oneLine, words } from "../name-rule";
import { like, oneOf } from "../rule";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** `E1ABCDEFGHIJKL`. */
const edgeId = ({ digits }: Subject): string => `E${digits(13, DIGITS)}`;

const etag = ({ digits }: Subject): { etag: string } => ({ etag: `E${digits(13, CAPITALS)}` });

/** CloudFront is of no region. */
const global =
  (path: string) =>
  ({ account }: Subject, id: string): string =>
    `cloudfront::${account}:${path}/${id}`;

const MAX_CODE_BYTES = 10_240;

const policy = (path: string): AwsType => ({
  name: words(128),
  id: uuid,
  arn: global(path),
  outputs: etag,
  replaceOn: ["name"],
});

// fidelity: docs: Service Authorization Reference, Amazon CloudFront; the provider's registry documentation
export const CLOUDFRONT: AwsTypes = {
  "aws:cloudfront/distribution:Distribution": {
    id: edgeId,
    arn: global("distribution"),
    outputs: (subject) => ({
      ...etag(subject),
      // fidelity: observed: d, thirteen letters and digits
      domainName: `d${subject.digits(13, DIGITS.toLowerCase())}.cloudfront.net`,
      hostedZoneId: "Z2FDTNDATAQYW2",
      status: "Deployed",
      inProgressValidationBatches: 0,
      callerReference: `terraform-${subject.digits(26, "0123456789")}`,
      trustedKeyGroups: [],
      trustedSigners: [],
    }),
    limits: {
      httpVersion: oneOf("http1.1", "http2", "http2and3", "http3"),
      priceClass: oneOf("PriceClass_All", "PriceClass_200", "PriceClass_100"),
      defaultRootObject: like(/^(?:[^/].{0,254})?$/, "a key without a leading slash, at most 255 characters"),
    },
    volatile: { outputs: ["etag", "lastModifiedTime"], except: [] },
    defaults: { httpVersion: "http2", priceClass: "PriceClass_All", waitForDeployment: true },
    replaceOn: ["staging"],
  },
  "aws:cloudfront/cachePolicy:CachePolicy": {
    ...policy("cache-policy"),
    defaults: { defaultTtl: 86_400, maxTtl: 31_536_000 },
  },
  "aws:cloudfront/originRequestPolicy:OriginRequestPolicy": policy("origin-request-policy"),
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": policy("response-headers-policy"),
  "aws:cloudfront/originAccessControl:OriginAccessControl": {
    name: oneLine(64),
    id: edgeId,
    arn: global("origin-access-control"),
    outputs: etag,
    limits: {
      originAccessControlOriginType: oneOf("s3", "lambda", "mediastore", "mediapackagev2"),
      signingBehavior: oneOf("always", "never", "no-override"),
      signingProtocol: oneOf("sigv4"),
    },
    defaults: { description: "Managed by Pulumi" },
    replaceOn: [],
  },
  "aws:cloudfront/originAccessIdentity:OriginAccessIdentity": {
    id: edgeId,
    arn: global("origin-access-identity"),
    outputs: (subject, id) => ({
      ...etag(subject),
      callerReference: `terraform-${subject.digits(26, "0123456789")}`,
      cloudfrontAccessIdentityPath: `origin-access-identity/cloudfront/${id}`,
      iamArn: `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${id}`,
      s3CanonicalUserId: subject.digits(96),
    }),
    replaceOn: [],
  },
  "aws:cloudfront/publicKey:PublicKey": {
    name: words(128),
    id: ({ digits }) => `K${digits(13, DIGITS)}`,
    outputs: (subject) => ({
      ...etag(subject),
      callerReference: `terraform-${subject.digits(26, "0123456789")}`,
    }),
    replaceOn: ["encodedKey"],
  },
  "aws:cloudfront/keyGroup:KeyGroup": { name: words(128), id: uuid, outputs: etag, replaceOn: [] },
  "aws:cloudfront/function:Function": {
    name: words(64),
    arn: global("function"),
    outputs: (subject) => {
      const { etag: made } = etag(subject);
      return { etag: made, liveStageEtag: made, status: "UNASSOCIATED" };
    },
    limits: {
      runtime: oneOf("cloudfront-js-1.0", "cloudfront-js-2.0"),
      code: (code) => {
        // fidelity: docs: quotas of CloudFront Functions: 10 KB
        const bytes = Buffer.byteLength(String(code));
        return bytes <= MAX_CODE_BYTES
          ? undefined
          : `must not be larger than ${MAX_CODE_BYTES} bytes (it has ${bytes})`;
      },
    },
    volatile: { outputs: ["etag", "liveStageEtag"], except: [] },
    defaults: { publish: true },
    replaceOn: [],
  },
  "aws:cloudfront/keyValueStore:KeyValueStore": {
    name: words(64),
    arn: (subject) => global("key-value-store")(subject, uuid(subject)),
    outputs: etag,
    replaceOn: [],
  },
  "aws:cloudfront/keyvaluestoreKey:KeyvaluestoreKey": {
    id: ({ inputs }) => `${text(inputs.keyValueStoreArn)},${text(inputs.key)}`,
    importedAs: "{keyValueStoreArn},{key}",
    outputs: () => ({ totalSizeInBytes: 0 }),
    limits: { key: like(/^[\s\S]{1,512}$/, "1 to 512 characters") },
    replaceOn: ["key", "keyValueStoreArn"],
  },
};
