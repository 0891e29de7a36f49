import assert from "node:assert/strict";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import { Bucket } from "../../../../components/data/bucket/bucket";
import { BucketFront } from "../../../../components/presentation/bucket-front/bucket-front";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";

describe("a front of a bucket", () => {
  it("gives out what is below one prefix, by requests that it signs, as nothing that runs", async () => {
    const fronts: BucketFront[] = [];
    const made = await registered(() => {
      const bucket = new Bucket("media", { fronts: ["posters/"] });
      fronts.push(new BucketFront("front", { bucket, prefix: "posters/" }));
    });
    assert.deepEqual(
      listed(made).filter((line) => / front/.test(line)),
      [
        `${DISTRIBUTION} front`,
        "aws:cloudfront/originAccessControl:OriginAccessControl front-access-control",
        "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy front-headers",
        "serverless-tiers:index:BucketFront front",
      ],
    );
    const { origins, defaultCacheBehavior } = the(made, DISTRIBUTION, "front").inputs;
    const [{ originPath, originAccessControlId } = {}] = origins as unknown as Record<string, string>[];
    assert.deepEqual([originPath, typeof originAccessControlId], ["/posters", "string"]);
    assert.deepEqual((defaultCacheBehavior as unknown as Record<string, unknown>).allowedMethods, ["GET", "HEAD"]);
    const { securityHeadersConfig } = the(
      made,
      "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
      "front-headers",
    ).inputs as Record<string, Record<string, Record<string, unknown>>>;
    assert.deepEqual(securityHeadersConfig?.contentTypeOptions, { override: true });
    assert.deepEqual(securityHeadersConfig?.contentSecurityPolicy, {
      contentSecurityPolicy: "default-src 'none'; sandbox",
      override: true,
    });
    const [front] = fronts;
    assert.ok(front);
    assert.match(await resolved(front.url), /^https:\/\/d\w+\.cloudfront\.net$/);
  });

  it("is opened to by its bucket, which nobody else is told of", async () => {
    const made = await registered(() => new Bucket("media", { fronts: ["posters/", "a/b/"] }));
    const { Statement } = JSON.parse(String(the(made, POLICY, "media-policy").inputs.policy));
    const arn = "arn:aws:s3:::media-";
    assert.deepEqual(
      Statement.slice(1).map((one: object) => ({ ...one, Resource: undefined })),
      [
        {
          Sid: "AllowFronts",
          Effect: "Allow",
          Principal: { Service: "cloudfront.amazonaws.com" },
          Action: "s3:GetObject",
          Resource: undefined,
          Condition: { ArnLike: { "aws:SourceArn": "arn:aws:cloudfront::000000000000:distribution/*" } },
        },
      ],
    );
    const resources: string[] = Statement[1].Resource;
    assert.ok(
      resources.every((resource) => resource.startsWith(arn)),
      String(resources),
    );
    assert.deepEqual(
      resources.map((resource) => resource.slice(resource.indexOf("/"))),
      ["/posters/*", "/a/b/*"],
    );
  });

  it("refuses a prefix that the bucket does not open, and a bucket what it cannot open", async () => {
    await registered(() => {
      const bucket = new Bucket("media", { fronts: ["posters/"] });
      assert.throws(() => new BucketFront("front", { bucket, prefix: "uploads/" }), {
        message:
          'front: prefix must be one of the fronts of bucket media, fronts: ["uploads/"] (they are ["posters/"])',
      });
      for (const front of ["", "posters", "/posters/", "posters//", "../", "a*/", "a b/"])
        assert.throws(() => new Bucket("other", { fronts: [front] }), /^ArgsError: other: fronts\[0\] must be/, front);
      assert.throws(() => new Bucket("other", { fronts: ["a/"], encryption: "own" }), {
        message: "other: encryption must be absent beside fronts: distributions have no right to a key of one's own",
      });
    });
  });
});
