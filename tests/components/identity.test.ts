import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { eventContract } from "../../components/contracts/event";
import { Bucket } from "../../components/data/bucket/bucket";
import { Cache } from "../../components/data/cache/cache";
import type { ServerlessDatabaseArgs } from "../../components/data/database/args";
import { Database } from "../../components/data/database/database";
import { Secret } from "../../components/data/secret/secret";
import type { TableArgs } from "../../components/data/table/args";
import { Table } from "../../components/data/table/table";
import { LambdaFunction } from "../../components/logic/function/lambda-function";
import { QueueConsumer } from "../../components/logic/queue-consumer/queue-consumer";
import { RestApi } from "../../components/logic/rest-api/rest-api";
import { StreamConsumer } from "../../components/logic/stream-consumer/stream-consumer";
import { UsagePlan } from "../../components/logic/usage-plan/usage-plan";
import { WebSocketApi } from "../../components/logic/websocket-api/websocket-api";
import { Workflow } from "../../components/logic/workflow/workflow";
import { EventBus } from "../../components/messaging/event-bus/event-bus";
import { EventRule } from "../../components/messaging/event-rule/event-rule";
import { Queue } from "../../components/messaging/queue/queue";
import { Schedule } from "../../components/messaging/schedule/schedule";
import { Stream } from "../../components/messaging/stream/stream";
import { Topic } from "../../components/messaging/topic/topic";
import { TopicSubscription } from "../../components/messaging/topic-subscription/topic-subscription";
import { Network } from "../../components/network/network";
import { AccountLogRole } from "../../components/operations/account-log-role/account-log-role";
import { Alarms } from "../../components/operations/alarms/alarms";
import { Key } from "../../components/operations/key/key";
import { AsyncApi } from "../../components/patterns/async-api/async-api";
import { Microservice } from "../../components/patterns/microservice/microservice";
import { MobileBackend } from "../../components/patterns/mobile-backend/mobile-backend";
import { Platform } from "../../components/patterns/platform/platform";
import { SinglePageApp } from "../../components/patterns/single-page-app/single-page-app";
import { WebApp } from "../../components/patterns/web-app/web-app";
import { AmplifyApp } from "../../components/presentation/amplify-app/amplify-app";
import type { AmplifyAppArgs } from "../../components/presentation/amplify-app/args";
import { ApiDomain } from "../../components/presentation/api-domain/api-domain";
import { ApiFront } from "../../components/presentation/api-front/api-front";
import { BucketFront } from "../../components/presentation/bucket-front/bucket-front";
import { Domain } from "../../components/presentation/domain/domain";
import { IdentityPool } from "../../components/presentation/identity-pool/identity-pool";
import { StaticSite } from "../../components/presentation/static-site/static-site";
import { TokenAuthorizer } from "../../components/presentation/token-authorizer/token-authorizer";
import { UserPool } from "../../components/presentation/user-pool/user-pool";
import { WebAcl } from "../../components/protection/web-acl/web-acl";
import { useEngine } from "../../local/engine/program/monitor";
import { World } from "../local/engine/world";
import { settled } from "../support/pulumi";

type Program = (name: string, opts: pulumi.ComponentResourceOptions) => void;

const Made = eventContract({ source: "shop", name: "made", detail: z.object({ city: z.string() }) });

const Told = eventContract({ source: "shop", name: "told", detail: z.object({ city: z.string() }) });

const ENTRY = "tests/components/logic/function/echo.handler.ts";

const FOLDER = "tests/components/patterns";

const PRIVATE = {
  paths: ["/a/*"],
  keys: {
    one: generateKeyPairSync("rsa", { modulusLength: 2048 })
      .publicKey.export({ type: "spki", format: "pem" })
      .toString(),
  },
};

interface Renamed {
  /** Makes a component of that name, and what else depends on it. */
  readonly program: Program;
  /** What a rename makes anew, on purpose. */
  readonly anew?: readonly string[];
}

const database = (name: string, opts: pulumi.ComponentResourceOptions, args: Partial<ServerlessDatabaseArgs> = {}) => {
  const network = new Network("main");
  const { migrations, capacity } = { migrations: "migrations/orders", capacity: { min: 0, max: 2 } };
  return new Database(name, { network, migrations, capacity, multiAz: true, ...args }, opts);
};

