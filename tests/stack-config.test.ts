import assert from "node:assert/strict";
import { resolve } from "node:path";
import { readProject } from "../local/engine/program/project";
import { parseStackConfig, StackConfigError } from "../stack-config";

const ROOT = resolve(__dirname, "..");
const NAME = "serverless-tiers";

type Values = Record<string, unknown>;

const orders = (): Values => ({
  throttle: { rate: 50, burst: 100 },
  quota: { limit: 1000, per: "month" },
  database: { capacity: { min: 0, max: 2, pauseAfter: "5 minutes" }, multiAz: false },
  consumer: { timeout: "60 seconds", batch: { size: 100, window: "1 second" }, concurrency: 5, receives: 5 },
});

const mobile = (): Values => ({
  throttle: { rate: 50, burst: 100 },
  maxThroughput: { read: 100, write: 50 },
  users: { mfa: "optional", domain: { prefix: "box-office" }, callbackUrls: ["http://localhost:3000/signed-in"] },
  venues: { database: { instance: { class: "db.t4g.small", storage: "20 GB" }, multiAz: false }, connections: 20 },
});

const shop = (): Values => ({
  throttle: { rate: 50, burst: 100 },
  issuer: "https://login.example.com/",
  audience: "shop",
  clientId: "shop",
  cache: { limits: { storage: "1 GB", requests: 5_000 } },
  visitors: { addresses: ["192.0.2.0/24"] },
});

const settings = (): Values => ({
  "aws:region": "eu-west-1",
  network: { cidr: "10.0.0.0/16", zones: 2, nat: "none", endpointZones: 1 },
  apiGatewayLogRole: "create",
  dataProtection: "throw-away",
  logRetention: "7 days",
  functionConcurrency: "none",
  orders: orders(),
  mobile: mobile(),
  shop: shop(),
  platform: { throttle: { rate: 50, burst: 100 }, maxThroughput: { read: 100, write: 50 } },
});

/** As Pulumi hands it over: bare texts, everything else as JSON. */
const parse = (values: Values) =>
  parseStackConfig(
    Object.fromEntries(
      Object.entries(values)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [
          key.includes(":") ? key : `${NAME}:${key}`,
          typeof value === "string" ? value : JSON.stringify(value),
        ]),
    ),
    NAME,
    "dev",
  );

/** The settings with one place changed; `undefined` removes it. */
const changed = (path: string, value: unknown): Values => {
  const result = settings();
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const place = keys.reduce<Values>((inner, key) => inner[key] as Values, result);
  place[last] = value;
  return result;
};

