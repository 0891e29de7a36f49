import * as aws from "@pulumi/aws/config";
import * as pulumi from "@pulumi/pulumi";
import { ArgsError, type Duration, type Size } from "serverless-tiers";
import {
  checkConnections,
  checkDomain,
  checkedCapacity,
  checkedInstance,
  checkedMaxThroughput,
  checkLimits,
  checkQuota,
  checkShare,
  checkThrottle,
  checkUrls,
  connectionsOf,
  isTrustedUrl,
  maxConnections,
  memoryOfClass,
  must,
  planNetwork,
  planVisitors,
  planWebDomain,
  pollingSettings,
  retentionDays,
  strict,
  suggestion,
  toSeconds,
} from "serverless-tiers/checks";
import * as z from "zod";

/** The components' own checks, asked here so that a bad value is found before anything is registered. */
const checkedBy =
  <T>(check: (value: T) => unknown, under: readonly string[] = []) =>
  (value: T, context: z.RefinementCtx<T>): void => {
    try {
      check(value);
    } catch (error) {
      if (!(error instanceof ArgsError)) throw error;
      const path = [...under, ...error.path.split(".").filter((key) => key !== "")];
      context.addIssue({ code: "custom", path, message: error.rule, input: value });
    }
  };

const duration = (check: (value: Duration) => unknown, example: Duration) =>
  z
    .string(must(`a length of time, such as "${example}"`))
    // Whatever is no duration is refused by the check.
    .transform((text) => text as Duration)
    .superRefine(checkedBy(check));

const numberLike = (example: number) => z.number(must(`a number, such as ${example}`));

const Throttle = strict(
  { rate: numberLike(100), burst: numberLike(200) },
  "{ rate, burst }: { rate: 100, burst: 200 }",
).superRefine(checkedBy((throttle) => checkThrottle("", "", throttle)));

const Quota = strict(
  { limit: numberLike(100_000), per: z.enum(["day", "week", "month"], must(`"day", "week" or "month"`)) },
  "{ limit, per }: { limit: 100000, per: month }",
).superRefine(checkedBy((quota) => checkQuota("", "", quota)));

const multiAz = z.boolean(must("true or false"));

/** Aurora Serverless. */
const ServerlessDatabase = strict(
  {
    capacity: strict(
      {
        min: numberLike(0.5),
        max: numberLike(8),
        pauseAfter: duration((value) => toSeconds("", "", value), "5 minutes").optional(),
      },
      "{ min, max } in ACU: { min: 0.5, max: 8 }",
    ),
    multiAz,
  },
  "{ capacity, multiAz }",
).superRefine(checkedBy(({ capacity }) => checkedCapacity("", capacity)));

/** An instance of RDS. */
const InstanceDatabase = strict(
  {
    instance: strict(
      {
        class: z.templateLiteral(["db.", z.string()], must("an instance class, such as db.t4g.small")),
        // Whatever is no size is refused by the check.
        storage: z.string(must('a size, such as "20 GB"')).transform((text) => text as Size),
      },
      '{ class, storage }: { class: db.t4g.small, storage: "20 GB" }',
    ),
    multiAz,
  },
  "{ instance, multiAz }",
).superRefine(checkedBy(({ instance }) => checkedInstance("", instance)));

const OrdersConsumer = strict(
  {
    timeout: duration((value) => toSeconds("", "", value, { min: "1 second", max: "15 minutes" }), "30 seconds"),
    batch: strict(
      { size: numberLike(100), window: duration((value) => toSeconds("", "", value), "1 second") },
      "{ size, window }: { size: 100, window: 1 second }",
    ),
    concurrency: numberLike(5),
    receives: z.int(must("a whole number from 1 to 1000")).min(1, must("at least 1")).max(1000, must("at most 1000")),
  },
  "{ timeout, batch, concurrency, receives }",
).superRefine(checkedBy((consumer) => pollingSettings("", consumer)));

const Orders = strict(
  { throttle: Throttle, quota: Quota.optional(), database: ServerlessDatabase, consumer: OrdersConsumer },
  "{ throttle, quota?, database, consumer }",
).superRefine(
  checkedBy(
    ({ database, consumer }) => {
      const of = { description: "database orders", maxConnections: maxConnections(database.capacity) };
      const links = { store: { description: of.description, connections: { of } } };
      checkConnections("", pollingSettings("", consumer).maximumConcurrency, links);
    },
    ["consumer"],
  ),
);

export type OrdersConfig = z.infer<typeof Orders>;

const urls = (example: string) =>
  z
    .array(z.string(must("a URL")), must(`a list of URLs, ["${example}"]`))
    .superRefine(checkedBy((list) => checkUrls("", "", list)));

const SIGN_IN = {
  mfa: z.enum(["off", "optional", "required"], must('"off", "optional" or "required"')),
  /** Of the pages on which users sign in: `https://<prefix>.auth.<region>.amazoncognito.com`. */
  domain: strict({ prefix: z.string(must("the start of a name, such as box-office-dev")) }, "{ prefix: box-office }"),
};

