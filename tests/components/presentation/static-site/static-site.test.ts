import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import { RestApi } from "../../../../components/logic/rest-api/rest-api";
import type { StaticSiteArgs } from "../../../../components/presentation/static-site/args";
import { StaticSite } from "../../../../components/presentation/static-site/static-site";
import { target } from "../../logic/rest-api/targets";
import { APP, built, write } from "./built-site";

type Given = Omit<StaticSiteArgs, "folder"> & { readonly folder?: string };

const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const HEADERS = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";

const restApi = (stage = "api", name = stage) =>
  new RestApi(name, { stage, sitesOnly: true, routes: { "GET /shows": { to: target(), auth: "none" } } });

const deploy = async (args: (() => Given) | Given = {}, preview = false) => {
  const sites: StaticSite[] = [];
  const made = await registered(
    () => {
      const given = typeof args === "function" ? args() : args;
      sites.push(new StaticSite("shop", { folder: given.folder ?? built(), ...given }));
    },
    { preview },
  );
  const [site] = sites;
  assert.ok(site);
  const inputs = (type: string, name = "shop") => the(made, type, name).inputs as Record<string, never>;
  return { made, site, inputs, object: (path: string) => the(made, OBJECT, `shop-files/${path}`) };
};

const refused = async (args: (() => Given) | Given, message: RegExp) => assert.rejects(deploy(args), message);

