import assert from "node:assert/strict";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { listed, registered } from "serverless-tiers-local/testing";
import * as z from "zod";
import type { AdoptedApiDomain, AdoptedEventBus, AdoptedNetwork } from "../../components";
import * as components from "../../components";
import { argsPath } from "../../components/core/args/check-args";
import { target } from "./logic/rest-api/targets";

const {
  AccountLogRole,
  Alarms,
  AmplifyApp,
  ApiDomain,
  ApiFront,
  AsyncApi,
  Bucket,
  BucketFront,
  Domain,
  Cache,
  Dashboard,
  Database,
  Key,
  LambdaFunction,
} = components;
const {
  EventBus,
  EventRule,
  IdentityPool,
  Microservice,
  MobileBackend,
  Network,
  Platform,
  Queue,
  QueueConsumer,
  RestApi,
  Schedule,
  Secret,
  SinglePageApp,
  StaticSite,
  StreamConsumer,
  Table,
  Stream,
  Topic,
  TopicSubscription,
  TokenAuthorizer,
  UsagePlan,
  UserPool,
  WebAcl,
  WebApp,
  WebSocketApi,
  Workflow,
  kinesisStream,
} = components;

type Args = Record<string, unknown>;

/** As plain JavaScript sees a component. */
type Component = new (name: string, args: unknown) => pulumi.ComponentResource;

const Made = components.eventContract({
  source: "shop",
  name: "made",
  detail: z.object({ city: z.string() }),
});

const Told = components.eventContract({
  source: "shop",
  name: "told",
  detail: z.object({ city: z.string() }),
});

const ENTRY = join(__dirname, "logic/function/echo.handler.ts");

const FOLDER = join(__dirname, "presentation/static-site");

const lambda = (): Args => ({
  entry: ENTRY,
  links: { jobs: { description: "x", grants: [], environment: () => ({}) } },
  environment: { LOG_LEVEL: "debug" },
  timeout: "10 seconds",
  memory: "512 MB",
  retention: "30 days",
  tracing: true,
  architecture: "arm64",
  runtime: "nodejs22.x",
  files: { "a.ts": ENTRY },
  accounts: ["123456789012"],
  reservedConcurrency: 5,
  description: "x",
  transform: { function: {}, alias: {}, role: {}, policy: {}, logGroup: () => undefined },
});

const following = (): Args => ({ function: lambda(), batch: { size: 10, window: "1 second" } });

const consumer = (): Args => ({
  ...following(),
  concurrency: 5,
  filter: [{ body: ["x"] }],
  transform: { eventSourceMapping: {}, policy: {} },
});

const queue = (): Args => ({
  consumerTimeout: "30 seconds",
  batchWindow: "5 seconds",
  maxReceiveCount: 5,
  messageRetention: "4 days",
  encryption: { kmsKeyArn: "x" },
  services: ["s3.amazonaws.com"],
  alarms: { topicArn: "x", maxAge: "15 minutes" },
  transform: { queue: {}, deadLetters: {} },
});

const table = (): Args => ({
  key: { partition: { name: "a", type: "number" }, sort: "b" },
  indexes: {
    "by-b": {
      partition: "b",
      sort: "c",
      projection: ["d"],
      capacity: { read: 1, write: { min: 1, max: 2, target: 50 } },
    },
  },
  localIndexes: { "by-c": { sort: "c", projection: "keys" } },
  capacity: { read: { min: 1, max: 2, target: 50 }, write: 1 },
  timeToLive: "until",
  stream: "both images",
  backupRetention: "1 day",
  encryption: { kmsKeyArn: "x" },
  protection: "throw-away",
  tableClass: "standard",
  tags: { team: "x" },
  alarms: { topicArn: "x", systemErrors: true },
  transform: { table: {}, scalingTarget: {} },
});

const MASTER = { MASTER_HOST: "x", MASTER_PORT: "1", MASTER_DATABASE: "x", MASTER_SECRET_ARN: "x" };

const throttle = () => ({ rate: 1, burst: 1 });
const parameters = () => ({ query: z.object({}), path: z.object({}), headers: z.object({}) });
const route = () => ({ auth: "none", apiKey: true, ...parameters(), body: z.object({}), throttle: throttle() });
const plan = (): Args => ({
  keys: ["a"],
  throttle: throttle(),
  routes: { "POST /a": throttle() },
  quota: { limit: 1, per: "day" },
  transform: { plan: {}, keys: {} },
});
const api = (): Args => ({
  stage: "v1",
  cors: { origins: ["https://x.example"], methods: ["POST"], headers: ["X-A"], credentials: true, maxAge: "1 hour" },
  throttle: throttle(),
  sitesOnly: { secret: 2 },
  variables: { partner: "partner.example.com" },
  endpoint: "regional",
  logRole: new AccountLogRole("log-role", { role: "existing" }),
  retention: "30 days",
  tracing: true,
  detailedMetrics: false,
  alarms: { topicArn: "x", latency: "1 second" },
  transform: { api: {}, stage: {} },
});

