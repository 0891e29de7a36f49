/** Regions whose website endpoints have a hyphen before them; others have a dot. */
// fidelity: docs: AWS general reference, "Amazon S3 endpoints and quotas": website endpoints
const HYPHENED = new Set([
  ...["us-east-1", "us-west-1", "us-west-2", "eu-west-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1"],
  ...["sa-east-1", "us-gov-west-1"],
]);

export const websiteDomain = (region: string): string =>
  `s3-website${HYPHENED.has(region) ? "-" : "."}${region}.amazonaws.com`;

/** `bucket.s3-website-eu-west-1.amazonaws.com`, `bucket.s3-website.localhost:4566`. */
const WEBSITE_HOST = /^(.+)\.s3-website[.-]/i;

/** Where a browser on this machine finds what a URL of a website leads to. */
export const localWebsite = (url: string, endpoint: string): string | undefined => {
  const [, bucket, rest = ""] = /^https?:\/\/([^/]+)\.s3-website[.-][a-z0-9-]+\.amazonaws\.com(\/.*)?$/.exec(url) ?? [];
  return bucket && `http://${bucket}.s3-website.localhost:${new URL(endpoint).port}${rest}`;
};

/** The bucket whose website a host name leads to. */
export const websiteBucket = (host: string): string | undefined => WEBSITE_HOST.exec(host)?.[1]?.toLowerCase();
