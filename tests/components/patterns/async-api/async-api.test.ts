import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import * as z from "zod";
import type { Link } from "../../../../components/core/rights/link";
import type { Target } from "../../../../components/core/target";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import { QueueConsumer } from "../../../../components/logic/queue-consumer/queue-consumer";
import { Queue } from "../../../../components/messaging/queue/queue";
import { AccountLogRole } from "../../../../components/operations/account-log-role/account-log-role";
import type { AsyncApiArgs } from "../../../../components/patterns/async-api/args";
import { AsyncApi } from "../../../../components/patterns/async-api/async-api";
import { target } from "../../logic/rest-api/targets";

const ENTRY = "tests/components/logic/function/echo.handler.ts";
const QUEUE = "aws:sqs/queue:Queue";

const accept: AsyncApiArgs["accept"] = { route: "POST /orders", auth: "none", body: z.object({ id: z.uuid() }) };
const consumer: AsyncApiArgs["consumer"] = { function: { entry: ENTRY } };

const deploy = async (args: (() => Partial<AsyncApiArgs>) | Partial<AsyncApiArgs> = {}) => {
  const apis: AsyncApi[] = [];
  const made = await registered(() => {
    const logRole = new AccountLogRole("api-log-role", { role: "existing" });
    const more = typeof args === "function" ? args() : args;
    apis.push(new AsyncApi("orders", { accept, consumer, logRole, ...more }));
  });
  const [api] = apis;
  assert.ok(api);
  return { made, api, inputs: (type: string, name: string) => the(made, type, name).inputs };
};

const components = (made: Parameters<typeof listed>[0]) =>
  listed(made)
    .filter((line) => line.startsWith("serverless-tiers:index:"))
    .map((line) => line.replace("serverless-tiers:index:", ""));

