import assert from "node:assert/strict";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import { parse } from "yaml";
import { AmplifyApp } from "../../../../components/presentation/amplify-app/amplify-app";
import type { AmplifyAppArgs } from "../../../../components/presentation/amplify-app/args";
import { built } from "../static-site/built-site";

const APP = "aws:amplify/app:App";
const BRANCH = "aws:amplify/branch:Branch";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const PASSWORD = { user: "team", password: "correct horse battery" };
const RECORD = "aws:route53/record:Record";
const REPOSITORY = { url: "https://github.com/example/shop", accessToken: "x" };

const deploy = async (args: AmplifyAppArgs) => {
  const made: { app?: AmplifyApp } = {};
  const resources = await registered(() => {
    made.app = new AmplifyApp("page", args);
  });
  assert.ok(made.app);
  return { resources, app: made.app };
};

const mine = (lines: readonly string[]) => lines.filter((line) => !/ page-(deploy|artifacts)(-|$)/.test(line));

describe("an app of Amplify", () => {
  it("has exactly these children", async () => {
    const { resources } = await deploy({ folder: built(), branches: { main: { production: true }, next: {} } });
    assert.deepEqual(mine(listed(resources)), [
      `${APP} page`,
      `${BRANCH} page-branch/main`,
      `${BRANCH} page-branch/next`,
      "aws:cloudwatch/metricAlarm:MetricAlarm page-errors-alarm",
      "aws:lambda/invocation:Invocation page-deployment/main",
      "aws:lambda/invocation:Invocation page-deployment/next",
      "aws:s3/bucketObjectv2:BucketObjectv2 page-artifact",
      "serverless-tiers:index:AmplifyApp page",
    ]);
    const repository = await deploy({ repository: REPOSITORY, alarms: false });
    assert.deepEqual(listed(repository.resources), [
      `${APP} page`,
      `${BRANCH} page-branch/main`,
      "serverless-tiers:index:AmplifyApp page",
    ]);
  });

  it("has a role where pages are rendered alone, with four actions", async () => {
    const { resources } = await deploy({ repository: { ...REPOSITORY, rendering: "server" } });
    const { Statement } = JSON.parse(String(the(resources, POLICY, "page-role-policy").inputs.policy));
    assert.deepEqual(
      Statement.flatMap(({ Action }: { Action: string[] }) => Action),
      ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups"],
    );
    assert.equal(the(resources, APP, "page").inputs.platform, "WEB_COMPUTE");
  });

  it("deploys to its branches and to no other", async () => {
    const { resources, app } = await deploy({ folder: built() });
    const { Statement } = JSON.parse(String(the(resources, POLICY, "page-deploy-policy").inputs.policy));
    const arn = await resolved(app.nodes.branches.main?.arn ?? app.url);
    const own = Statement.filter(({ Action }: { Action: string[] }) => !/^(logs|xray):/.test(Action[0] ?? ""));
    assert.deepEqual(
      own.map(({ Action, Resource }: { Action: string[]; Resource: string[] }) => [Action, Resource]),
      [
        [["s3:GetObject"], [`${await resolved(app.nodes.artifacts?.arn ?? app.url)}/site.zip`]],
        [["amplify:CreateDeployment", "amplify:StartDeployment"], [`${arn}/deployments/*`]],
        [["amplify:GetJob"], [`${arn}/jobs/*`]],
      ],
    );
  });

  it("deploys anew what has changed, and nothing else", async () => {
    const digest = async (args: AmplifyAppArgs) => {
      const { resources } = await deploy(args);
      return JSON.stringify(the(resources, "aws:lambda/invocation:Invocation", "page-deployment/main").inputs.triggers);
    };
    const files = { "index.html": "<title>One</title>" };
    const first = await digest({ folder: built(files) });
    assert.equal(await digest({ folder: built(files), password: PASSWORD }), first);
    assert.notEqual(await digest({ folder: built({ "index.html": "<title>Two</title>" }) }), first);
    assert.notEqual(await digest({ folder: built(files), config: { a: 1 } }), first);
  });

  it("asks for the password on all branches but that of production", async () => {
    const { resources } = await deploy({
      folder: built(),
      branches: { main: { production: true }, next: {} },
      password: PASSWORD,
    });
    const { stage, enableBasicAuth } = the(resources, BRANCH, "page-branch/main").inputs;
    assert.deepEqual([stage, enableBasicAuth], ["PRODUCTION", false]);
    const next = the(resources, BRANCH, "page-branch/next").inputs;
    assert.deepEqual([next.stage, next.enableBasicAuth], ["DEVELOPMENT", true]);
  });

  it("answers pages with the app and leaves assets out", async () => {
    const { resources } = await deploy({
      folder: built(),
      rules: [{ source: "/a/<*>", target: "/b/<*>", country: "US" }],
    });
    const rules = the(resources, APP, "page").inputs.customRules as Record<string, string>[];
    assert.deepEqual(rules[0], { source: "/a/<*>", target: "/b/<*>", status: "302", condition: "<US>" });
    assert.deepEqual([rules.length, rules[1]?.target, rules[1]?.status], [2, "/index.html", "200"]);
    const page = new RegExp(rules[1]?.source?.slice(2, -2) ?? "");
    for (const path of ["/", "/shows", "/shows/1", "/v1.2/shows", "/shows/"]) assert.match(path, page);
    for (const path of ["/a.js", "/assets/a.avif", "/index.html", "/.well-known/acme"]) assert.doesNotMatch(path, page);
    const files = await deploy({ folder: built(), pages: "files" });
    assert.deepEqual(the(files.resources, APP, "page").inputs.customRules, [
      { source: "/<*>", target: "/404.html", status: "404" },
    ]);
  });

  it("writes its headers as YAML that breaks nowhere", async () => {
    const { resources } = await deploy({
      folder: built(),
      headers: { others: { "X-Said": 'a "b": c # d' } },
      cache: { "/assets/*": "1 day" },
    });
    const { customHeaders } = parse(String(the(resources, APP, "page").inputs.customHeaders));
    const [all, assets] = customHeaders;
    assert.equal(all.pattern, "**");
    const value = (name: string) => all.headers.find(({ key }: { key: string }) => key === name)?.value;
    assert.equal(value("X-Said"), 'a "b": c # d');
    assert.match(value("Content-Security-Policy"), /^default-src 'self'; .*frame-ancestors 'none'$/);
    assert.equal(value("Strict-Transport-Security"), "max-age=31536000");
    assert.equal(value("X-Content-Type-Options"), "nosniff");
    assert.deepEqual(assets, {
      pattern: "/assets/*",
      headers: [{ key: "Cache-Control", value: "public, max-age=86400, immutable" }],
    });
  });

  it("names its branches in the order of AWS, and tells the records", async () => {
    const { resources, app } = await deploy({
      folder: built(),
      branches: { main: { production: true }, next: {} },
      domain: { name: "example.com", subDomains: { www: "main", next: "next", "": "main" } },
    });
    const { subDomains, waitForVerification } = the(
      resources,
      "aws:amplify/domainAssociation:DomainAssociation",
      "page-domain",
    ).inputs;
    assert.deepEqual(subDomains, [
      { prefix: "", branchName: "main" },
      { prefix: "next", branchName: "next" },
      { prefix: "www", branchName: "main" },
    ]);
    assert.equal(waitForVerification, false);
    assert.equal(await resolved(app.url), "https://www.example.com");
  });

  it("puts the records of its names into a zone of Route 53, whatever order AWS tells them in", async () => {
    const { resources, app } = await deploy({
      folder: built(),
      branches: { main: { production: true }, next: {} },
      domain: { name: "example.com", subDomains: { www: "main", next: "next", "": "main" }, zoneId: "Z1" },
    });
    const appId = await resolved(app.nodes.app.id);
    const record = (name: string) => the(resources, RECORD, `page-record/${name}`).inputs;
    assert.deepEqual(record("example.com"), {
      zoneId: "Z1",
      name: "example.com",
      type: "A",
      aliases: [{ name: `${appId}.cloudfront.net`, zoneId: "Z2FDTNDATAQYW2", evaluateTargetHealth: false }],
    });
    for (const name of ["www.example.com", "next.example.com"])
      assert.deepEqual(record(name), {
        zoneId: "Z1",
        name,
        type: "CNAME",
        ttl: 300,
        records: [`${appId}.cloudfront.net`],
      });
    assert.deepEqual(record("verification"), {
      zoneId: "Z1",
      name: `_${appId}.example.com.`,
      type: "CNAME",
      ttl: 300,
      records: [`_${appId}.acm-validations.aws`],
    });
    assert.deepEqual(Object.keys(app.nodes.records), [
      "www.example.com",
      "next.example.com",
      "example.com",
      "verification",
    ]);
    const own = await deploy({
      folder: built(),
      domain: {
        name: "example.com",
        subDomains: { www: "main" },
        zoneId: "Z1",
        certificateArn: "arn:aws:acm:us-east-1:1:certificate/a",
      },
    });
    assert.deepEqual(Object.keys(own.app.nodes.records), ["www.example.com"]);
  });

  const refused: readonly (readonly [RegExp, (folder: string) => AmplifyAppArgs])[] = [
    [/^page: folder must be the folder of a built site, unless/, () => ({})],
    [/^page: folder must be absent with a repository/, (folder) => ({ folder, repository: REPOSITORY })],
    [/^page: folder must be a folder with the built site/, () => ({ folder: "no/such" })],
    [/^page: folder must hold index.html/, () => ({ folder: built({ "a.html": "" }) })],
    [
      /^page: config must be absent where/,
      () => ({ folder: built({ "index.html": "", "config.json": "" }), config: {} }),
    ],
    [/^page: config must be absent with a repository/, () => ({ repository: REPOSITORY, config: {} })],
    [
      /^page: repository.url must begin with https/,
      () => ({ repository: { ...REPOSITORY, url: "git@github.com:a/b" } }),
    ],
    [/^page: branches must hold a branch/, (folder) => ({ folder, branches: {} })],
    [/^page: branches\["a b"\] must be called/, (folder) => ({ folder, branches: { "a b": {} } })],
    [/must have another URL than branch "a\/b"/, (folder) => ({ folder, branches: { "a/b": {}, "a-b": {} } })],
    [
      /^page: branches\["b"\].production must be absent: "a" is/,
      (folder) => ({ folder, branches: { a: { production: true }, b: { production: true } } }),
    ],
    [/pullRequestPreviews must be absent/, (folder) => ({ folder, branches: { a: { pullRequestPreviews: true } } })],
    [/environment must be absent/, (folder) => ({ folder, branches: { a: { environment: { A: "b" } } } })],
    [
      /^page: password.password must have at least 12/,
      (folder) => ({ folder, password: { user: "a", password: "b" } }),
    ],
    [
      /^page: rules\[0\].target must be a path of the site: Amplify is no proxy for an API/,
      (folder) => ({ folder, rules: [{ source: "/api/<*>", target: "https://api.example.com/<*>", status: "200" }] }),
    ],
    [/rules\[0\].target must be a path/, (folder) => ({ folder, rules: [{ source: "/a", target: "//evil.example" }] })],
    [/must name placeholders of its source/, (folder) => ({ folder, rules: [{ source: "/a", target: "/<id>" }] })],
    [/must be another place/, (folder) => ({ folder, rules: [{ source: "/a", target: "/a" }] })],
    [/must be a path, "\/old"/, (folder) => ({ folder, rules: [{ source: "a", target: "/a" }] })],
    [/must hold an expression/, (folder) => ({ folder, rules: [{ source: "</(/>", target: "/a" }] })],
    [/must have <\*> at its end/, (folder) => ({ folder, rules: [{ source: "/<*>/a", target: "/a" }] })],
    [
      /^page: rules\[0\].source must not be "\/<\*>"/,
      (folder) => ({ folder, rules: [{ source: "/<*>", target: "/index.html", status: "200" }] }),
    ],
    [/country must be two capitals/, (folder) => ({ folder, rules: [{ source: "/a", target: "/b", country: "us" }] })],
    [/^page: cache\["a"\] must be called as paths/, (folder) => ({ folder, cache: { a: "1 day" } })],
    [/^page: domain.name must be/, (folder) => ({ folder, domain: { name: "Example", subDomains: { "": "main" } } })],
    [/subDomains must hold/, (folder) => ({ folder, domain: { name: "example.com", subDomains: {} } })],
    [
      /^page: domain.subDomains\["www"\] must name a branch/,
      (folder) => ({ folder, domain: { name: "example.com", subDomains: { www: "man" } } }),
    ],
  ];
  for (const [message, args] of refused)
    it(`refuses what cannot be: ${message.source}`, async () => {
      const resources = await registered(() => {
        assert.throws(() => new AmplifyApp("page", args(built())), { name: "ArgsError", message });
      });
      assert.deepEqual(listed(resources), []);
    });
});