const reading = (store: Database) =>
  new LambdaFunction("get-order", {
    entry: ENTRY,
    links: { store: store.reader() },
  });

const caching = (cache: Cache) =>
  new LambdaFunction("list-shows", { entry: ENTRY, links: { cache: cache.readWrite("shows/") } });

/** The users of the database are called after it: the migration runs once more and makes them. */
const INVOCATION = "replace aws:lambda/invocation:Invocation";

/** Named after it, and holds nothing. */
const DASHBOARD = "replace aws:cloudwatch/dashboard:Dashboard";

/** A copy of the API, of which the title is a part. */
const DEPLOYMENT = "replace aws:apigateway/deployment:Deployment";

const api = (name: string, opts: pulumi.ComponentResourceOptions) => {
  const logRole = new AccountLogRole("log-role");
  const jobs = new Queue("jobs");
  const read = new LambdaFunction("get-order", { entry: ENTRY });
  const routes = { "POST /jobs": { to: jobs.send(), auth: "none" }, "GET /jobs": { to: read, auth: "none" } } as const;
  return new RestApi(name, { routes, logRole }, opts);
};

/** A component that somebody else wrote, its parts named after it. */
class Shop extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions) {
    super("test:index:Shop", name, {}, opts);
    reading(database(`${name}-data`, { parent: this }));
  }
}