const userPool = (): Args => {
  const login = { callbackUrls: ["https://x.example/"], logoutUrls: ["https://x.example/"], scopes: ["openid"] };
  const tokens = { accessToken: "1 hour", idToken: "1 hour", refreshToken: "1 day" };
  const social = { clientId: "x", clientSecret: "x", scopes: ["x"], attributes: { email: "email" } };
  const { scopes, attributes } = social;
  return {
    signIn: "email",
    clients: {
      app: {
        kind: "public",
        flows: ["srp"],
        login: { ...login, providers: ["google"] },
        ...tokens,
        refreshRotation: { grace: "10 seconds" },
      },
      job: { kind: "confidential", machine: { scopes: ["shop/book"] } },
    },
    mfa: "required",
    selfSignUp: false,
    password: { minLength: 12, requires: ["digits"], history: 2, temporaryFor: "1 day" },
    recovery: "administrator",
    attributes: { tenant: { type: "string", mutable: false, min: 1, max: 2 }, name: { required: true } },
    groups: { organisers: { precedence: 1, description: "x", role: "x" } },
    resourceServers: { shop: { book: "x" } },
    domain: { prefix: "people", pages: "managed" },
    branding: {
      settings: { a: 1 },
      assets: [{ category: "FORM_LOGO", colorMode: "LIGHT", extension: "PNG", bytes: "x" }],
    },
    identityProviders: {
      google: social,
      facebook: social,
      amazon: social,
      apple: { clientId: "x", teamId: "x", keyId: "x", privateKey: "x", scopes, attributes },
      saml: { staff: { metadataUrl: "x", identifiers: ["x"], attributes } },
      oidc: { partners: { ...social, issuer: "x", identifiers: ["x"] } },
    },
    triggers: { preTokenGeneration: { function: new LambdaFunction("trigger", { entry: ENTRY }), version: 2 } },
    mail: { from: "a@example.com", identityArn: "x", replyTo: "a@example.com", configurationSet: "x" },
    messages: {
      verification: { subject: "x", text: "{##Confirm##}" },
      invitation: { subject: "x", text: "{username} {####}" },
    },
    threatProtection: "audit",
    plan: "plus",
    protection: "throw-away",
    tags: { team: "x" },
    alarms: { topicArn: "x" },
    transform: { pool: {}, clients: {}, groups: {} },
  };
};

const staticSite = (): Args => ({
  folder: FOLDER,
  build: "npm run build",
  pages: "files",
  rules: [{ files: "*.txt", cache: "1 hour", contentType: "text/plain" }],
  config: { apiUrl: "/api" },
  api: new RestApi("other", { stage: "api", sitesOnly: true, routes: { "POST /a": { to: target(), auth: "none" } } }),
  domain: { names: ["shop.example.com"], certificateArn: "arn:aws:acm:us-east-1:1:certificate/a" },
  headers: {
    csp: { "connect-src": ["'self'"] },
    hsts: "1 day",
    frames: "nobody",
    referrer: "no-referrer",
    permissions: { camera: ["self"] },
    others: { "x-a": "b" },
  },
  redirects: { "/a": "/b", "/c": { to: "/d", temporary: true } },
  visitors: { addresses: ["192.0.2.1"], password: { user: "x", password: "xxxxxxxxxxxx" } },
  private: { paths: ["/a/*"], keys: { a: "-----BEGIN PUBLIC KEY-----x-----END PUBLIC KEY-----" } },
  countries: { only: ["DE"] },
  webAcl: { arn: "x" },
  priceClass: "200",
  keep: "7 days",
  accessLogs: true,
  retention: "30 days",
  alarms: { topicArn: "x" },
  protection: "protected",
  tags: { team: "x" },
  transform: { bucket: {}, files: {}, distribution: {} },
});

const webApp = (hosting: string): Args => {
  const { stage: _, cors: __, ...rest } = api();
  const { api: ___, domain: ____, visitors: _____, ...site } = staticSite();
  const { folder, build, pages, config, headers, redirects, tags, ...cloudfront } = site;
  return {
    ...rest,
    hosting,
    site: {
      ...{ folder, build, pages, config, headers, redirects, tags, cloudfront },
      password: { user: "team", password: "correct horse battery" },
      amplify: {
        rules: [{ source: "/a/<*>", target: "/b/<*>" }],
        cache: { "/assets/*": "1 day" },
        retention: "30 days",
        alarms: { topicArn: "x" },
        transform: { app: {} },
      },
    },
    users: { signIn: "email", domain: { prefix: "x" } },
    auth: "none",
    routes: { "POST /a": { to: target(), ...route() } },
    live: {
      connect: { authorizer: "iam" },
      routes: { follow: { to: new LambdaFunction("followed", { entry: ENTRY }), answers: true } },
    },
    session: "cookie",
    domain: { name: "example.com", site: "www", api: "api", zoneId: "Z1" },
    dashboard: { also: [new Queue("other")], transform: { dashboard: {} } },
  };
};