describe("the static site", () => {
  it("is these resources and no more", async () => {
    const { made } = await deploy({ accessLogs: false, alarms: false });
    assert.deepEqual(
      listed(made).filter((line) => !/shop-publish-|LambdaFunction|lambda\/function/.test(line)),
      [
        "aws:cloudfront/cachePolicy:CachePolicy shop-cache",
        "aws:cloudfront/distribution:Distribution shop",
        "aws:cloudfront/function:Function shop-viewer-request",
        "aws:cloudfront/originAccessControl:OriginAccessControl shop-access-control",
        "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy shop-headers",
        "aws:lambda/invocation:Invocation shop-publish",
        "aws:s3/bucket:Bucket shop",
        "aws:s3/bucketObjectv2:BucketObjectv2 shop-files/assets/app-5XKZ2ABC.js",
        "aws:s3/bucketObjectv2:BucketObjectv2 shop-files/assets/app-BvKqzXtf.css",
        "aws:s3/bucketObjectv2:BucketObjectv2 shop-files/favicon.svg",
        "aws:s3/bucketObjectv2:BucketObjectv2 shop-files/index.html",
        "aws:s3/bucketObjectv2:BucketObjectv2 shop-files/robots.txt",
        "aws:s3/bucketObjectv2:BucketObjectv2 shop-manifest",
        "aws:s3/bucketPolicy:BucketPolicy shop-policy",
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock shop-access-block",
        "serverless-tiers:index:StaticSite shop",
      ],
    );
  });

  it("uploads each file with its type and how long it is kept", async () => {
    const { object } = await deploy();
    const served = Object.fromEntries(
      Object.keys(APP).map((path) => {
        const { key, contentType, cacheControl } = object(path).inputs;
        assert.equal(key, `site/${path}`);
        return [path, [contentType, cacheControl]];
      }),
    );
    const forGood = "public, max-age=31536000, immutable";
    assert.deepEqual(served, {
      "index.html": ["text/html; charset=utf-8", "no-cache"],
      "assets/app-5XKZ2ABC.js": ["text/javascript; charset=utf-8", forGood],
      "assets/app-BvKqzXtf.css": ["text/css; charset=utf-8", forGood],
      "robots.txt": ["text/plain; charset=utf-8", "public, max-age=3600"],
      "favicon.svg": ["image/svg+xml; charset=utf-8", "public, max-age=3600"],
    });
  });

  it("uploads pages after everything that they ask for, and publishes after the pages", async () => {
    const { made, object } = await deploy({ config: { apiUrl: "/api" } });
    const manifest = the(made, OBJECT, "shop-manifest");
    for (const path of ["assets/app-5XKZ2ABC.js", "robots.txt"])
      assert.ok(manifest.dependencies.includes(object(path).urn), path);
    for (const path of ["index.html", "config.json"]) {
      assert.ok(!manifest.dependencies.includes(object(path).urn), path);
      assert.ok(object(path).dependencies.includes(manifest.urn), path);
      assert.ok(the(made, "aws:lambda/invocation:Invocation", "shop-publish").dependencies.includes(object(path).urn));
    }
  });

  it("leaves objects to the function that publishes, and the bucket to itself", async () => {
    const { made, inputs } = await deploy({ config: {} });
    assert.deepEqual(
      made.filter(({ type, retainOnDelete }) => type === OBJECT && !retainOnDelete),
      [],
    );
    assert.equal(inputs("aws:s3/bucket:Bucket").forceDestroy, true);
    const kept = await deploy({ protection: "protected" });
    const { protect, inputs: ofBucket } = the(kept.made, "aws:s3/bucket:Bucket", "shop");
    assert.deepEqual([protect, ofBucket.forceDestroy], [true, false]);
  });

  it("publishes again when a file, its headers or the configuration changes, and only then", async () => {
    const trigger = async (args: Given) =>
      (await deploy(args)).inputs("aws:lambda/invocation:Invocation", "shop-publish").triggers;
    const folder = built();
    const first = await trigger({ folder, config: { apiUrl: "/api" } });
    assert.deepEqual(await trigger({ folder, config: { apiUrl: "/api" } }), first);
    assert.notDeepEqual(await trigger({ folder, config: { apiUrl: "/v2" } }), first);
    assert.notDeepEqual(
      await trigger({ folder, config: { apiUrl: "/api" }, rules: [{ files: "*.txt", cache: "no-store" }] }),
      first,
    );
    write(folder, { "robots.txt": "Disallow: /" });
    assert.notDeepEqual(await trigger({ folder, config: { apiUrl: "/api" } }), first);
  });

  it("writes what the app reads at its start, which nobody keeps", async () => {
    const { object } = await deploy({ config: { apiUrl: pulumi.output("/api"), tries: 3 } });
    const { content, cacheControl, contentType } = object("config.json").inputs;
    assert.deepEqual(
      { content, cacheControl, contentType },
      {
        content: '{"apiUrl":"/api","tries":3}',
        cacheControl: "no-store",
        contentType: "application/json; charset=utf-8",
      },
    );
    const { minTtl } = (await deploy()).inputs("aws:cloudfront/cachePolicy:CachePolicy", "shop-cache");
    assert.equal(minTtl, 0);
  });

  it("lets its distribution alone read the site's folder, and find out what is not there", async () => {
    const { made, inputs } = await deploy();
    const { Statement } = JSON.parse(inputs("aws:s3/bucketPolicy:BucketPolicy", "shop-policy").policy ?? "{}");
    const bucket = "arn:aws:s3:::";
    const said = Statement.map(({ Effect, Action, Resource, Condition }: Record<string, unknown>) => [
      Effect,
      Action,
      [Resource].flat().map((arn) => String(arn).replace(/^arn:aws:s3:::[^/]+/, bucket)),
      Object.keys(Condition ?? {}),
    ]);
    assert.deepEqual(said, [
      ["Allow", "s3:GetObject", [`${bucket}/site/*`], ["StringEquals"]],
      ["Allow", "s3:ListBucket", [bucket], ["StringEquals"]],
      ["Deny", "s3:*", [bucket, `${bucket}/*`], ["Bool"]],
    ]);
    const distribution = the(made, DISTRIBUTION, "shop");
    assert.ok(the(made, "aws:s3/bucketPolicy:BucketPolicy", "shop-policy").dependencies.includes(distribution.urn));
  });

  it("answers by HTTP/3 and IPv6, compressed, by https, with its headers, and maps and keeps no errors", async () => {
    const { inputs, site } = await deploy();
    const { httpVersion, isIpv6Enabled, priceClass, defaultCacheBehavior, customErrorResponses, origins } =
      inputs(DISTRIBUTION);
    assert.deepEqual([httpVersion, isIpv6Enabled, priceClass], ["http2and3", true, "PriceClass_100"]);
    const errors = customErrorResponses as readonly object[] | undefined;
    assert.deepEqual(
      errors?.map((error) => Object.keys(error)),
      errors?.map(() => ["errorCachingMinTtl", "errorCode"]),
      "none has a page",
    );
    const { viewerProtocolPolicy, compress, allowedMethods } = (defaultCacheBehavior ?? {}) as Record<string, unknown>;
    assert.deepEqual([viewerProtocolPolicy, compress, allowedMethods], ["redirect-to-https", true, ["GET", "HEAD"]]);
    assert.equal((origins as { originPath: string }[] | undefined)?.[0]?.originPath, "/site");
    assert.match(await resolved(site.url), /^https:\/\/.+/);
  });

  it("has an API on its own origin: with all of its methods, uncached, under its stage, without the site's function", async () => {
    const { made, inputs } = await deploy(() => ({ api: [restApi(), restApi("v2")] }));
    const { orderedCacheBehaviors, origins } = inputs(DISTRIBUTION) as unknown as {
      orderedCacheBehaviors: Record<string, unknown>[];
      origins: { originId: string; domainName: string; customHeaders?: { name: string; value: string }[] }[];
    };
    assert.deepEqual(
      orderedCacheBehaviors.map(
        ({ pathPattern, targetOriginId, cachePolicyId, originRequestPolicyId, functionAssociations }) => [
          pathPattern,
          targetOriginId,
          cachePolicyId,
          originRequestPolicyId,
          functionAssociations,
        ],
      ),
      ["api", "v2"].map((stage) => [
        `/${stage}/*`,
        stage,
        "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        "b689b0a8-53d0-40ab-baf2-68738e2966ac",
        undefined,
      ]),
    );
    assert.match(origins[1]?.domainName ?? "", /^\w+\.execute-api\.eu-west-1\.amazonaws\.com$/);
    const { dependencies, secretPaths } = the(made, DISTRIBUTION, "shop");
    // The stage names the page, and waits for it.
    assert.ok(!dependencies.includes(the(made, "aws:apigateway/stage:Stage", "api-stage").urn));
    assert.deepEqual(secretPaths, ["origins.1.customHeaders.0.value", "origins.2.customHeaders.0.value"]);
  });

  it("tells the secret of its API nowhere but to the distribution and to the API", async () => {
    const { made, site } = await deploy(() => ({ api: restApi() }));
    const secret = await resolved(site.plan.apis[0]?.siteHeader?.value ?? pulumi.output(""));
    assert.ok(secret.length >= 20);
    const open = made.filter(({ inputs, secretPaths }) => {
      const shown = JSON.parse(JSON.stringify(inputs)) as Record<string, never>;
      for (const path of secretPaths) {
        const keys = path.split(".");
        const last = keys.pop() ?? "";
        const holder = keys.reduce<Record<string, never>>((value, key) => value[key] ?? {}, shown);
        delete holder[last];
      }
      return JSON.stringify(shown).includes(secret);
    });
    assert.deepEqual(
      open.map(({ type, name }) => `${type} ${name}`),
      [],
    );
  });

  it("has names of its own, of which the first one counts", async () => {
    const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/x";
    const { inputs, site } = await deploy({
      domain: { names: ["shop.example.com", "www.example.com"], certificateArn },
    });
    const { aliases, viewerCertificate } = inputs(DISTRIBUTION);
    assert.deepEqual(aliases, ["shop.example.com", "www.example.com"]);
    assert.deepEqual(viewerCertificate, {
      acmCertificateArn: certificateArn,
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.2_2021",
    });
    assert.equal(await resolved(site.url), "https://shop.example.com");
    assert.match(
      String(inputs("aws:cloudfront/function:Function", "shop-viewer-request").code),
      /moved\(301, 'https:\/\/shop\.example\.com'/,
    );
  });

  it("shows private content to those who have a signed URL, by any of the keys", async () => {
    const key = "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----";
    const { inputs } = await deploy({ private: { paths: ["/members/*"], keys: { "2026": key, "2027": key } } });
    const { orderedCacheBehaviors } = inputs(DISTRIBUTION) as unknown as {
      orderedCacheBehaviors: Record<string, unknown>[];
    };
    const [behavior] = orderedCacheBehaviors;
    assert.equal(behavior?.pathPattern, "/members/*");
    assert.equal(Array.isArray(behavior?.trustedKeyGroups) && behavior.trustedKeyGroups.length, 1);
    assert.equal((inputs("aws:cloudfront/keyGroup:KeyGroup", "shop-keys").items as unknown as unknown[]).length, 2);
  });

  it("bounds countries, takes a web ACL, and has its logs and alarm where CloudFront has them", async () => {
    const { inputs } = await deploy({
      countries: { only: ["DE", "AT"] },
      webAcl: { arn: "arn:acl" },
      alarms: { topicArn: "arn:topic" },
      retention: "7 days",
    });
    const { restrictions, webAclId } = inputs(DISTRIBUTION);
    assert.deepEqual(
      [restrictions, webAclId],
      [{ geoRestriction: { restrictionType: "whitelist", locations: ["AT", "DE"] } }, "arn:acl"],
    );
    const alarm = inputs("aws:cloudwatch/metricAlarm:MetricAlarm", "shop-site-errors-alarm");
    assert.deepEqual([alarm.region, alarm.alarmActions, alarm.threshold], ["us-east-1", ["arn:topic"], 5]);
    const logs = inputs("aws:cloudwatch/logGroup:LogGroup", "shop-site-logs");
    assert.deepEqual([logs.region, logs.retentionInDays], ["us-east-1", 7]);
  });

  it("tells browsers what they may do", async () => {
    const { inputs } = await deploy({
      headers: {
        csp: { "connect-src": ["'self'", "https://issuer.example.com"] },
        hsts: "730 days",
        frames: "the site",
        others: { "x-robots-tag": "noindex" },
      },
    });
    const { securityHeadersConfig: security, customHeadersConfig: custom } = inputs(
      HEADERS,
      "shop-headers",
    ) as never as {
      securityHeadersConfig: Record<string, Record<string, unknown>>;
      customHeadersConfig: { items: { header: string }[] };
    };
    assert.equal(
      security.contentSecurityPolicy?.contentSecurityPolicy,
      "default-src 'self'; base-uri 'none'; form-action 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'self'; connect-src 'self' https://issuer.example.com",
    );
    assert.equal(security.strictTransportSecurity?.accessControlMaxAgeSec, 63_072_000);
    assert.equal(security.frameOptions?.frameOption, "SAMEORIGIN");
    assert.deepEqual(
      custom.items.map(({ header }) => header),
      ["permissions-policy", "x-robots-tag"],
    );
  });

  it("is as much in a preview, where nothing is known yet", async () => {
    const { made } = await deploy(() => ({ api: restApi(), config: { apiUrl: "/api" } }), true);
    const update = await deploy(() => ({ api: restApi(), config: { apiUrl: "/api" } }));
    assert.deepEqual(listed(made), listed(update.made));
  });

  describe("refuses", () => {
    it("a folder that is not built, with the command that builds it", async () => {
      await refused(
        { folder: "/nowhere/dist", build: "npm run build -w shop" },
        /shop: folder must be a folder with the built site \(there is no folder \/nowhere\/dist\); build it: npm run build -w shop/,
      );
      await refused(
        { folder: built({}) },
        /shop: folder must be a folder with the built site \(.* is empty\); build it: npm run build/,
      );
      await refused({ folder: built({ ".DS_Store": "x" }) }, /is empty/);
    });

    it("the program itself, by whatever way to it", async () => {
      const link = join(built({}), "site");
      symlinkSync(resolve("."), link);
      for (const folder of ["", ".", "sites/..", resolve(".."), "/", link])
        await refused({ folder }, /shop: folder must be a folder with the built site \(.* holds the program itself/);
    });

    it("an app without its page", async () => {
      await refused(
        { folder: built({ "main.html": "" }) },
        /folder must hold index.html, the page of the app; or set pages: "files"/,
      );
      await deploy({ folder: built({ "main.html": "" }), pages: "files" });
    });

    it("links, and names that no URL has", async () => {
      const folder = built();
      symlinkSync("/etc/hostname", join(folder, "secrets.txt"));
      await refused({ folder }, /must hold files and folders alone, no links.*secrets\.txt/);
      const linked = built();
      symlinkSync("/etc", join(linked, "assets2"));
      await refused({ folder: linked }, /no links/);
      for (const name of ["a\nb.txt", "a*b.txt", "a\\b.txt"])
        await refused({ folder: built({ ...APP, [name]: "" }) }, /must hold names that a URL can have/);
      const deep = Array.from({ length: 6 }, () => "x".repeat(200)).join("/");
      await refused({ folder: built({ ...APP, [`${deep}/a.txt`]: "" }) }, /paths of at most 1019 bytes/);
    });

    it("files that S3 does not take at once", async () => {
      const folder = built();
      writeFileSync(join(folder, "film.mp4"), "");
      truncateSync(join(folder, "film.mp4"), 5 * 1024 ** 3 + 1);
      await refused({ folder }, /files of at most 5 GB.*film\.mp4/);
    });

    it("an API that everybody reaches, two of one stage, and files that an API hides", async () => {
      await refused(
        () => ({
          api: new RestApi("open", { stage: "api", routes: { "GET /shows": { to: target(), auth: "none" } } }),
        }),
        /shop: api must be made with sitesOnly: true, or everybody reaches it past the site \(it is open\)/,
      );
      await refused(() => ({ api: [restApi(), restApi("api", "other")] }), /two are called api/);
      await refused(
        () => ({ api: restApi(), folder: built({ ...APP, "api/x.js": "" }) }),
        /no file that the API at \/api\/ hides \(api\/x\.js\)/,
      );
    });

    it("a configuration that the folder has as well", async () => {
      await refused({ config: {}, folder: built({ ...APP, "config.json": "{}" }) }, /shop: config must be absent/);
    });

    it("rules, headers, redirects, visitors, keys, countries and names that are none", async () => {
      const wrong: [Given, RegExp][] = [
        [
          { rules: [{ files: "*.txt", cache: "1 fortnight" as never }] },
          /rules\[0\]\.cache must be a whole number and a unit/,
        ],
        [
          { rules: [{ files: "*.txt", cache: "1 hour", contentType: "text" }] },
          /rules\[0\]\.contentType must be a media type/,
        ],
        [{ headers: { csp: { "script-src": ["a; b"] } } }, /headers\.csp\["script-src"\] must hold single sources/],
        [{ headers: { csp: { "frame-ancestors": ["'self'"] } } }, /headers\.frames says it/],
        [{ headers: { others: { "X-Frame-Options": "DENY" } } }, /headers\.frames says it/],
        [{ headers: { others: { a: "x\r\ny" } } }, /printable ASCII/],
        [{ headers: { hsts: "3 years" as never } }, /headers\.hsts/],
        [{ redirects: { old: "/new" } }, /redirects\.old must stand for a path/],
        [{ redirects: { "/old": "//evil.example.com" } }, /must lead to another path/],
        [{ redirects: { "/old": "javascript:alert(1)" } }, /must lead to another path/],
        [{ redirects: { "/old": "/old" } }, /must lead to another path/],
        [
          { redirects: Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`/old-${i}`, `/new-${i}`])) },
          /redirects must be fewer/,
        ],
        [{ visitors: {} }, /visitors must let somebody in/],
        [{ visitors: { addresses: ["192.0.2.0/33"] } }, /visitors\.addresses\[0\] must be an address or a range/],
        [{ visitors: { password: { user: "a:b", password: "long enough, yes" } } }, /without a colon/],
        [{ visitors: { password: { user: "a", password: "short" } } }, /at least 12 characters \(it has 5\)/],
        [{ private: { paths: ["members"], keys: { a: "x" } } }, /private\.paths\[0\] must be a path pattern/],
        [{ private: { paths: ["/m/*"], keys: {} } }, /private\.keys must be 1 to 5/],
        [{ private: { paths: ["/m/*"], keys: { a: "x" } } }, /private\.keys\.a must be a public key/],
        [{ countries: { only: ["DE"], except: ["AT"] } }, /countries must be/],
        [{ countries: { only: ["Germany"] } }, /two capital letters/],
        [{ domain: { names: ["Shop"], certificateArn: "x" } }, /domain\.names\[0\] must be a name/],
        [
          { domain: { names: ["shop.example.com"], certificateArn: "arn:aws:acm:eu-west-1:1:certificate/x" } },
          /us-east-1/,
        ],
      ];
      for (const [args, message] of wrong) await refused(args, message);
    });
  });

  it("leaves hidden files out, but for what is well known", async () => {
    const folder = built(APP);
    mkdirSync(join(folder, ".git"));
    write(folder, { ".env": "SECRET=1", ".git/config": "", "assets/.DS_Store": "", ".well-known/security.txt": "" });
    const { made } = await deploy({ folder });
    const files = made.flatMap(({ type, name }) => (type === OBJECT ? [name.replace("shop-files/", "")] : []));
    assert.deepEqual(files.sort(), [...Object.keys(APP), ".well-known/security.txt", "shop-manifest"].sort());
  });
});