const COMPONENTS: Readonly<Record<string, Renamed>> = {
  Network: {
    program: (name, opts) => {
      const network = new Network(name, { nat: "single", endpoints: ["sqs", "s3"] }, opts);
      new LambdaFunction("get-order", { entry: ENTRY, network });
    },
    // Children of awsx.ec2.Vpc that are not named after their parents: no alias finds them.
    anew: ["create", "delete"].flatMap((step) => [`${step} aws:ec2/eip:Eip`, `${step} aws:ec2/natGateway:NatGateway`]),
  },
  Database: { program: (name, opts) => void reading(database(name, opts)), anew: [INVOCATION] },
  "Database with a name and a key of its own": {
    program: (name, opts) => {
      const encryption = { kmsKeyArn: "arn:aws:kms:eu-west-1:000000000000:key/1" };
      reading(database(name, opts, { databaseName: "shop", encryption }));
    },
    anew: [INVOCATION],
  },
  "Database on an instance": {
    program: (name, opts) => {
      const [network, migrations] = [new Network("main"), "migrations/orders"];
      const instance = { class: "db.t4g.medium", storage: "20 GB", replicas: 2, monitoring: "60 seconds" } as const;
      reading(new Database(name, { network, migrations, instance, proxy: true }, opts));
    },
    anew: [INVOCATION],
  },
  "Database behind a proxy": {
    program: (name, opts) => reading(database(name, opts, { capacity: { min: 0.5, max: 2 }, proxy: true })),
    anew: [INVOCATION],
  },
  Cache: { program: (name, opts) => void caching(new Cache(name, { network: new Network("main") }, opts)) },
  "Cache of nodes": {
    program: (name, opts) =>
      void caching(new Cache(name, { network: new Network("main"), nodes: { type: "cache.t4g.small" } }, opts)),
  },
  LambdaFunction: {
    program: (name, opts) => {
      const links = { store: database("orders", {}).writer() };
      new LambdaFunction(name, { entry: ENTRY, links }, opts);
    },
  },
  Queue: {
    program: (name, opts) => {
      const queue = new Queue(name, {}, opts);
      new LambdaFunction("send", { entry: ENTRY, links: { jobs: queue.send() } });
    },
  },
  EventBus: {
    program: (name, opts) => {
      const bus = new EventBus(name, { events: [Made], archive: "30 days", accounts: ["123456789012"] }, opts);
      new EventRule("count", { bus, on: Made, to: new Queue("counted").send() });
      new LambdaFunction("send", { entry: ENTRY, links: { events: bus.put() } });
    },
  },
  EventRule: {
    program: (name, opts) => {
      const bus = new EventBus("shop", { events: [Made] });
      new EventRule(name, { bus, on: Made, to: new Queue("counted").send() }, opts);
    },
  },
  Schedule: {
    program: (name, opts) => void new Schedule(name, { when: "rate(1 hour)", to: new Queue("hourly").send() }, opts),
  },
  Topic: {
    program: (name, opts) => {
      const topic = new Topic(name, {}, opts);
      new TopicSubscription("mails", { topic, to: new Queue("mails", { from: [topic] }) });
    },
  },
  TopicSubscription: {
    program: (name, opts) => {
      const topic = new Topic("news");
      new TopicSubscription(name, { topic, to: new Queue("mails", { from: [topic] }) }, opts);
    },
  },
  Stream: { program: (name, opts) => void new Stream(name, { encryption: "own", protection: "throw-away" }, opts) },
  QueueConsumer: {
    program: (name, opts) =>
      void new QueueConsumer(name, { queue: new Queue("jobs"), function: { entry: ENTRY } }, opts),
  },
  StreamConsumer: {
    program: (name, opts) => {
      const stream = new Table("shows", { key: { partition: "id" }, stream: "keys only" }).stream();
      new StreamConsumer(name, { stream, function: { entry: ENTRY }, onFailure: new Queue("failures") }, opts);
    },
  },
  Key: {
    program: (name, opts) =>
      void new Queue("jobs", { encryption: new Key(name, { services: ["sns.amazonaws.com"] }, opts) }),
  },
  "Queue with a key of its own": {
    program: (name, opts) => {
      const queue = new Queue(name, { encryption: "own" }, opts);
      new LambdaFunction("send", { entry: ENTRY, links: { jobs: queue.send() } });
    },
  },
  WebSocketApi: {
    program: (name, opts) => {
      const tickets = new Table("tickets", { key: { partition: "ticket" }, timeToLive: "expires" });
      const connections = new Table("connections", { key: { partition: "connectionId" }, timeToLive: "expires" });
      const routes = { follow: { to: new LambdaFunction("work", { entry: ENTRY }), answers: true } };
      const live = new WebSocketApi(name, { connect: { authorizer: { tickets } }, routes, connections }, opts);
      new LambdaFunction("tell", { entry: ENTRY, links: { live: live.send() } });
    },
  },
  Workflow: {
    program: (name, opts) => {
      const done = { type: "task", do: new LambdaFunction("work", { entry: ENTRY }), end: true } as const;
      const workflow = new Workflow(name, { start: "done", states: { done } }, opts);
      new LambdaFunction("begin", { entry: ENTRY, links: { flow: workflow.start() } });
    },
  },
  Secret: {
    program: (name, opts) => {
      const secret = new Secret(name, { rotation: {} }, opts);
      new LambdaFunction("sign", { entry: ENTRY, links: { key: secret.read() } });
    },
  },
  "Secret of a value": { program: (name, opts) => void new Secret(name, { value: "x" }, opts) },
  RestApi: { program: (name, opts) => void api(name, opts), anew: [DEPLOYMENT] },
  AmplifyApp: {
    program: (name, opts) => {
      const domain = { name: "example.com", subDomains: { www: "main" } };
      new AmplifyApp(name, { folder: FOLDER, pages: "files", config: { apiUrl: "x" }, domain }, opts);
    },
  },
  Domain: {
    program: (name, opts) =>
      void new Domain(name, { name: "shop.example.com", others: ["*.example.com"], zoneId: "Z1" }, opts),
  },
  ApiDomain: {
    program: (name, opts) => {
      const domain = new Domain("names", { name: "api.example.com", for: "api", zoneId: "Z1" });
      const routes = { "GET /jobs": { to: new LambdaFunction("get-order", { entry: ENTRY }), auth: "none" } } as const;
      new ApiDomain(name, { domain, apis: { "": new RestApi("shop", { routes }) } }, opts);
    },
  },
  WebAcl: {
    program: (name, opts) => {
      const routes = { "GET /jobs": { to: new LambdaFunction("get-order", { entry: ENTRY }), auth: "none" } } as const;
      const rules = { staff: { when: { ips: ["192.0.2.1", "2001:db8::1"] }, action: "allow" } } as const;
      new WebAcl(name, { protects: [new RestApi("shop", { routes })], rules }, opts);
    },
  },
  Bucket: {
    program: (name, opts) => {
      const content = new Bucket(name, { files: { "": "docs/decisions" }, encryption: "own" }, opts);
      new LambdaFunction("read", { entry: ENTRY, links: { content: content.read() } });
    },
  },
  Table: {
    program: (name, opts) => {
      const indexes = { "by-city": { partition: "city" } };
      const capacity = { read: { min: 1, max: 2 }, write: 1 };
      const table = new Table(name, { key: { partition: "id" }, indexes, capacity, stream: "keys only" }, opts);
      new LambdaFunction("read", { entry: ENTRY, links: { shows: table.read(), byCity: table.query("by-city") } });
    },
  },
  TokenAuthorizer: {
    program: (name, opts) =>
      void new TokenAuthorizer(name, { issuer: "https://login.example.com/", audience: "shop" }, opts),
  },
  UsagePlan: { program: (name, opts) => void new UsagePlan(name, { api: api("orders", {}), keys: ["shop"] }, opts) },
  UserPool: {
    program: (name, opts) => {
      const users = new UserPool(name, { signIn: "email", clients: { app: { kind: "public" } }, groups: ["a"] }, opts);
      const to = new LambdaFunction("read", { entry: ENTRY });
      new RestApi("shows", { auth: users.authorizer({ token: "id" }), routes: { "GET /shows": { to } } });
    },
    // Calls its authorizer after the pool.
    anew: [DEPLOYMENT],
  },
  IdentityPool: {
    program: (name, opts) => {
      const users = new UserPool("users", { signIn: "email", clients: { app: { kind: "public" } }, groups: ["a"] });
      const links = { jobs: new Queue("jobs").send() };
      new IdentityPool(name, { users, authenticated: { links }, groups: { a: {} }, unauthenticated: {} }, opts);
    },
  },
  AsyncApi: {
    program: (name, opts) => {
      const accept = { route: "POST /orders", auth: "none", apiKey: true } as const;
      new AsyncApi(name, { accept, consumer: { name: "store", function: { entry: ENTRY } } }, opts);
    },
    anew: [DEPLOYMENT, DASHBOARD],
  },
  MobileBackend: {
    program: (name, opts) => {
      const routes = { "GET /shows": { to: new LambdaFunction("list-shows", { entry: ENTRY }) } } as const;
      new MobileBackend(name, { users: { signIn: "email", clients: { app: { kind: "public" } } }, routes }, opts);
    },
    anew: [DEPLOYMENT, DASHBOARD],
  },
  BucketFront: {
    program: (name, opts) =>
      void new BucketFront(name, { bucket: new Bucket("media", { fronts: ["a/"] }), prefix: "a/" }, opts),
  },
  ApiFront: {
    program: (name, opts) => void new ApiFront(name, { apis: [api("jobs-api", {})] }, opts),
  },
  Platform: {
    program: (name, opts) => {
      const { bus } = new Platform(name, { bus: { events: [Made] } }, opts);
      new EventRule("count", { bus, on: Made, to: new Queue("counted").send() });
    },
    anew: [DASHBOARD],
  },
  Microservice: {
    program: (name, opts) => {
      const platform = new Platform("platform", { bus: { events: [Made, Told] } });
      const routes = {
        "GET /shows": { to: new LambdaFunction("list-shows", { entry: ENTRY }), auth: "none" },
      } as const;
      const table = new Table("shows", { key: { partition: "id" }, stream: "both images" });
      const publishes = { events: [Made], table, outbox: { entry: ENTRY } };
      const consumes = { count: { on: Told, to: { entry: ENTRY } } };
      new Microservice(name, { platform, mount: "shows", routes, publishes, consumes }, opts);
    },
    anew: [DEPLOYMENT],
  },
  StaticSite: {
    program: (name, opts) => {
      const api = new RestApi("api", {
        sitesOnly: true,
        routes: { "GET /a": { to: new LambdaFunction("read", { entry: ENTRY }), auth: "none" } },
      });
      new StaticSite(name, { folder: FOLDER, pages: "files", api, config: {}, private: PRIVATE }, opts);
    },
  },
  SinglePageApp: {
    program: (name, opts) => {
      const site = { folder: FOLDER, pages: "files" } as const;
      const routes = { "GET /shows": { to: new LambdaFunction("list-shows", { entry: ENTRY }) } } as const;
      new SinglePageApp(
        name,
        { site, tokens: { issuer: "https://login.example.com/", audience: "shop" }, routes },
        opts,
      );
    },
    // The permission to authorize is named after the function that does, which is named after the app.
    anew: ["create", "delete"].map((step) => `${step} aws:lambda/permission:Permission`).concat(DEPLOYMENT, DASHBOARD),
  },
  WebApp: {
    program: (name, opts) => {
      const routes = { "GET /shows": { to: new LambdaFunction("list-shows", { entry: ENTRY }) } } as const;
      const site = { folder: FOLDER, pages: "files" } as const;
      const users = { signIn: "email", domain: { prefix: "shop" } } as const;
      new WebApp(name, { hosting: "cloudfront", site, users, routes }, opts);
    },
    // The permission to call the function of sessions is named after it, and it after the app.
    anew: ["create", "delete"].map((step) => `${step} aws:lambda/permission:Permission`).concat(DEPLOYMENT, DASHBOARD),
  },
  "WebApp on Amplify Hosting": {
    program: (name, opts) => {
      const routes = { "GET /shows": { to: new LambdaFunction("list-shows", { entry: ENTRY }) } } as const;
      const site = { folder: FOLDER, pages: "files" } as const;
      const users = { signIn: "email", domain: { prefix: "shop" } } as const;
      new WebApp(name, { hosting: "amplify", site, users, routes }, opts);
    },
    anew: [DEPLOYMENT, DASHBOARD],
  },
  Alarms: {
    program: (name, opts) => void new Queue("jobs", { alarms: new Alarms(name, { email: "a@example.com" }, opts) }),
  },
  AccountLogRole: { program: (name, opts) => void new AccountLogRole(name, {}, opts) },
  "a component with a Database": { program: (name, opts) => void new Shop(name, opts), anew: [INVOCATION] },
};