const WEB_APP_NEEDS = [
  ...["hosting", "site", "site.folder", "site.password.user", "site.password.password"],
  ...["users", "users.signIn", "users.domain", "routes", 'routes["POST /a"].to'],
  ...["live.connect", "live.connect.authorizer", "live.routes", "live.routes.follow.to", "domain.name"],
];

/** A component with all of its arguments, and which of them it cannot do without. */
interface Case {
  readonly make: unknown;
  readonly args: () => Args;
  readonly required: readonly string[];
}

const flow = (): Args => ({ start: "inner", states: { inner: { type: "succeed" } } });

const workflow = (): Args => ({
  start: "work",
  states: {
    work: {
      type: "task",
      do: new Queue("work").send(),
      input: "$",
      waitForToken: false,
      timeout: "1 minute",
      heartbeat: "10 seconds",
      retry: [{ errors: ["States.ALL"], attempts: 2, interval: "1 second", backoff: 1, maxDelay: "1 minute" }],
      catch: [{ errors: ["States.ALL"], next: "stop" }],
      undo: { do: new Queue("work-undone").send(), input: "$" },
      result: "$.a",
      select: "$",
      next: "told",
    },
    told: { type: "pass", value: "$", result: "$.b", next: "asked" },
    asked: {
      type: "choice",
      choices: [{ when: { Variable: "$.a", IsNull: true }, next: "pause" }],
      otherwise: "pause",
    },
    pause: { type: "wait", for: "1 second", next: "both" },
    both: {
      type: "parallel",
      branches: [flow()],
      input: "$",
      retry: [],
      catch: [],
      result: "$",
      select: "$",
      next: "each",
    },
    each: {
      type: "map",
      items: "$.list",
      each: flow(),
      concurrency: 2,
      retry: [],
      catch: [],
      result: "none",
      end: true,
    },
    stop: { type: "fail", error: "Wet", cause: "x" },
    undone: { type: "succeed" },
  },
  kind: "standard",
  timeout: "1 hour",
  compensated: "undone",
  logging: "all",
  retention: "30 days",
  tracing: true,
  alarms: { topicArn: "x" },
  transform: { machine: {}, role: {}, policy: {}, logGroup: {}, failuresAlarm: {} },
});