const MobileUsers = strict(
  {
    ...SIGN_IN,
    callbackUrls: urls("https://app.example.com/signed-in").min(1, must("one URL at least")),
    logoutUrls: urls("https://app.example.com/").optional(),
  },
  "{ mfa, domain, callbackUrls, logoutUrls? }",
).superRefine(checkedBy(({ domain }) => checkDomain("", domain)));

const Venues = strict(
  {
    database: z.union(
      [ServerlessDatabase, InstanceDatabase],
      must("{ capacity, multiAz } of Aurora Serverless, or { instance, multiAz } of RDS"),
    ),
    /** That the functions which read it may hold together: half of what it takes. */
    connections: z.int(must("a whole number, such as 40")).min(4, must("at least 4")),
    /** From it and the connections follow the throttles of the routes. */
    requestsPerConnection: numberLike(10).optional(),
  },
  "{ database, connections, requestsPerConnection? }",
).superRefine(
  checkedBy(({ database, connections }) => {
    const takes = connectionsTo(database);
    if (takes !== undefined) checkShare({ description: "database venues", maxConnections: takes }, connections);
  }),
);

/** `undefined` for an instance of a class that is none, which is refused already. */
const connectionsTo = (
  database: z.infer<typeof ServerlessDatabase> | z.infer<typeof InstanceDatabase>,
): number | undefined => {
  if ("capacity" in database) return maxConnections(database.capacity);
  const memory = memoryOfClass(database.instance.class);
  return memory && connectionsOf(memory);
};

export type VenuesConfig = z.infer<typeof Venues>;

/** Requests a second that each table answers and bills at most. */
const MaxThroughput = strict(
  { read: numberLike(100).optional(), write: numberLike(50).optional() },
  "{ read?, write? }: { read: 100, write: 50 }",
)
  .superRefine(checkedBy((bound) => checkedMaxThroughput("", "", bound)))
  .optional();

const Mobile = strict(
  {
    throttle: Throttle,
    maxThroughput: MaxThroughput,
    users: MobileUsers,
    /** Pages of venues, in a database of their own. */
    venues: Venues,
  },
  "{ throttle, maxThroughput?, users, venues }",
);

export type MobileConfig = z.infer<typeof Mobile>;

const CacheSize = strict(
  {
    limits: strict(
      {
        // Whatever is no size is refused by the check.
        storage: z.string(must('a size, such as "1 GB"')).transform((text) => text as Size),
        requests: numberLike(5_000),
      },
      '{ storage, requests }: { storage: "1 GB", requests: 5000 }',
    ),
  },
  "{ limits }",
).superRefine(checkedBy(({ limits }) => checkLimits("", limits), ["limits"]));

const ISSUER = "the https address of an identity provider, https://login.example.com/, or one of a laptop";

const Shop = strict(
  {
    throttle: Throttle,
    maxThroughput: MaxThroughput,
    /** The identity provider, as its tokens name it (`iss`). */
    issuer: z.string(must(ISSUER)).refine(isTrustedUrl, must(ISSUER)),
    /** What the shop's API is called there. */
    audience: z.string(must("what the API is called at the identity provider")).min(1, must("a text, not empty")),
    /** The shop's own id there, of a public client. */
    clientId: z.string(must("the id of a client at the identity provider")).min(1, must("a text, not empty")),
    /** What shows are read through: how much it holds and takes. */
    cache: CacheSize,
    /** Addresses that see the site while it is not for everybody. */
    visitors: strict(
      { addresses: z.array(z.string(), must('a list of addresses and ranges, ["192.0.2.0/24"]')) },
      "{ addresses }",
    ).optional(),
  },
  "{ throttle, maxThroughput?, issuer, audience, clientId, cache, visitors? }",
).superRefine(checkedBy(({ visitors }) => planVisitors("", visitors)));

export type ShopConfig = z.infer<typeof Shop>;

const PlatformSettings = strict(
  { throttle: Throttle, maxThroughput: MaxThroughput },
  "{ throttle, maxThroughput? }: { throttle: { rate: 100, burst: 200 } }",
);

export type PlatformConfig = z.infer<typeof PlatformSettings>;

const Web = strict(
  {
    /** Who serves the page. */
    hosting: z.enum(["cloudfront", "amplify"], must('"cloudfront" or "amplify"')),
    throttle: Throttle,
    maxThroughput: MaxThroughput,
    users: strict(SIGN_IN, "{ mfa, domain }").superRefine(checkedBy(({ domain }) => checkDomain("", domain))),
    /** Names of one's own for the page, and on Amplify Hosting for its API, which then keeps sessions. */
    domain: strict(
      {
        name: z.string(must("a domain, such as example.com")),
        site: z.string(must("what stands before it, such as www")).optional(),
        api: z.string(must("what stands before it, such as api")).optional(),
        zoneId: z.string(must("the id of a hosted zone of Route 53")).optional(),
      },
      "{ name, site?, api?, zoneId? }: { name: example.com, site: www }",
    ).optional(),
  },
  "{ hosting, throttle, maxThroughput?, users, domain? }",
).superRefine(checkedBy((web) => planWebDomain("web", web)));

export type WebConfig = z.infer<typeof Web>;