describe("renaming a component with an alias", function () {
  this.timeout(60_000);
  let world: World;
  beforeEach(() => {
    world = new World();
  });
  afterEach(() => world.end());

  /** Deploys, and says what did not stay. */
  const deploy = async (program: () => void): Promise<string[]> => {
    const deployment = world.deployment();
    useEngine(deployment, { project: "p", stack: "test", preview: false });
    const before = world.events.length;
    program();
    await settled();
    await deployment.finish();
    return world.events
      .slice(before)
      .filter(({ kind }) => kind !== "same" && kind !== "update")
      .map(({ kind, type }) => `${kind} ${type}`)
      .sort();
  };

  for (const [component, { program, anew = [] }] of Object.entries(COMPONENTS))
    it(`replaces nothing that holds data: ${component}`, async () => {
      const made = await deploy(() => program("before", {}));
      assert.ok(made.length > 1 && made.every((step) => step.startsWith("create ")), made.join("\n"));
      assert.deepEqual(await deploy(() => program("after", { aliases: [{ name: "before" }] })), anew);
      // Once everything has moved, the alias may go.
      assert.deepEqual(await deploy(() => program("after", {})), []);
    });

  it("is no excuse for a database name that is said to be another one", async () => {
    await deploy(() => void database("orders", {}, { protection: "throw-away" }));
    const renamed = { aliases: [{ name: "orders" }] };
    const steps = await deploy(
      () => void database("sales", renamed, { protection: "throw-away", databaseName: "sales" }),
    );
    assert.ok(steps.includes("replace aws:rds/cluster:Cluster"), steps.join("\n"));
    // The final snapshot is named after it.
    assert.ok(steps.includes("replace aws:rds/clusterParameterGroup:ClusterParameterGroup"), steps.join("\n"));
  });

  it("does not keep an app of Amplify that goes from a folder to a repository, which its plan says", async () => {
    const app = (args: AmplifyAppArgs) => void new AmplifyApp("page", { pages: "files", alarms: false, ...args });
    const repository = { url: "https://github.com/example/shop", accessToken: "x" };
    await deploy(() => app({ repository }));
    assert.deepEqual(await deploy(() => app({ repository: { ...repository, accessToken: "y" } })), []);
    const steps = await deploy(() => app({ folder: FOLDER }));
    assert.ok(steps.includes("replace aws:amplify/app:App"), steps.join("\n"));
  });

  it("is needed for no other index of a table, which comes in place", async () => {
    const shows = (args: Partial<TableArgs>) => void new Table("shows", { key: { partition: "id" }, ...args });
    await deploy(() => shows({}));
    assert.deepEqual(await deploy(() => shows({ indexes: { "by-city": { partition: "city" } }, alarms: false })), [
      "delete aws:cloudwatch/metricAlarm:MetricAlarm",
      "delete aws:cloudwatch/metricAlarm:MetricAlarm",
    ]);
  });
});