const ALL: Readonly<Record<string, Case>> = {
  AccountLogRole: { make: AccountLogRole, args: () => ({ role: "create", transform: { role: {} } }), required: [] },
  Alarms: {
    make: Alarms,
    args: () => ({ email: "a@example.com", region: "us-east-1", transform: { topic: {} } }),
    required: [],
  },
  ApiDomain: {
    make: ApiDomain,
    args: () => ({
      domain: new Domain("other", { name: "api.example.com", for: "api" }),
      apis: { shop: new RestApi("other", { ...api(), routes: { "POST /a": { to: target(), auth: "none" } } }) },
      securityPolicy: "TLS_1_2",
      mutualTls: { truststore: "s3://a/b", version: "1" },
      tags: { team: "x" },
      transform: { domainNames: {}, mappings: {} },
    }),
    required: ["domain", "mutualTls.truststore"],
  },
  "ApiDomain that is adopted": {
    make: function adopt(name: string, args: unknown) {
      return ApiDomain.adopt(name, args as AdoptedApiDomain);
    },
    args: () => ({ names: ["api.example.com"], securityPolicy: "TLS_1_2" }),
    required: ["names"],
  },
  AsyncApi: {
    make: AsyncApi,
    args: () => ({
      ...api(),
      accept: { ...route(), route: "POST /a" },
      consumer: { ...consumer(), name: "store" },
      queue: queue(),
      encryption: { kmsKeyArn: "x" },
      routes: { "GET /a": { to: target(), auth: "none" } },
      usagePlan: plan(),
      alarms: { topicArn: "x", maxAge: "5 minutes", latency: "1 second" },
      dashboard: { also: [new Queue("other")], transform: { dashboard: {} } },
    }),
    required: ["accept", "accept.route", "accept.auth", "consumer", "consumer.function", "consumer.function.entry"],
  },
  Dashboard: {
    make: Dashboard,
    args: () => ({ shows: [new Queue("other")], transform: { dashboard: {} } }),
    required: ["shows"],
  },
  Cache: {
    make: Cache,
    args: () => ({
      network: new Network("other"),
      limits: { storage: "2 GB", requests: 5_000 },
      snapshots: "1 day",
      encryption: { kmsKeyArn: "x" },
      alarms: { topicArn: "x" },
      transform: { serverless: {}, user: {} },
    }),
    required: ["network"],
  },
  "Cache of nodes": {
    make: Cache,
    args: () => ({
      network: new Network("other"),
      nodes: { type: "cache.t4g.small", shards: 2, replicas: 1, maintenance: "sun:03:00-sun:04:00" },
    }),
    required: ["network", "nodes.type"],
  },
  AmplifyApp: {
    make: AmplifyApp,
    args: () => ({
      folder: FOLDER,
      build: "npm run build",
      branches: { main: { production: true }, next: {} },
      password: { user: "team", password: "correct horse battery" },
      pages: "files",
      rules: [{ source: "/a", target: "/b", status: "301", country: "US" }],
      config: { apiUrl: "/api" },
      headers: { csp: false, hsts: false, frames: "nobody", referrer: "origin", permissions: {}, others: {} },
      cache: { "/assets/*": "1 day" },
      domain: { name: "example.com", subDomains: { www: "main" }, certificateArn: "x", zoneId: "Z1" },
      retention: "30 days",
      protection: "protected",
      alarms: { topicArn: "x" },
      tags: { team: "x" },
      transform: { app: {}, branches: {} },
    }),
    required: ["password.user", "password.password", "domain.name", "domain.subDomains"],
  },
  "AmplifyApp of a repository": {
    make: AmplifyApp,
    args: () => ({
      repository: { url: "https://github.com/a/b", accessToken: "x", buildSpec: "version: 1", rendering: "server" },
      branches: { main: { production: true, pullRequestPreviews: true, environment: { STAGE: "x" } } },
    }),
    required: ["repository.url", "repository.accessToken"],
  },
  Bucket: {
    make: Bucket,
    args: () => ({
      versioning: true,
      formerVersions: "30 days",
      unfinishedUploads: "1 day",
      lifecycle: [{ prefix: "a/", expireAfter: "1 day" }],
      cors: { origins: ["https://x.example"], methods: ["GET"], headers: ["a"], exposes: ["b"], maxAge: "1 hour" },
      files: { "a/": join(__dirname, "logic/function") },
      encryption: { kmsKeyArn: "x" },
      protection: "throw-away",
      alarms: { topicArn: "x" },
      tags: { team: "x" },
      transform: { bucket: {}, policy: {} },
    }),
    required: [],
  },
  "Bucket with a front": { make: Bucket, args: () => ({ fronts: ["posters/"] }), required: [] },
  Database: {
    make: Database,
    args: () => ({
      network: new Network("other"),
      migrations: "migrations/orders",
      capacity: { min: 0, max: 1, pauseAfter: "5 minutes" },
      dataApi: true,
      passwords: {
        writer: { every: "30 days", users: "alternating", length: 32, window: "2 hours" },
        reader: { at: "cron(0 16 1 * ? *)" },
      },
      protection: "protected",
      multiAz: true,
      engineVersion: "17",
      databaseName: "x",
      backupRetention: "1 day",
      maintenance: { backup: "02:00-02:30", week: "sun:03:00-sun:04:00" },
      retention: "forever",
      encryption: { kmsKeyArn: "x" },
      alarms: { topicArn: "x" },
      transform: { cluster: {} },
    }),
    required: ["network", "migrations", "capacity", "capacity.min", "capacity.max"],
  },
  "Database on an instance": {
    make: Database,
    args: () => ({
      network: new Network("other"),
      migrations: "migrations/orders",
      instance: {
        class: "db.t4g.medium",
        storage: { size: "20 GB", upTo: "100 GB" },
        replicas: 1,
        update: "in place",
        monitoring: "60 seconds",
      },
      protection: "protected",
      multiAz: true,
      engineVersion: "17",
      databaseName: "x",
      backupRetention: "1 day",
      maintenance: { backup: "02:00-02:30", week: "sun:03:00-sun:04:00" },
      proxy: { share: 90, borrowTimeout: "10 seconds", idleTimeout: "30 minutes" },
      retention: "forever",
      encryption: { kmsKeyArn: "x" },
      alarms: { topicArn: "x" },
      transform: { instance: {} },
    }),
    required: ["network", "migrations", "instance.class", "instance.storage", "instance.storage.size"],
  },
  Domain: {
    make: Domain,
    args: () => ({
      name: "shop.example.com",
      others: ["www.example.com"],
      for: "site",
      zoneId: "Z1",
      tags: { team: "x" },
      transform: { certificate: {}, aliasRecords: {} },
    }),
    required: ["name"],
  },
  IdentityPool: {
    make: IdentityPool,
    args: () => ({
      users: new UserPool("users", { signIn: "email", clients: { app: { kind: "public" } }, groups: ["editors"] }),
      clients: ["app"],
      authenticated: { links: { jobs: new Queue("mine").send() } },
      groups: { editors: { links: {} } },
      unauthenticated: { links: {} },
      tags: { team: "x" },
      transform: { pool: {}, roles: {}, policies: {}, attachment: {} },
    }),
    required: ["users", "authenticated"],
  },
  Key: {
    make: Key,
    args: () => ({
      description: "x",
      rotation: "90 days",
      protection: "throw-away",
      services: ["sns.amazonaws.com"],
      transform: { key: {}, alias: {} },
    }),
    required: [],
  },
  LambdaFunction: {
    make: LambdaFunction,
    args: () => ({
      ...lambda(),
      network: new Network("other"),
      provisionedConcurrency: {
        schedule: { open: { when: "cron(0 8 * * ? *)", instances: 1 } },
        timeZone: "Europe/Brussels",
      },
    }),
    required: [
      "entry",
      "provisionedConcurrency.schedule",
      "provisionedConcurrency.schedule.open.when",
      "provisionedConcurrency.schedule.open.instances",
    ],
  },
  Microservice: {
    make: Microservice,
    args: () => {
      const { stage: _, logRole: __, ...rest } = api();
      return {
        ...rest,
        platform: new Platform("platform", { bus: { events: [Made, Told] } }),
        mount: "billing",
        auth: "none",
        routes: { "POST /billing/a": { to: target(), ...route() } },
        publishes: {
          events: [Made],
          table: new Table("bills", { key: { partition: "id" }, stream: "both images" }),
          outbox: lambda(),
        },
        consumes: {
          charge: { on: Told, where: { city: ["Ghent"] }, to: lambda(), retry: { attempts: 3, maxAge: "1 hour" } },
        },
      };
    },
    required: [
      "platform",
      'routes["POST /billing/a"].to',
      "publishes.events",
      "publishes.table",
      "publishes.outbox",
      "publishes.outbox.entry",
      "consumes.charge.on",
      "consumes.charge.to",
    ],
  },
  ApiFront: {
    make: ApiFront,
    args: () => ({
      apis: [new RestApi("shown", { auth: "none", routes: { "GET /a": { to: target() } } })],
      priceClass: "PriceClass_All",
      transform: { distribution: {} },
    }),
    required: ["apis"],
  },
  BucketFront: {
    make: BucketFront,
    args: () => ({
      bucket: new Bucket("other", { fronts: ["posters/"] }),
      prefix: "posters/",
      priceClass: "PriceClass_All",
      transform: { distribution: {} },
    }),
    required: ["bucket", "prefix"],
  },
  MobileBackend: {
    make: MobileBackend,
    args: () => ({
      ...api(),
      users: { signIn: "email", clients: { app: { kind: "public" } }, groups: ["organisers"] },
      auth: "none",
      routes: { "POST /a": { to: target(), ...route() } },
      dashboard: { also: [new Queue("other")], transform: { dashboard: {} } },
    }),
    required: ["users", "users.signIn", "users.clients.app.kind", "routes", 'routes["POST /a"].to'],
  },
  Network: {
    make: Network,
    args: () => ({
      cidr: "10.0.0.0/16",
      zones: ["eu-west-1a", "eu-west-1b"],
      nat: "none",
      endpoints: ["sqs"],
      endpointZones: 1,
      transform: { vpc: {}, endpoint: {} },
    }),
    required: [],
  },
  "Network that is adopted": {
    make: function adopt(name: string, args: unknown) {
      return Network.adopt(name, args as AdoptedNetwork);
    },
    args: () => ({
      vpcId: "x",
      subnetIds: ["x", "y"],
      endpoints: { sqs: { securityGroupId: "x" }, s3: { prefixListId: "x" } },
      internet: true,
      stack: "organization/platform/prod",
    }),
    required: ["vpcId", "subnetIds"],
  },
  "EventBus that is adopted": {
    make: function adopt(name: string, args: unknown) {
      return EventBus.adopt(name, args as AdoptedEventBus);
    },
    args: () => ({ name: "x", arn: "x", events: [Made], stack: "organization/platform/prod" }),
    required: ["name", "arn", "events"],
  },
  EventBus: {
    make: EventBus,
    args: () => ({
      events: [Made],
      archive: "30 days",
      accounts: ["123456789012"],
      transform: { bus: {}, policy: {}, archive: {} },
    }),
    required: ["events"],
  },
  EventRule: {
    make: EventRule,
    args: () => ({
      bus: new EventBus("other", { events: [Made] }),
      on: Made,
      where: { city: ["Ghent"] },
      to: new Queue("other").send(),
      group: "g",
      input: "detail",
      retry: { attempts: 3, maxAge: "1 hour" },
      alarms: { topicArn: "x" },
      enabled: true,
      transform: { rule: {}, target: {} },
    }),
    required: ["on", "to"],
  },
  Schedule: {
    make: Schedule,
    args: () => ({
      when: "rate(5 minutes)",
      timeZone: "Europe/Brussels",
      to: new Queue("other").send(),
      input: { a: 1 },
      within: "5 minutes",
      retry: { attempts: 3, maxAge: "1 hour" },
      alarms: { topicArn: "x" },
      enabled: true,
      transform: { schedule: {} },
    }),
    required: ["when", "to"],
  },
  Stream: {
    make: Stream,
    args: () => ({
      shards: 2,
      retention: "48 hours",
      encryption: { kmsKeyArn: "x" },
      protection: "throw-away",
      tags: { team: "x" },
      transform: { stream: {} },
    }),
    required: [],
  },
  Topic: {
    make: Topic,
    args: () => ({ message: Made, fifo: false, encryption: { kmsKeyArn: "x" }, transform: { topic: {} } }),
    required: [],
  },
  TopicSubscription: {
    make: TopicSubscription,
    args: () => {
      const topic = new Topic("other");
      return {
        topic,
        to: new Queue("other", { from: [topic] }),
        where: { city: ["Ghent"] },
        raw: true,
        alarms: { topicArn: "x" },
        transform: { subscription: {} },
      };
    },
    required: ["topic", "to"],
  },
  Queue: { make: Queue, args: queue, required: [] },
  "Queue of a topic": { make: Queue, args: () => ({ from: [new Topic("other")] }), required: [] },
  QueueConsumer: {
    make: QueueConsumer,
    args: () => ({ ...consumer(), queue: new Queue("other", { batchWindow: "1 second" }) }),
    required: ["queue", "function", "function.entry"],
  },
  RestApi: {
    make: RestApi,
    args: () => ({ ...api(), routes: { "POST /a": { to: target(), ...route() } } }),
    required: ["routes", 'routes["POST /a"].to', 'routes["POST /a"].auth'],
  },
  "RestApi that says who may call": {
    make: RestApi,
    args: () => ({
      auth: "iam",
      routes: { "POST /a": { to: target() } },
      policy: { sourceIps: ["192.0.2.0/24"], accounts: ["123456789012"] },
    }),
    required: ["routes", 'routes["POST /a"].to'],
  },
  "RestApi that is private": {
    make: RestApi,
    args: () => ({
      auth: "iam",
      routes: { "POST /a": { to: target() } },
      endpoint: "private",
      policy: { vpcEndpoints: ["vpce-0123456789abcdef0"], vpcs: ["vpc-0123456789abcdef0"] },
    }),
    required: ["routes", 'routes["POST /a"].to', "policy"],
  },
  Secret: {
    make: Secret,
    args: () => ({
      rotation: {
        every: "30 days",
        window: "2 hours",
        length: 40,
        credentials: { user: "x", master: { description: "x", grants: [], environment: () => MASTER } },
        users: "alternating",
      },
      description: "x",
      encryption: { kmsKeyArn: "x" },
      recovery: "7 days",
      alarms: { topicArn: "x" },
      retention: "30 days",
      transform: { secret: {}, rotate: {} },
    }),
    required: [],
  },
  "Secret of a value": { make: Secret, args: () => ({ value: "x", valueVersion: 2 }), required: [] },
  "Secret at a time": { make: Secret, args: () => ({ rotation: { at: "cron(0 16 1,15 * ? *)" } }), required: [] },
  Platform: {
    make: Platform,
    args: () => ({
      bus: { events: [Made], archive: "30 days", accounts: ["111122223333"], transform: { bus: {} } },
      users: new UserPool("people", { signIn: "email", clients: { app: { kind: "public" } } }),
      network: new Network("main"),
      alarms: new Alarms("alarms"),
      logRole: new AccountLogRole("log-role", { role: "existing" }),
      domain: {
        name: "api.example.com",
        others: ["api.example.org"],
        zoneId: "Z1",
        tags: { team: "shop" },
        transform: {},
      },
      dashboard: { also: [new Queue("other")], transform: { dashboard: {} } },
    }),
    required: ["bus", "bus.events", "domain.name"],
  },
  SinglePageApp: {
    make: SinglePageApp,
    args: () => {
      const { api: _, ...site } = staticSite();
      return {
        ...api(),
        stage: "api",
        site,
        tokens: { issuer: "https://login.example.com/", audience: "shop" },
        auth: "none",
        routes: { "POST /a": { to: target(), ...route() } },
        dashboard: { also: [new Queue("other")], transform: { dashboard: {} } },
      };
    },
    required: ["site", "site.folder", "tokens", "tokens.issuer", "tokens.audience", "routes", 'routes["POST /a"].to'],
  },
  StaticSite: { make: StaticSite, args: staticSite, required: ["folder"] },
  StreamConsumer: {
    make: StreamConsumer,
    args: () => ({
      ...following(),
      stream: kinesisStream({ arn: "x" }),
      filter: [{ data: ["x"] }],
      parallelization: 2,
      startingPosition: { at: "2026-11-22T10:00:00Z" },
      onFailure: new Queue("failures"),
      retries: 3,
      maxRecordAge: "1 hour",
      bisect: false,
      tumblingWindow: "1 minute",
      alarms: { topicArn: "x", maxAge: "5 minutes" },
      transform: { eventSourceMapping: {}, policy: {}, ageAlarm: {}, failuresAlarm: {} },
    }),
    required: ["stream", "function", "function.entry"],
  },
  Table: { make: Table, args: table, required: ["key", "key.partition"] },
  "Table on demand": {
    make: Table,
    args: () => ({
      key: { partition: "a" },
      indexes: { "by-b": { partition: "b", maxThroughput: { read: 1 } } },
      maxThroughput: { read: 1, write: 1 },
    }),
    required: ["key"],
  },
  TokenAuthorizer: {
    make: TokenAuthorizer,
    args: () => ({
      issuer: { url: "https://login.example.com/", keys: "https://login.example.com/keys" },
      audience: "x",
      algorithms: ["RS256"],
      skew: "1 minute",
      scopes: { "shop/book": ["POST /tickets"] },
      roles: { organisers: ["POST /shows"] },
      everyone: ["GET /shows"],
      roleClaim: "x",
      cache: "1 minute",
      network: new Network("other", { nat: "single" }),
      retention: "30 days",
      alarms: { topicArn: "x" },
      transform: { failuresAlarm: {}, throttlesAlarm: {}, function: { function: {}, role: {} } },
    }),
    required: ["issuer", "issuer.url", "issuer.keys", "audience"],
  },
  UsagePlan: {
    make: UsagePlan,
    args: () => ({
      ...plan(),
      api: new RestApi("other", { ...api(), routes: { "POST /a": { to: target(), auth: "none" } } }),
    }),
    required: ["api"],
  },
  WebAcl: {
    make: WebAcl,
    args: () => ({
      scope: "regional",
      protects: [new RestApi("other", { ...api(), routes: { "POST /a": { to: target(), auth: "none" } } })],
      rules: { staff: { when: { ips: ["192.0.2.0/24"] }, action: "allow" } },
      rate: { requests: 100, window: "1 minute", path: "/api/", count: true },
      managed: { common: { counts: ["SizeRestrictions_BODY"] }, admin: "count" },
      logs: { all: true, redact: ["cookie"], redactQuery: false, retention: "7 days" },
      tags: { team: "x" },
      transform: { webAcl: {}, logGroup: {} },
    }),
    required: [],
  },
  UserPool: { make: UserPool, args: userPool, required: ["signIn", "clients.app.kind", "domain.prefix"] },
  "UserPool with a domain of its own": {
    make: UserPool,
    args: () => ({
      signIn: "name",
      clients: { app: { kind: "public" } },
      domain: {
        name: "auth.example.com",
        certificateArn: "arn:aws:acm:us-east-1:1:certificate/a",
        zoneId: "Z",
        pages: "classic",
      },
    }),
    required: ["signIn", "clients.app.kind"],
  },
  WebApp: {
    make: WebApp,
    args: () => webApp("cloudfront"),
    required: WEB_APP_NEEDS,
  },
  "WebApp on Amplify Hosting": {
    make: WebApp,
    args: () => {
      const { sitesOnly: _, ...args } = webApp("amplify");
      return args;
    },
    required: WEB_APP_NEEDS,
  },
  WebSocketApi: {
    make: WebSocketApi,
    args: () => ({
      connect: { authorizer: "iam", to: new LambdaFunction("joined", { entry: ENTRY }) },
      routes: { follow: { to: new LambdaFunction("followed", { entry: ENTRY }), answers: true, sends: true } },
      default: { to: new LambdaFunction("unknown", { entry: ENTRY }) },
      disconnect: new LambdaFunction("left", { entry: ENTRY }),
      selection: "$request.body.kind",
      stage: "live",
      throttle: { rate: 1, burst: 1 },
      logRole: new AccountLogRole("other", { role: "none" }),
      retention: "30 days",
      alarms: { topicArn: "x" },
      transform: { api: {}, stage: {} },
    }),
    required: ["connect", "connect.authorizer", "routes", "throttle.rate", "throttle.burst"],
  },
  "WebSocketApi with tables": {
    make: WebSocketApi,
    args: () => ({
      connect: {
        authorizer: { tickets: new Table("tickets", { key: { partition: "ticket" }, timeToLive: "expires" }) },
      },
      routes: { follow: new LambdaFunction("followed", { entry: ENTRY }) },
      connections: new Table("connected", { key: { partition: "connectionId" }, timeToLive: "expires" }),
    }),
    required: ["connect", "connect.authorizer", "connect.authorizer.tickets", "routes"],
  },
  Workflow: {
    make: Workflow,
    args: workflow,
    required: ["start", "states", "states.work.do", "states.stop.error", "states.told.value", "states.asked.otherwise"],
  },
};