describe("the stack configuration", () => {
  it("is what the stack file holds", () => {
    const { "aws:region": _, ...own } = settings();
    assert.deepEqual(parse(settings()), own);
  });

  it("may leave out patterns, the e-mail, the quota, endpoints", () => {
    assert.equal(parse(changed("orders", undefined)).orders, undefined);
    assert.equal(parse(changed("orders.quota", undefined)).orders?.quota, undefined);
    assert.equal(parse(changed("mobile", undefined)).mobile, undefined);
    assert.equal(parse(changed("mobile.maxThroughput", undefined)).mobile?.maxThroughput, undefined);
    const logoutUrls = ["boxoffice://signed-out"];
    assert.deepEqual(parse(changed("mobile.users.logoutUrls", logoutUrls)).mobile?.users.logoutUrls, logoutUrls);
    assert.equal(parse(changed("mobile.venues.requestsPerConnection", 50)).mobile?.venues.requestsPerConnection, 50);
    const serverless = { capacity: { min: 0, max: 1, pauseAfter: "5 minutes" }, multiAz: false };
    assert.deepEqual(parse(changed("mobile.venues.database", serverless)).mobile?.venues.database, serverless);
    assert.equal(parse({ ...settings(), alarmEmail: "a@example.com" }).alarmEmail, "a@example.com");
    assert.deepEqual(parse(changed("network.endpoints", ["sqs"])).network.endpoints, ["sqs"]);
    assert.deepEqual(parse(changed("network.zones", ["eu-west-1a", "eu-west-1b"])).network.zones, [
      "eu-west-1a",
      "eu-west-1b",
    ]);
  });

  it("leaves Pulumi's other keys alone", () => {
    const aws = { "aws:profile": "x", "pulumi:tags": "{}", "aws:allowedAccountIds": ["111122223333"] };
    assert.ok(parse({ ...settings(), ...aws, "aws:defaultTags": { tags: { stack: "dev" } } }));
  });

  const BAD: readonly (readonly [path: string, value: unknown, complaint: string])[] = [
    ["network", undefined, "network must be { cidr, zones, nat, endpoints?, endpointZones? } (it is not set)"],
    [
      "network.cidr",
      "10.0.0.1/16",
      'network.cidr must be an IPv4 range that starts at a multiple of its size, "10.0.0.0/16" (it is "10.0.0.1/16")',
    ],
    ["network.cidr", 10, 'network.cidr must be an IPv4 range, such as "10.0.0.0/16" (it is 10)'],
    ["network.zones", 1, "network.zones must be 2 to 4: a database needs two (it is 1)"],
    ["network.nat", "one", 'network.nat must be "none", "single" or "one per zone" (it is "one")'],
    ["network.endpointZones", 3, "network.endpointZones must be 1 to the number of zones, 2 (it is 3)"],
    [
      "network.endpoints",
      ["SQS"],
      `network.endpoints must hold the last part of a service's endpoint name, "sqs" or "secretsmanager" (it holds "SQS"; did you mean sqs?)`,
    ],
    ["apiGatewayLogRole", "yes", 'apiGatewayLogRole must be "create", "existing" or "none" (it is "yes")'],
    ["dataProtection", undefined, 'dataProtection must be "protected" or "throw-away" (it is not set)'],
    ["logRetention", "8 days", 'logRetention must be a span that CloudWatch knows, such as "14 days" (it is "8 days")'],
    [
      "logRetention",
      7,
      'logRetention must be a whole number and a unit such as "30 seconds", "5 minutes", "1 hour" or "14 days" (it is "7")',
    ],
    ["functionConcurrency", "10", 'functionConcurrency must be "reserved" or "none" (it is "10")'],
    ["alarmEmail", "nobody", 'alarmEmail must be an e-mail address, such as on-call@example.com (it is "nobody")'],
    [
      "orders.throttle",
      undefined,
      "orders.throttle must be { rate, burst }: { rate: 100, burst: 200 } (it is not set)",
    ],
    ["orders.throttle.rate", 0, "orders.throttle.rate must be above 0 requests per second (it is 0)"],
    ["orders.throttle.rate", "50", 'orders.throttle.rate must be a number, such as 100 (it is "50")'],
    ["orders.throttle.burst", 1.5, "orders.throttle.burst must be a whole number of at least 1 (it is 1.5)"],
    ["orders.quota.limit", 0, "orders.quota.limit must be a whole number of at least 1 (it is 0)"],
    ["orders.quota.per", "year", 'orders.quota.per must be "day", "week" or "month" (it is "year")'],
    ["orders.database.multiAz", "no", 'orders.database.multiAz must be true or false (it is "no")'],
    [
      "orders.database.capacity.min",
      0.3,
      "orders.database.capacity.min must be a multiple of half an ACU: 0, 0.5, 1 … (it is 0.3)",
    ],
    ["orders.database.capacity.max", 512, "orders.database.capacity.max must be 1 to 256 ACU (it is 512)"],
    [
      "orders.database.capacity.min",
      4,
      "orders.database.capacity.min must not be over capacity.max (it is 4, capacity.max is 2)",
    ],
    [
      "orders.database.capacity.min",
      1,
      'orders.database.capacity.pauseAfter must be absent, or capacity.min be 0: only then the cluster pauses (it is "5 minutes", capacity.min is 1)',
    ],
    [
      "orders.consumer.timeout",
      "20 minutes",
      'orders.consumer.timeout must be at most "15 minutes" (it is "20 minutes")',
    ],
    [
      "orders.consumer.batch.window",
      "0 seconds",
      'orders.consumer.batch.window must be at least "1 second" when batch.size is over 10 (it is "0 seconds", batch.size is 100)',
    ],
    [
      "orders.consumer.batch.size",
      20_000,
      "orders.consumer.batch.size must be a whole number from 1 to 10000 (it is 20000)",
    ],
    [
      "orders.consumer.concurrency",
      1,
      'orders.consumer.concurrency must be a whole number from 2 to 1000, or "unlimited" (it is 1)',
    ],
    ["orders.consumer.receives", 0, "orders.consumer.receives must be at least 1 (it is 0)"],
    ["orders.consumer.receives", 1001, "orders.consumer.receives must be at most 1000 (it is 1001)"],
    ["mobile.throttle.rate", 0, "mobile.throttle.rate must be above 0 requests per second (it is 0)"],
    ["mobile.maxThroughput", {}, "mobile.maxThroughput must bound read or write, or be absent"],
    ["mobile.maxThroughput.read", 0, "mobile.maxThroughput.read must be a whole number from 1 to 40000 (it is 0)"],
    ["shop.throttle.rate", 0, "shop.throttle.rate must be above 0 requests per second (it is 0)"],
    [
      "shop.issuer",
      "http://login.example.com/",
      'shop.issuer must be the https address of an identity provider, https://login.example.com/, or one of a laptop (it is "http://login.example.com/")',
    ],
    ["shop.audience", "", 'shop.audience must be a text, not empty (it is "")'],
    ["shop.clientId", undefined, "shop.clientId must be the id of a client at the identity provider (it is not set)"],
    [
      "shop.visitors.addresses",
      ["192.0.2.0/33"],
      'shop.visitors.addresses[0] must be an address or a range, "192.0.2.0/24" or "2001:db8::/32" (it is "192.0.2.0/33")',
    ],
    ["mobile.users", undefined, "mobile.users must be { mfa, domain, callbackUrls, logoutUrls? } (it is not set)"],
    ["mobile.users.mfa", "yes", 'mobile.users.mfa must be "off", "optional" or "required" (it is "yes")'],
    [
      "mobile.users.domain.prefix",
      "my-aws-login",
      'mobile.users.domain.prefix must not contain aws, amazon, cognito, which AWS keeps (it is "my-aws-login")',
    ],
    ["mobile.users.callbackUrls", [], "mobile.users.callbackUrls must be one URL at least (it is [])"],
    [
      "mobile.users.callbackUrls",
      ["http://example.com"],
      'mobile.users.callbackUrls must be URLs without a fragment: https, the scheme of an app, or http on localhost (one is "http://example.com")',
    ],
    [
      "mobile.venues",
      undefined,
      "mobile.venues must be { database, connections, requestsPerConnection? } (it is not set)",
    ],
    [
      "mobile.venues.database",
      { multiAz: false },
      'mobile.venues.database must be { capacity, multiAz } of Aurora Serverless, or { instance, multiAz } of RDS (it is {"multiAz":false})',
    ],
    [
      "mobile.venues.database.instance.class",
      "db.t9.nano",
      'mobile.venues.database.instance.class must be an instance class of the families t3, t4g, m, r or x2, "db.t4g.medium" or "db.m7g.large" (it is "db.t9.nano")',
    ],
    [
      "mobile.venues.database.instance.storage",
      "10 GB",
      'mobile.venues.database.instance.storage must be at least "20 GB" (it is "10 GB")',
    ],
    ["mobile.venues.connections", 3, "mobile.venues.connections must be at least 4 (it is 3)"],
    [
      "mobile.venues.connections",
      85,
      "mobile.venues.connections must be a whole number from 1 to 84 (it is 85): it takes 168, and Lambda may run twice the concurrency for a moment",
    ],
  ];
  for (const [path, value, complaint] of BAD)
    it(`refuses ${path}: ${JSON.stringify(value)}`, () => {
      assert.throws(() => parse(changed(path, value)), {
        name: "StackConfigError",
        message: `Pulumi.dev.yaml: ${NAME}:${complaint}`,
      });
    });

  it("refuses more consumers than the database has connections for", () => {
    assert.throws(
      () => parse(changed("orders.consumer.concurrency", 95)),
      /^StackConfigError: Pulumi\.dev\.yaml: serverless-tiers:orders\.consumer\.concurrency must be at most 94 \(it is 95\): .*; lower it or raise the capacity$/,
    );
    assert.ok(parse(changed("orders.consumer.concurrency", 94)));
  });

  const BAD_AWS: readonly (readonly [key: string, value: unknown, complaint: string])[] = [
    ["aws:region", undefined, "aws:region must be a region, such as eu-west-1 (it is not set)"],
    ["aws:region", "Ireland", 'aws:region must be a region, such as eu-west-1 (it is "Ireland")'],
    [
      "aws:allowedAccountIds",
      "111122223333",
      'aws:allowedAccountIds must be a list of accounts, ["111122223333"] (it is "111122223333")',
    ],
    ["aws:allowedAccountIds", [1], "aws:allowedAccountIds.0 must be twelve digits in quotes (it is 1)"],
    ["aws:allowedAccountIds", ["1"], 'aws:allowedAccountIds.0 must be twelve digits in quotes (it is "1")'],
    [
      "aws:defaultTags",
      { stack: "dev" },
      "aws:defaultTags.tags must be keys and texts (it is not set)\nPulumi.dev.yaml: aws:defaultTags.stack is unknown; the keys are tags",
    ],
  ];
  for (const [key, value, complaint] of BAD_AWS)
    it(`refuses ${key}: ${JSON.stringify(value)}`, () => {
      assert.throws(() => parse({ ...settings(), [key]: value }), {
        name: "StackConfigError",
        message: `Pulumi.dev.yaml: ${complaint}`,
      });
    });

  it("refuses a key that it does not know, and suggests the nearest", () => {
    const refused = (path: string, message: string) =>
      assert.throws(() => parse(changed(path, 1)), { message: `Pulumi.dev.yaml: ${NAME}:${message}` });
    refused("netwrok", "netwrok is unknown; did you mean network?");
    refused("orders.trottle", "orders.trottle is unknown; did you mean throttle?");
    refused("orders.consumer.batch.sise", "orders.consumer.batch.sise is unknown; did you mean size?");
    refused(
      "x",
      "x is unknown; the keys are network, apiGatewayLogRole, dataProtection, logRetention, functionConcurrency, alarmEmail, orders, mobile, shop, platform, web",
    );
  });

  it("refuses a namespace that nothing reads, and suggests the nearest", () => {
    const refused = (key: string, message: string) =>
      assert.throws(() => parse({ ...settings(), [key]: "x" }), {
        name: "StackConfigError",
        message: `Pulumi.dev.yaml: ${key} ${message}`,
      });
    refused("serverles-tiers:orders", "is in the unknown namespace serverles-tiers; did you mean serverless-tiers?");
    refused("aws1:region", "is in the unknown namespace aws1; did you mean aws?");
    refused("x:y", "is in the unknown namespace x; the namespaces are serverless-tiers, aws, pulumi");
    refused("aws:allowedAccountIDs", "is unknown; did you mean allowedAccountIds?");
    refused("aws:assumeRole", "is unknown; did you mean assumeRoles?");
  });

  it("names every wrong value at once", () => {
    const values = { ...changed("orders.throttle.rate", "x"), dataProtection: "no", "aws:region": "x" };
    assert.throws(
      () => parse(values),
      (error: Error) => {
        assert.ok(error instanceof StackConfigError);
        assert.deepEqual(
          error.message.split("\n").map((line) => line.split(" ")[1]),
          [`${NAME}:dataProtection`, `${NAME}:orders.throttle.rate`, "aws:region"],
        );
        return true;
      },
    );
  });

  for (const stack of ["dev", "prod", "local"])
    it(`accepts Pulumi.${stack}.yaml`, () => {
      const { config, project } = readProject(ROOT, stack);
      assert.ok(parseStackConfig(config, project, stack).orders);
    });

  it("has numbers of its own for the laptop", () => {
    const { config, project } = readProject(ROOT, "local");
    const { orders: local } = parseStackConfig(config, project, "local");
    assert.deepEqual(local?.throttle, { rate: 10_000, burst: 10_000 });
    assert.equal(local?.quota, undefined);
    assert.equal(local?.consumer.timeout, "5 seconds");
    assert.equal(local?.consumer.receives, 3);
  });
});
