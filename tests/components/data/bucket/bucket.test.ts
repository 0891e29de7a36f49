import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { dependencies, listed, registered, resolved, the } from "serverless-tiers-local/testing";
import type { Link } from "../../../../components/core/rights/link";
import type { BucketArgs } from "../../../../components/data/bucket/args";
import { Bucket } from "../../../../components/data/bucket/bucket";
import type { ObjectEvent } from "../../../../components/data/bucket/notifications";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import { RestApi } from "../../../../components/logic/rest-api/rest-api";
import { Queue } from "../../../../components/messaging/queue/queue";

const ENTRY = join(__dirname, "../../logic/function/echo.handler.ts");
const KEY = "arn:aws:kms:eu-west-1:000000000000:key/1";

const deploy = async (args: BucketArgs = {}, more?: (content: Bucket) => void) => {
  const buckets: Bucket[] = [];
  const made = await registered(() => {
    const content = new Bucket("content", args);
    buckets.push(content);
    more?.(content);
  });
  const [content] = buckets;
  assert.ok(content);
  return { made, content, of: (type: string, name: string) => the(made, type, name).inputs };
};

/** What a program with this is told. */
const refusal = async (args: unknown, more?: (content: Bucket) => void): Promise<string> => {
  let message = "nothing";
  await registered(() => {
    try {
      const content = new Bucket("content", args as BucketArgs);
      more?.(content);
    } catch (error) {
      ({ message } = error as Error);
    }
  });
  return message;
};

const known = (link: Pick<Link, "grants">) =>
  Promise.all(
    link.grants.map(async ({ actions, resources, condition }) => ({
      actions,
      resources: await Promise.all(resources.map((resource) => resolved(pulumi.output(resource)))),
      ...(condition && { condition }),
    })),
  );