describe("the asynchronous API", () => {
  const root = mkdtempSync(join(tmpdir(), "handlers-"));
  after(() => rmSync(root, { recursive: true }));

  /** `a/store.handler.ts` and `b/store.handler.ts` */
  const twoFiles = () =>
    ["a", "b"].map((folder) => {
      const file = join(root, folder, "store.handler.ts");
      mkdirSync(join(root, folder), { recursive: true });
      writeFileSync(file, "export const handler = async () => undefined;");
      return file;
    }) as [string, string];

  it("is an API, a queue and a consumer that is named after its file, and makes no resource of AWS itself", async () => {
    const { made } = await deploy();
    assert.deepEqual(components(made), [
      "AccountLogRole api-log-role",
      "AsyncApi orders",
      "Dashboard orders",
      "LambdaFunction echo",
      "Queue orders",
      "QueueConsumer echo",
      "RestApi orders",
    ]);
    const { urn } = the(made, "serverless-tiers:index:AsyncApi", "orders");
    assert.deepEqual(
      made.filter(({ parent, type }) => parent === urn && !type.startsWith("serverless-tiers:")),
      [],
    );
  });

  it("sends what it accepts to its queue, and its consumer works that queue off", async () => {
    const { made, api, inputs } = await deploy();
    const { body } = inputs("aws:apigateway/restApi:RestApi", "orders");
    const { uri } = JSON.parse(String(body)).paths["/orders"].post["x-amazon-apigateway-integration"];
    assert.equal(uri, `arn:aws:apigateway:eu-west-1:sqs:path/000000000000/${await resolved(api.queue.name)}`);
    const mapping = the(made, "aws:lambda/eventSourceMapping:EventSourceMapping", "echo").inputs;
    assert.equal(mapping.eventSourceArn, await resolved(api.queue.arn));
  });

  it("has a queue that waits for its consumer: six timeouts and the batch window", async () => {
    const { inputs } = await deploy({
      consumer: { function: { entry: ENTRY, timeout: "7 seconds" }, batch: { size: 100, window: "2 seconds" } },
      queue: { maxReceiveCount: 3 },
    });
    assert.equal(inputs(QUEUE, "orders").visibilityTimeoutSeconds, 6 * 7 + 2);
    assert.equal(JSON.parse(String(inputs(QUEUE, "orders").redrivePolicy)).maxReceiveCount, 3);
  });

  it("has a function as quick as the queue that it was given", async () => {
    const { inputs } = await deploy({ queue: { consumerTimeout: "4 seconds" } });
    assert.equal(inputs("aws:lambda/function:Function", "echo").timeout, 4);
  });

  it("has a dashboard of its API, queue and consumer, of what these are linked to, and of what else is named", async () => {
    const store = new Map<string, Queue>();
    const { inputs } = await deploy(() => {
      for (const name of ["linked", "other"]) store.set(name, new Queue(name));
      const links = { jobs: store.get("linked")?.send() as Link };
      return { consumer: { function: { entry: ENTRY, links } }, dashboard: { also: [store.get("other") as Queue] } };
    });
    const { widgets } = JSON.parse(String(inputs("aws:cloudwatch/dashboard:Dashboard", "orders").dashboardBody));
    const of = (title: string) =>
      widgets
        .filter(({ properties }: { properties: { title?: string } }) => properties.title === title)
        .flatMap(({ properties }: { properties: { metrics: { label: string }[][] } }) => properties.metrics)
        .map((line: { label: string }[]) => line.at(-1)?.label);
    assert.deepEqual(of("Dead letters"), ["other", "orders", "linked"]);
    assert.deepEqual([of("Requests"), of("At a time")], [["requests"], ["echo"]]);
  });

  it("has no dashboard and no alarms where none are wanted", async () => {
    const { made, api } = await deploy({ dashboard: false, alarms: false });
    assert.equal(api.dashboard, undefined);
    assert.deepEqual(
      listed(made).filter((line) => /Dashboard|MetricAlarm/.test(line)),
      [],
    );
  });

  it("gives its alarms to the API, and to a queue that is made here, each what it knows", async () => {
    const { inputs } = await deploy({ alarms: { topicArn: "arn:topic", maxAge: "5 minutes", latency: "2 seconds" } });
    const alarm = (name: string) => {
      const { threshold, alarmActions } = inputs("aws:cloudwatch/metricAlarm:MetricAlarm", name);
      return [threshold, alarmActions];
    };
    assert.deepEqual(alarm("orders-age-alarm"), [300, ["arn:topic"]]);
    assert.deepEqual(alarm("orders-latency-alarm"), [2000, ["arn:topic"]]);
  });

  it("hands out keys when a route asks for one", async () => {
    const plan = { throttle: { rate: 5, burst: 6 }, quota: { limit: 7, per: "day" }, keys: ["shop"] } as const;
    const { api, inputs } = await deploy({ accept: { ...accept, apiKey: true }, usagePlan: plan });
    const { throttleSettings, quotaSettings } = inputs("aws:apigateway/usagePlan:UsagePlan", "orders");
    assert.deepEqual(
      [throttleSettings, quotaSettings],
      [
        { rateLimit: 5, burstLimit: 6 },
        { limit: 7, period: "DAY" },
      ],
    );
    assert.ok(api.apiKey);
    assert.match(await resolved(api.apiKey), /^\S{20,}$/);
    assert.equal((await deploy()).api.apiKey, undefined);
  });

  it("adopts a queue and a function", async () => {
    const { made, inputs } = await deploy(() => ({
      queue: new Queue("jobs", { consumerTimeout: "10 seconds" }),
      consumer: { function: new LambdaFunction("worker", { entry: ENTRY }) },
    }));
    assert.deepEqual(components(made), [
      "AccountLogRole api-log-role",
      "AsyncApi orders",
      "Dashboard orders",
      "LambdaFunction worker",
      "Queue jobs",
      "QueueConsumer worker",
      "RestApi orders",
    ]);
    assert.match(String(inputs(QUEUE, "jobs").redrivePolicy), /jobs-dead-letters/);
  });

  it("calls its consumer as it is told, so that files of one name do not meet", async () => {
    const [one, other] = twoFiles();
    const made = await registered(() => {
      new AsyncApi("one", { accept, consumer: { function: { entry: one } } });
      new AsyncApi("other", { accept, consumer: { name: "store-b", function: { entry: other } } });
    });
    assert.deepEqual(
      components(made).filter((line) => /^(LambdaFunction|QueueConsumer)/.test(line)),
      ["LambdaFunction store", "LambdaFunction store-b", "QueueConsumer store", "QueueConsumer store-b"],
    );
  });

  it("names both files of one name, before anything of the second is registered", async () => {
    const [one, other] = twoFiles();
    const second = () => new AsyncApi("second", { accept, consumer: { function: { entry: other } } });
    const refused = async (first: () => unknown, message: string) => {
      const made = await registered(() => {
        first();
        assert.throws(second, {
          name: "ArgsError",
          message: `second: consumer.name must be another one than ${message}`,
        });
      });
      assert.deepEqual(
        made.filter(({ name }) => name.startsWith("second")),
        [],
      );
    };
    await refused(
      () => new AsyncApi("first", { accept, consumer: { function: { entry: one } } }),
      `"store", from the file ${other}: the consumer of AsyncApi first, from the file ${one}, is called so already`,
    );
    await refused(
      () => new AsyncApi("first", { accept, consumer: { function: { entry: other } } }),
      `"store", from the file ${other}: the consumer of AsyncApi first, from the file ${other}, is called so already`,
    );
    await refused(
      () => new QueueConsumer("store", { queue: new Queue("jobs"), function: { entry: one } }),
      `"store": the function of ${one} is called so already (this is that of ${other})`,
    );
  });

  it("says from which file a name comes that is none", async () => {
    const long = "a".repeat(41);
    const rule = 'must be 1 to 40 lower-case letters, digits and single hyphens, starting with a letter ("get-order")';
    const refused = (args: Partial<AsyncApiArgs["consumer"]>, found: string) =>
      registered(() =>
        assert.throws(() => new AsyncApi("orders", { accept, consumer: { ...consumer, ...args } }), {
          name: "ArgsError",
          message: `orders: consumer.name ${rule} (it is ${found})`,
        }),
      );
    const room = "41 characters long; AWS takes 64 for a role, of which its part and Pulumi need some";
    await refused(
      { function: { entry: "handlers/storeOrders.ts" } },
      '"storeOrders", from the file handlers/storeOrders.ts',
    );
    await refused(
      { function: { entry: `handlers/${long}.handler.ts` } },
      `"${long}", from the file handlers/${long}.handler.ts, ${room}`,
    );
    await refused({ name: "Store" }, '"Store", from consumer.name');
  });

  const few: Link = {
    description: "few",
    grants: [],
    environment: () => ({}),
    connections: { of: { description: "few", maxConnections: 4 } },
  };
  const REFUSED: readonly (readonly [args: Partial<AsyncApiArgs>, message: string | RegExp])[] = [
    [{ accept: { ...accept, route: "POST orders" as "POST /orders" } }, /^orders: accept\.route must read/],
    [
      { routes: { "POST /orders": { to: target(), auth: "none" } } },
      'orders: routes["POST /orders"] must not be the route that accept has taken',
    ],
    [{ usagePlan: {} }, "orders: usagePlan must be absent, or a route has to ask for a key with apiKey: true"],
    [
      { accept: { ...accept, apiKey: true }, usagePlan: { quota: { limit: 0, per: "day" } } },
      "orders: usagePlan.quota.limit must be a whole number of at least 1 (it is 0)",
    ],
    [
      { accept: { ...accept, throttle: { rate: 0, burst: 1 } } },
      "orders: accept.throttle.rate must be above 0 requests per second (it is 0)",
    ],
    [
      { routes: { "GET /orders": { to: "get-order" as unknown as Target, auth: "none" } } },
      'orders: routes["GET /orders"].to must be a target, such as a LambdaFunction or queue.send() (it is "get-order")',
    ],
    [{ alarms: { latency: "1 minute" } }, 'orders: alarms.latency must be at most "29 seconds" (it is "1 minute")'],
    [{ alarms: { maxAge: "1 second" } }, 'orders: alarms.maxAge must be at least "1 minute" (it is "1 second")'],
    [{ stage: "" }, /^orders: stage must be/],
    [{ queue: { maxReceiveCount: 0 } }, /^orders: queue\.maxReceiveCount must be/],
    [{ consumer: { function: { entry: "handlers/nothing.ts" } } }, /^orders: consumer\.function\.entry must be a file/],
    [{ consumer: { ...consumer, concurrency: 1 } }, /^orders: consumer\.concurrency must be a whole number from 2/],
    [{ consumer: { function: { entry: ENTRY, links: { few } } } }, /^orders: consumer\.concurrency must be at most 2/],
    [
      { consumer: { function: { entry: ENTRY, timeout: "1 minute" } }, queue: { consumerTimeout: "30 seconds" } },
      /^orders: consumer\.function\.timeout must be at most "30 seconds"/,
    ],
  ];
  for (const [args, message] of REFUSED)
    it(`is refused before anything is registered: ${message}`, async () => {
      const made = await registered(() => {
        assert.throws(() => new AsyncApi("orders", { accept, consumer, ...args }), { name: "ArgsError", message });
      });
      assert.deepEqual(listed(made), []);
    });
});