const Network = strict(
  {
    cidr: z.string(must(`an IPv4 range, such as "10.0.0.0/16"`)),
    zones: z.union([z.number(), z.array(z.string())], must("a number of zones, or a list of their names")),
    nat: z.enum(["none", "single", "one per zone"], must(`"none", "single" or "one per zone"`)),
    endpoints: z.array(z.string(), must("a list of AWS services, such as [sqs]")).optional(),
    endpointZones: numberLike(1).optional(),
  },
  "{ cidr, zones, nat, endpoints?, endpointZones? }",
).superRefine(checkedBy((network) => planNetwork("main", network)));

/** Keys of the project in `Pulumi.<stack>.yaml`. A pattern runs in the stacks that hold its key. */
const StackConfig = strict(
  {
    network: Network,
    /** Whether this stack makes API Gateway's account-wide log role, finds one, or does without logs. */
    apiGatewayLogRole: z.enum(["create", "existing", "none"], must(`"create", "existing" or "none"`)),
    /** Whether data outlives mistakes: deletion protection and final snapshots, or none of both. */
    dataProtection: z.enum(["protected", "throw-away"], must(`"protected" or "throw-away"`)),
    logRetention: duration((value) => retentionDays("", "", value), "30 days"),
    /**
     * Whether functions before a database have instances reserved, which bound them: an account whose limit of concurrent
     * executions is 10, as that of a new one, lets none be reserved.
     */
    functionConcurrency: z.enum(["reserved", "none"], must('"reserved" or "none"')),
    /** Who is told of alarms; without it they only show in CloudWatch. */
    alarmEmail: z.email(must("an e-mail address, such as on-call@example.com")).optional(),
    /** The asynchronous API. */
    orders: Orders.optional(),
    /** The mobile backend. */
    mobile: Mobile.optional(),
    /** The single-page app. */
    shop: Shop.optional(),
    /** The microservices. */
    platform: PlatformSettings.optional(),
    /** The web app. */
    web: Web.optional(),
  },
  "the settings of a stack",
);

export type StackConfig = z.infer<typeof StackConfig>;

/** Whatever else the AWS provider takes. */
const OTHER_AWS_KEYS = Object.fromEntries(Object.keys(aws).map((key) => [key, z.unknown().optional()]));

/** The keys that Pulumi's AWS provider reads. Only checked. */
const AwsConfig = strict(
  {
    ...OTHER_AWS_KEYS,
    region: z
      .string(must("a region, such as eu-west-1"))
      .regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, must("a region, such as eu-west-1")),
    allowedAccountIds: z
      .array(
        z.string(must("twelve digits in quotes")).regex(/^\d{12}$/, must("twelve digits in quotes")),
        must(`a list of accounts, ["111122223333"]`),
      )
      .optional(),
    defaultTags: strict(
      { tags: z.record(z.string(), z.string(must("a text")), must("keys and texts")) },
      "{ tags: { key: value } }",
    ).optional(),
  },
  "the settings of the AWS provider",
);

/**
 * The stack's own settings.
 *
 * @throws {StackConfigError} when the stack file holds something else, with a line for each wrong value.
 */
export const stackConfig = (): StackConfig =>
  parseStackConfig(pulumi.runtime.allConfig(), pulumi.getProject(), pulumi.getStack());

/** A stack file that does not hold what it must. Pulumi shows the message of such an error alone. */
export class StackConfigError extends pulumi.RunError {
  override readonly name = "StackConfigError";
}

/** @param config `namespace:key` and text, objects as JSON, as Pulumi hands them over. */
export const parseStackConfig = (
  config: Readonly<Record<string, string>>,
  project: string,
  stack: string,
): StackConfig => {
  const own = StackConfig.safeParse(section(config, project));
  const aws = AwsConfig.safeParse(section(config, "aws"));
  const strangers = unknownNamespaces(config, [project, "aws", "pulumi"]);
  if (own.success && aws.success && strangers.length === 0) return own.data;
  const lines = [...strangers, ...complaints(own.error, project), ...complaints(aws.error, "aws")];
  // Two checks may find the same fault.
  throw new StackConfigError([...new Set(lines)].map((line) => `Pulumi.${stack}.yaml: ${line}`).join("\n"));
};

/** A provider that the program takes up brings a namespace of its own. */
const unknownNamespaces = (config: Readonly<Record<string, string>>, known: readonly string[]): string[] =>
  Object.keys(config).flatMap((key) => {
    const [namespace = ""] = key.split(":");
    if (known.includes(namespace)) return [];
    return [`${key} is in the unknown namespace ${namespace}; ${suggestion(namespace, known, "the namespaces are")}`];
  });

const section = (config: Readonly<Record<string, string>>, namespace: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => key.startsWith(`${namespace}:`))
      .map(([key, text]) => [key.slice(namespace.length + 1), parsed(text)]),
  );

/** Pulumi hands over lists and objects as JSON, and everything else as the bare text. */
const parsed = (text: string): unknown => {
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const complaints = (error: z.ZodError | undefined, namespace: string): string[] =>
  (error?.issues ?? []).map(({ path, message }) => `${namespace}:${path.map(String).join(".")} ${message}`);