describe("a bucket", () => {
  it("is private, TLS only, versioned, tidied and protected", async () => {
    const { made, of, content } = await deploy();
    assert.deepEqual(listed(made), [
      "aws:s3/bucket:Bucket content",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration content-lifecycle",
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls content-ownership",
      "aws:s3/bucketPolicy:BucketPolicy content-policy",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock content-public-access",
      "aws:s3/bucketVersioning:BucketVersioning content-versioning",
      "serverless-tiers:index:Bucket content",
    ]);
    const { inputs, protect } = the(made, "aws:s3/bucket:Bucket", "content");
    assert.deepEqual([inputs, protect], [{ forceDestroy: false }, true]);
    const { bucket: _, ...blocked } = of(
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      "content-public-access",
    );
    assert.deepEqual(blocked, {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const arn = await resolved(content.arn);
    assert.deepEqual(JSON.parse(String(of("aws:s3/bucketPolicy:BucketPolicy", "content-policy").policy)).Statement, [
      {
        Sid: "DenyPlainHttp",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
    assert.deepEqual(
      of("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "content-lifecycle").rules,
      [
        {
          id: "tidy",
          status: "Enabled",
          filter: { prefix: "" },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          noncurrentVersionExpiration: { noncurrentDays: 90 },
          expiration: { expiredObjectDeleteMarker: true },
        },
      ],
    );
  });

  it("that may be thrown away goes with all that is in it, and keeps no former versions", async () => {
    const { made } = await deploy({ protection: "throw-away", tags: { team: "shop" } });
    const { inputs, protect } = the(made, "aws:s3/bucket:Bucket", "content");
    assert.deepEqual([inputs, protect], [{ forceDestroy: true, tags: { team: "shop" } }, false]);
    assert.deepEqual(
      listed(made).filter((one) => one.includes("Versioning")),
      [],
    );
  });

  it("takes a key of one's own, which links and routes then may use", async () => {
    const { of, content } = await deploy({ encryption: { kmsKeyArn: KEY } });
    const { rules } = of(
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "content-encryption",
    );
    assert.deepEqual(rules, [
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY }, bucketKeyEnabled: true },
    ]);
    const keyed = async (given: Pick<Link, "grants">) => (await known(given)).at(-1);
    assert.deepEqual(await keyed(content.read()), { actions: ["kms:Decrypt"], resources: [KEY] });
    const both = { actions: ["kms:GenerateDataKey", "kms:Decrypt"], resources: [KEY] };
    assert.deepEqual(await keyed(content.write("a/")), both);
    assert.deepEqual(await keyed(content.readWrite()), both);
    assert.deepEqual(await keyed(content.object("a")), { actions: ["kms:Decrypt"], resources: [KEY] });
    const { made } = await deploy({ encryption: "own" });
    assert.ok(listed(made).includes("aws:kms/key:Key content-key"));
  });

  it("gives the rights of a link, to what begins with its prefix", async () => {
    const { content } = await deploy();
    const arn = await resolved(content.arn);
    assert.deepEqual(await known(content.read()), [
      { actions: ["s3:GetObject"], resources: [`${arn}/*`] },
      { actions: ["s3:ListBucket"], resources: [arn] },
    ]);
    assert.deepEqual(await known(content.read("info/")), [
      { actions: ["s3:GetObject"], resources: [`${arn}/info/*`] },
      { actions: ["s3:ListBucket"], resources: [arn], condition: { StringLike: { "s3:prefix": ["info/*"] } } },
    ]);
    assert.deepEqual(await known(content.write("drafts/")), [
      { actions: ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"], resources: [`${arn}/drafts/*`] },
    ]);
    assert.deepEqual(
      (await known(content.readWrite())).map(({ actions }) => actions),
      [["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"], ["s3:ListBucket"]],
    );
    const { CONTENT_BUCKET_NAME: variable } = content.read().environment("content");
    assert.equal(await resolved(pulumi.output(variable)), await resolved(content.name));
    for (const prefix of ["*", "info/?", "$" + "{aws:username}/", "/info", "a\nb", 5 as never])
      assert.throws(() => content.read(prefix), {
        name: "ArgsError",
        message: /^content: read must be the beginning of keys/,
      });
  });

  it("is the target of a GET, whose role may get those objects alone", async () => {
    const { of, content } = await deploy({}, (content) => {
      new RestApi("shop", {
        auth: "none",
        routes: { "GET /info/{page+}": { to: content.object("info/{page+}.html") } },
      });
    });
    const [arn, name] = [await resolved(content.arn), await resolved(content.name)];
    assert.deepEqual(await known(content.object("info/{page}.html")), [
      { actions: ["s3:GetObject"], resources: [`${arn}/info/*`] },
      { actions: ["s3:ListBucket"], resources: [arn] },
    ]);
    assert.deepEqual((await known(content.object("robots.txt")))[0]?.resources, [`${arn}/robots.txt`]);
    const { paths, ...document } = JSON.parse(String(of("aws:apigateway/restApi:RestApi", "shop").body));
    const { responses, ...extension } = paths["/info/{page+}"].get["x-amazon-apigateway-integration"];
    assert.equal(extension.uri, `arn:aws:apigateway:eu-west-1:s3:path/${name}/info/{page}.html`);
    assert.deepEqual(extension.requestParameters, { "integration.request.path.page": "method.request.path.page" });
    assert.equal(responses["2\\d{2}"].contentHandling, undefined);
    assert.equal(document["x-amazon-apigateway-binary-media-types"], undefined);
  });

  it("refuses routes that it cannot serve, and keys that none can have", async () => {
    const route = (key: string, template: string) => (content: Bucket) =>
      void new RestApi("shop", { auth: "none", routes: { [key]: { to: content.object(template) } } });
    const refused: [string, string, RegExp][] = [
      ["PUT /info/{page}", "info/{page}", /to must be a function .* gives out objects by GET alone \(it is PUT\)/],
      ["GET /info/{page}", "info/{name}", /to must name parameters of the path: it has no \{name\}/],
      ["GET /info", "", /^content: object must be a key/],
      ["GET /info", "/info", /^content: object must be/],
      ["GET /info", "info//a", /^content: object must be a key/],
      ["GET /info", "info/{", /^content: object must be a key/],
      ["GET /info", "info/*", /^content: object must be/],
      ["GET /info", "info/a%2Fb", /^content: object must be a key/],
    ];
    for (const [key, template, message] of refused) assert.match(await refusal({}, route(key, template)), message);
    assert.match(
      await refusal({}, (content) => void content.object("a", { binary: "image/png" as never })),
      /binary must be/,
    );
  });

  it("tells functions and queues what becomes of objects, once they let it", async () => {
    const { made, of, content } = await deploy({}, (content) => {
      const resize = new LambdaFunction("resize", { entry: ENTRY });
      const removed = new Queue("removed", { services: ["s3.amazonaws.com"] });
      content.notify([
        { on: "created", prefix: "raw/", suffix: ".jpg", to: resize },
        { on: "created", prefix: "raw/", suffix: ".png", to: resize },
        { on: "removed", to: removed },
      ]);
    });
    const { lambdaFunctions, queues } = of("aws:s3/bucketNotification:BucketNotification", "content-notification") as {
      lambdaFunctions: Record<string, unknown>[];
      queues: Record<string, unknown>[];
    };
    assert.deepEqual(
      lambdaFunctions.map(({ events, filterPrefix, filterSuffix }) => [events, filterPrefix, filterSuffix]),
      [
        [["s3:ObjectCreated:*"], "raw/", ".jpg"],
        [["s3:ObjectCreated:*"], "raw/", ".png"],
      ],
    );
    assert.deepEqual(
      queues.map(({ events }) => events),
      [["s3:ObjectRemoved:*"]],
    );
    const permission = the(made, "aws:lambda/permission:Permission", "content-notify-resize");
    assert.equal(permission.inputs.sourceArn, await resolved(content.arn));
    assert.equal(permission.inputs.principal, "s3.amazonaws.com");
    const notification = the(made, "aws:s3/bucketNotification:BucketNotification", "content-notification");
    const needed = dependencies(notification);
    for (const name of ["content-notify-resize", "removed-policy"])
      assert.ok(
        needed.some((urn) => urn.endsWith(` ${name}`)),
        `${name} of ${needed}`,
      );
    const { Statement } = JSON.parse(String(of("aws:sqs/queuePolicy:QueuePolicy", "removed-policy").policy));
    assert.deepEqual(Statement[1], {
      Sid: "LetServicesIn",
      Effect: "Allow",
      Principal: { Service: ["s3.amazonaws.com"] },
      Action: "sqs:SendMessage",
      Resource: Statement[0].Resource,
      Condition: { StringEquals: { "aws:SourceAccount": "000000000000" } },
    });
  });

  it("refuses events that S3 would not tell of", async () => {
    const notify =
      (...events: unknown[]) =>
      (content: Bucket) =>
        content.notify(events as ObjectEvent[]);
    const queue = () => new Queue("removed", { services: ["s3.amazonaws.com"] });
    const told: [(content: Bucket) => void, RegExp][] = [
      [notify(), /^content: notify must name one event/],
      [notify({ on: "made", to: 5 }), /^content: notify\[0\]\.on must be "created"/],
      [
        (content) => notify({ on: "created", to: new Queue("closed") })(content),
        /notify\[0\]\.to must let S3 in: services/,
      ],
      [(content) => notify({ on: "created", to: "x" })(content), /notify\[0\]\.to must be a LambdaFunction or a Queue/],
      [
        (content) => {
          const to = queue();
          content.notify([
            { on: "created", prefix: "a/", to },
            { on: "created", prefix: "a/b/", suffix: ".x", to },
          ]);
        },
        /notify\[1\] must be about other objects than notify\[0\]/,
      ],
      [
        (content) => {
          const to = queue();
          content.notify([{ on: "created", to }]);
          content.notify([{ on: "removed", to }]);
        },
        /notify must be called once/,
      ],
    ];
    for (const [more, message] of told) assert.match(await refusal({}, more), message);
  });

  it("moves and deletes objects as they age, and lets pages of other origins in", async () => {
    const { of } = await deploy({
      formerVersions: "forever",
      unfinishedUploads: "1 day",
      lifecycle: [{ prefix: "logs/", infrequentAfter: "30 days", archiveAfter: "90 days", expireAfter: "365 days" }],
      cors: { origins: ["https://shop.example.com", "https://*.example.org"], methods: ["PUT"] },
    });
    assert.deepEqual(
      of("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "content-lifecycle").rules,
      [
        {
          id: "tidy",
          status: "Enabled",
          filter: { prefix: "" },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
        },
        {
          id: "rule-1",
          status: "Enabled",
          filter: { prefix: "logs/" },
          transitions: [
            { days: 30, storageClass: "STANDARD_IA" },
            { days: 90, storageClass: "GLACIER_IR" },
          ],
          expiration: { days: 365 },
        },
      ],
    );
    assert.deepEqual(of("aws:s3/bucketCorsConfiguration:BucketCorsConfiguration", "content-cors").corsRules, [
      {
        allowedOrigins: ["https://shop.example.com", "https://*.example.org"],
        allowedMethods: ["PUT"],
        allowedHeaders: ["*"],
        exposeHeaders: ["ETag"],
        maxAgeSeconds: 3600,
      },
    ]);
    const refused: [BucketArgs, RegExp][] = [
      [{ lifecycle: [{}] }, /lifecycle\[0\] must say an age/],
      [{ lifecycle: [{ infrequentAfter: "29 days" }] }, /lifecycle\[0\]\.infrequentAfter must be at least "30 days"/],
      [
        { lifecycle: [{ infrequentAfter: "30 days", archiveAfter: "40 days" }] },
        /archiveAfter must be 30 days or more after/,
      ],
      [{ lifecycle: [{ archiveAfter: "40 days", expireAfter: "40 days" }] }, /expireAfter must be later than 40 days/],
      [{ lifecycle: [{ prefix: "a*", expireAfter: "1 day" }] }, /lifecycle\[0\]\.prefix must be/],
      [{ versioning: false, formerVersions: "1 day" }, /formerVersions must be absent/],
      [{ unfinishedUploads: "12 hours" }, /unfinishedUploads must be a/],
      [
        { cors: { origins: ["https://shop.example.com/"], methods: ["GET"] } },
        /cors\.origins must be origins as browsers send them/,
      ],
      [{ cors: { origins: [], methods: ["GET"] } }, /cors\.origins must be/],
      [{ cors: { origins: "*", methods: [] } }, /cors\.methods must name one/],
    ];
    for (const [args, message] of refused) assert.match(await refusal(args), message);
  });

  describe("with files of the program", () => {
    let folder = "";
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "files-"));
      mkdirSync(join(folder, "images"));
      for (const [file, text] of [
        ["a.html", "<p>"],
        ["images/b.svg", "<svg/>"],
        ["images/c.woff2", ""],
        ["d", ""],
        [".env", "x"],
      ] as const)
        writeFileSync(join(folder, file), text);
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it("puts each there under its prefix, with its content type", async () => {
      const { made } = await deploy({ files: { "info/": folder } });
      const files = made.filter(({ type }) => type === "aws:s3/bucketObjectv2:BucketObjectv2");
      assert.deepEqual(
        files.map(({ inputs }) => [inputs.key, inputs.contentType]),
        [
          ["info/a.html", "text/html; charset=utf-8"],
          ["info/d", "application/octet-stream"],
          ["info/images/b.svg", "image/svg+xml; charset=utf-8"],
          ["info/images/c.woff2", "font/woff2"],
        ],
      );
    });

    it("refuses folders that are not there or empty, links, and keys twice", async () => {
      assert.match(
        await refusal({ files: { "": join(folder, "imagse") } }),
        /^content: files\[""\] must be a folder: .* did you mean .*images\?/,
      );
      for (const whole of [".", "/"])
        assert.match(
          await refusal({ files: { "": whole } }),
          /^content: files\[""\] must be a folder below that of Pulumi\.yaml \(.* holds the program itself\)/,
        );
      assert.match(await refusal({ files: { "/a": folder } }), /files\["\/a"\] must be the beginning of keys/);
      assert.match(
        await refusal({ files: { "": folder, "images/": join(folder, "images") } }),
        /files\["images\/"\] must not put images\/b\.svg there a second time/,
      );
      mkdirSync(join(folder, "empty"));
      assert.match(await refusal({ files: { "": join(folder, "empty") } }), /must hold a file/);
      symlinkSync(join(folder, ".env"), join(folder, "empty/link"));
      assert.match(
        await refusal({ files: { "": join(folder, "empty") } }),
        /must hold files and folders alone \(.*link is neither\)/,
      );
      for (let at = 0; at < 501; at++) writeFileSync(join(folder, `images/${at}.txt`), "");
      assert.match(
        await refusal({ files: { "": join(folder, "images") } }),
        /files must be 500 at most \(there are 503\)/,
      );
    });
  });
});