/** Places whose keys are names of the user's own. */
const NAMED = new Set(
  "links environment files endpoints routes indexes localIndexes tags clients groups attributes resourceServers shop saml oidc scopes roles csp permissions others redirects keys rules apis states branches subDomains cache consumes schedule variables".split(
    " ",
  ),
);
/** Places whose content is somebody else's: the provider's, zod's. */
const FOREIGN = new Set([
  "on",
  "where",
  "input",
  "message",
  "when",
  "do",
  "jobs",
  "master",
  "body",
  "query",
  "path",
  "to",
  "filter",
  "stream",
  "settings",
  "config",
]);

type Place = readonly string[];

/** Each argument at each level of plain data. */
const places = (args: Args, holder: Place = []): Place[] =>
  Object.entries(args).flatMap(([key, value]) => {
    const place = [...holder, key];
    const isLeaf = FOREIGN.has(key) || holder.at(-1) === "transform" || !isPlain(value);
    return [place, ...(isLeaf ? [] : places(value, place))];
  });

const isPlain = (value: unknown): value is Args =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** The arguments with one place changed: a value under a key, or the key gone. */
const changed = (args: Args, [key = "", ...inner]: Place, change: (holder: Args, key: string) => Args): Args => {
  const held = args[key];
  return inner.length > 0 && isPlain(held) ? { ...args, [key]: changed(held, inner, change) } : change(args, key);
};

