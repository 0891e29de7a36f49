import * as pulumi from "@pulumi/pulumi";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import type { BucketFrontArgs } from "./args";
import { type BucketFrontNodes, bucketFrontChildren } from "./children";
import { type BucketFrontPlan, planBucketFront } from "./plan";

/**
 * Managed by AWS, the same in all accounts: what objects say of themselves, a day without, whatever a viewer sends along.
 *
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html (read 2026-11)
 */
const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";

const ORIGIN = "objects";

/**
 * Objects of one prefix of a private bucket for everybody, on an address of their own: CloudFront signs what it asks the bucket.
 *
 * What users upload is shown, never run: browsers take it for what its content type says and nothing else, and a page that is
 * opened from there may do nothing. That it shares no address with an app keeps the app's cookies out of its reach.
 *
 * @throws {ArgsError} for a prefix that the bucket does not open, before anything is registered.
 * @example
 * const media = new Bucket("media", { fronts: ["posters/"] });
 * const front = new BucketFront("media", { bucket: media, prefix: "posters/" });
 * export const mediaUrl = front.url; // `$mediaUrl/1.png` is posters/1.png
 */
export class BucketFront extends pulumi.ComponentResource {
  /** Base of all URLs, without a slash at its end; what follows the prefix in keys follows here. */
  readonly url: pulumi.Output<string>;
  readonly plan: BucketFrontPlan;
  readonly nodes: BucketFrontNodes;

  constructor(name: string, args: BucketFrontArgs | BucketFrontPlan, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planBucketFront(name, args);
    super(componentType("BucketFront"), name, {}, opts);
    this.plan = plan;
    const { bucket, prefix, priceClass, transform } = plan;
    const make = childrenOf(bucketFrontChildren, this, name, transform);
    const accessControl = make("accessControl", "access-control", {
      description: `Signs what the distribution of ${name} asks of its bucket`,
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    });
    const headersPolicy = make("headersPolicy", "headers", {
      comment: `What ${name} tells browsers`,
      securityHeadersConfig: {
        contentTypeOptions: { override: true },
        contentSecurityPolicy: { contentSecurityPolicy: "default-src 'none'; sandbox", override: true },
        strictTransportSecurity: { accessControlMaxAgeSec: 31_536_000, override: true },
      },
      // Pages of other origins may show it.
      customHeadersConfig: {
        items: [{ header: "cross-origin-resource-policy", value: "cross-origin", override: true }],
      },
    });
    const distribution = make(
      "distribution",
      undefined,
      {
        enabled: true,
        comment: `${pulumi.getProject()}-${pulumi.getStack()}-${name}`,
        httpVersion: "http2and3",
        isIpv6Enabled: true,
        priceClass,
        origins: [
          {
            originId: ORIGIN,
            domainName: bucket.nodes.bucket.bucketRegionalDomainName,
            originPath: `/${prefix.slice(0, -1)}`,
            originAccessControlId: accessControl.id,
          },
        ],
        // What is not there is forbidden (403): nobody but those who may list the bucket are told.
        defaultCacheBehavior: {
          targetOriginId: ORIGIN,
          viewerProtocolPolicy: "https-only",
          allowedMethods: ["GET", "HEAD"],
          cachedMethods: ["GET", "HEAD"],
          compress: false,
          cachePolicyId: CACHING_OPTIMIZED,
          responseHeadersPolicyId: headersPolicy.id,
        },
        restrictions: { geoRestriction: { restrictionType: "none", locations: [] } },
        viewerCertificate: { cloudfrontDefaultCertificate: true },
      },
      // What the bucket opens is open before anybody asks.
      { dependsOn: [bucket.nodes.policy] },
    );
    this.nodes = { distribution, accessControl, headersPolicy };
    this.url = pulumi.interpolate`https://${distribution.domainName}`;
    this.registerOutputs({ url: this.url });
  }
}
