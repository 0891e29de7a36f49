import { randomUUID } from "node:crypto";
import type { Principal } from "../../../access/access";
import type { Caller } from "../../../access/caller";
import type { Cloud } from "../../../cloud/cloud";
import { HeaderList } from "../../apigateway/http/header-list";
import type { DistributionPlan, Origin } from "../distribution/plan";
import type { EdgeAnswer } from "../edge/message";
import type { OriginRequest } from "./origin-request";

const BUCKET = /^(.+)\.s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com$/;

/** The bucket of an origin that is one; `undefined` of a website's, and of other servers. */
export const bucketOf = ({ domainName }: Origin): string | undefined =>
  domainName.includes(".s3-website") ? undefined : BUCKET.exec(domainName)?.[1];

/** Asks a bucket of this cloud, as whom the origin's settings make CloudFront. */
export const askBucket = async (
  bucket: string,
  request: OriginRequest,
  origin: Origin,
  cloud: Cloud,
  distribution: DistributionPlan,
): Promise<EdgeAnswer> => {
  const headers: Record<string, string> = {};
  for (const [name, value] of request.headers.entries()) headers[name.toLowerCase()] = value;
  delete headers.authorization;
  const answer = await cloud.directory.s3.handle?.({
    principal: principalOf(request, origin, cloud, distribution),
    method: request.method,
    url: `/${bucket}${request.target}`,
    // A host of S3's own way, whatever was forwarded.
    headers: { ...headers, host: `s3.${cloud.region}.amazonaws.com`, "content-length": String(request.body.length) },
    body: request.body,
    requestId: randomUUID(),
  });
  if (!answer) throw new Error("the local cloud has no S3");
  const body = Buffer.from(answer.body as string);
  return { status: answer.status, headers: new HeaderList(Object.entries(answer.headers ?? {})), body };
};

/** Nobody of this account: what policies say of others decides alone. */
type Outsider = Principal & Pick<Caller, "canonicalUser" | "service">;

const nobody: Outsider = { arn: "anonymous", account: "anonymous", userId: "anonymous", policies: () => [] };

const principalOf = (
  { headers }: OriginRequest,
  { signing, identity }: Origin,
  { account }: Cloud,
  { arn }: DistributionPlan,
): Outsider => {
  if (identity) {
    const { arn: name, canonicalUser } = identity;
    return { arn: name, account: "cloudfront", userId: canonicalUser, canonicalUser, policies: () => [] };
  }
  // fidelity: docs: private-content-restricting-access-to-s3: no-override leaves a viewer's own signature, which is not verified here
  const signs =
    signing?.behavior === "always" || (signing?.behavior === "no-override" && !headers.has("authorization"));
  if (!signs) return nobody;
  return {
    arn: "cloudfront.amazonaws.com",
    service: "cloudfront.amazonaws.com",
    account: "cloudfront",
    userId: "cloudfront",
    policies: () => [],
    context: { "aws:SourceArn": arn, "aws:SourceAccount": account },
  };
};