const without = (holder: Args, key: string): Args =>
  Object.fromEntries(Object.entries(holder).filter(([other]) => other !== key));

class Stranger {}

/** Holds that the arguments are refused and nothing of the component is registered. */
const refusals = async (
  { make, args }: Case,
  wrong: (args: Args) => Iterable<readonly [args: unknown, message: string | RegExp]>,
): Promise<void> => {
  let refused = 0;
  const made = await registered(() => {
    for (const [given, message] of wrong(args())) {
      refused += 1;
      assert.throws(() => new (make as Component)("subject", given), { name: "ArgsError", message });
    }
  });
  assert.deepEqual(
    listed(made).filter((one) => one.includes(" subject")),
    [],
  );
  assert.notEqual(refused, 0);
};

describe("the arguments of every component", () => {
  it("are swept here", () => {
    const exported = Object.entries(components)
      .filter(([, value]) => value.prototype instanceof pulumi.ComponentResource)
      .map(([name]) => name);
    assert.deepEqual(
      Object.keys(ALL)
        .filter((name) => !name.includes(" "))
        .sort(),
      exported.sort(),
    );
  });

  for (const [name, one] of Object.entries(ALL))
    describe(name, () => {
      it("takes all of them", async () => {
        await registered(() => new (one.make as Component)("subject", one.args()));
      });

      it("refuses what holds no arguments", () =>
        refusals(one, function* () {
          for (const none of [null, "x", 5, [], pulumi.output({}), () => ({})])
            yield [none, /^subject: arguments must be \{ .* \} \(it is .+\)$/];
        }));

      if (one.required.length > 0)
        it("names each one that is missing", () =>
          refusals(one, function* (args) {
            for (const none of [undefined, {}]) yield [none, /^subject: \w+ must be .* \(it is not set\)$/];
            for (const path of one.required) {
              const place = places(args).find((candidate) => argsPath(candidate) === path) ?? [];
              yield [changed(args, place, without), new RegExp(`^subject: ${escaped(path)} must be `)];
              yield [
                changed(args, place, (holder, key) => ({ ...holder, [key]: undefined })),
                new RegExp(`^subject: ${escaped(path)} must be `),
              ];
            }
          }));

      it("names each one that is unknown, at each level, with the nearest", () =>
        refusals(one, function* (args) {
          for (const place of places(args)) {
            const key = place.at(-1) ?? "";
            if (NAMED.has(place.at(-2) ?? "")) continue;
            const typo = `${key}${key.at(-1)}`;
            const misspelt = changed(args, place, (holder) => ({ ...without(holder, key), [typo]: holder[key] }));
            yield [misspelt, `subject: ${argsPath([...place.slice(0, -1), typo])} is unknown; did you mean ${key}?`];
          }
        }));

      it("names each one of another kind, and what it is", () =>
        refusals(one, function* (args) {
          const kinds = [
            [null, "null"],
            [Symbol("x"), "Symbol(x)"],
            [Stranger, "the class Stranger"],
          ] as const;
          for (const place of places(args))
            for (const [wrong, is] of kinds) {
              // A function changes what a child takes.
              if (wrong === Stranger && place.at(-2) === "transform") continue;
              const end = place.at(-1) === "auth" ? ".*" : `.* \\(it is ${escaped(is)}.*\\)`;
              yield [
                changed(args, place, (holder, key) => ({ ...holder, [key]: wrong })),
                new RegExp(`^subject: ${escaped(argsPath(place))} must be ${end}$`),
              ];
            }
        }));
    });
});

const escaped = (text: string): string => text.replace(/[.[\](){}+*?]/g, "\\$&");
