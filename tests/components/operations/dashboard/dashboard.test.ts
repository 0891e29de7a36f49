import assert from "node:assert/strict";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import type { Watched } from "../../../../components/core/widget";
import { Table } from "../../../../components/data/table/table";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import { QueueConsumer } from "../../../../components/logic/queue-consumer/queue-consumer";
import { RestApi } from "../../../../components/logic/rest-api/rest-api";
import { StreamConsumer } from "../../../../components/logic/stream-consumer/stream-consumer";
import { EventBus } from "../../../../components/messaging/event-bus/event-bus";
import { EventRule } from "../../../../components/messaging/event-rule/event-rule";
import { Queue } from "../../../../components/messaging/queue/queue";
import { Schedule } from "../../../../components/messaging/schedule/schedule";
import { Topic } from "../../../../components/messaging/topic/topic";
import { TopicSubscription } from "../../../../components/messaging/topic-subscription/topic-subscription";
import { AccountLogRole } from "../../../../components/operations/account-log-role/account-log-role";
import { Dashboard } from "../../../../components/operations/dashboard/dashboard";
import { Made } from "../../messaging/events";

const ENTRY = "tests/components/logic/function/echo.handler.ts";
const TYPE = "aws:cloudwatch/dashboard:Dashboard";

interface Drawn {
  readonly type: "text" | "metric";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: { readonly markdown?: string; readonly title?: string; readonly metrics?: unknown[][] };
}

const drawn = async (shows: () => readonly Watched[]) => {
  const made = await registered(() => new Dashboard("box-office", { shows: shows() }));
  const { dashboardName, dashboardBody } = the(made, TYPE, "box-office").inputs;
  const { widgets } = JSON.parse(String(dashboardBody)) as { readonly widgets: readonly Drawn[] };
  return { made, dashboardName, widgets };
};

/** `## Queues`, and below it the titles and the labels of their lines. */
const contents = (widgets: readonly Drawn[]) =>
  widgets.map(({ type, properties: { markdown, title, metrics = [] } }) =>
    type === "text" ? markdown : `${title}: ${metrics.map((line) => (line.at(-1) as { label: string }).label)}`,
  );

const queue = { section: "Queues", title: "Messages that wait", lines: [] };

describe("a dashboard", () => {
  it("shows an API, and all that it stands on once: what its routes lead to and its functions are linked to", async () => {
    const { made, widgets } = await drawn(() => {
      const shows = new Table("shows", { key: { partition: "id" } });
      const jobs = new Queue("jobs");
      const [list, book] = ["list", "book"].map(
        (name) => new LambdaFunction(name, { entry: ENTRY, links: { shows: shows.read(), jobs: jobs.send() } }),
      ) as [LambdaFunction, LambdaFunction];
      const routes = {
        "GET /shows": { to: list, auth: "none" },
        "POST /shows": { to: book, auth: "none" },
        "POST /jobs": { to: jobs.send(), auth: "none" },
      } as const;
      return [new RestApi("box-office", { routes, logRole: new AccountLogRole("logs", { role: "existing" }) })];
    });
    assert.ok(listed(made).includes("serverless-tiers:index:Dashboard box-office"));
    assert.deepEqual(contents(widgets), [
      "## API box-office",
      "Requests: requests",
      "Refused and failed: 4xx,5xx",
      "Latency, ms: p50,p95,p99,behind the gateway, p95",
      "## Queues",
      "Age of the oldest message, s: jobs",
      "Messages that wait: jobs",
      "Dead letters: jobs",
      "## Functions",
      "Errors and throttles: list,list, throttles,book,book, throttles",
      "Duration, p95, ms: list,book",
      "At a time: list,book",
      "## Tables",
      "Units read: shows, read",
      "Units written: shows, written",
      "Throttled: shows, reads,shows, writes",
    ]);
  });

  it("shows consumers with what they consume", async () => {
    const { widgets } = await drawn(() => {
      const failures = new Queue("failures");
      const stream = new Table("tickets", { key: { partition: "id" }, stream: "keys only" }).stream();
      const audit = new StreamConsumer("audit", { stream, function: { entry: ENTRY }, onFailure: failures });
      return [new QueueConsumer("work", { queue: new Queue("jobs"), function: { entry: ENTRY } }), audit];
    });
    const [, age] = contents(widgets);
    assert.deepEqual(
      [age, ...contents(widgets).filter((line) => /^(At a time|Dead|Age of records)/.test(String(line)))],
      [
        "Age of records, ms: audit",
        "Age of records, ms: audit",
        "Dead letters: jobs,failures",
        "At a time: work,audit",
      ],
    );
  });

  it("names its metrics by what AWS calls the resource, in the region of the stack", async () => {
    const queues: Queue[] = [];
    const { dashboardName, widgets } = await drawn(() => {
      queues.push(new Queue("jobs"));
      return queues;
    });
    assert.equal(dashboardName, "project-stack-box-office");
    const deadLetters = queues[0]?.nodes.deadLetters.name;
    assert.ok(deadLetters);
    assert.deepEqual(widgets.at(-1)?.properties, {
      title: "Dead letters",
      region: "eu-west-1",
      view: "timeSeries",
      period: 60,
      yAxis: { left: { min: 0 } },
      metrics: [
        [
          "AWS/SQS",
          "ApproximateNumberOfMessagesVisible",
          "QueueName",
          await resolved(deadLetters),
          { label: "jobs", stat: "Maximum" },
        ],
      ],
    });
  });

  it("has three widgets in a row, and none upon another", async () => {
    const titles = ["a", "b", "c", "d"].map((title) => ({ ...queue, title }));
    const { widgets } = await drawn(() => [{ widgets: () => [...titles, { ...queue, section: "Others" }] }]);
    assert.deepEqual(
      widgets.map(({ x, y, width, height }) => [x, y, width, height]),
      [
        [0, 0, 24, 1],
        [0, 1, 8, 6],
        [8, 1, 8, 6],
        [16, 1, 8, 6],
        [0, 7, 8, 6],
        [0, 13, 24, 1],
        [0, 14, 8, 6],
      ],
    );
  });

  it("is refused before anything is made where something has no widgets", () =>
    registered(() =>
      assert.throws(() => new Dashboard("box-office", { shows: [{} as Watched] }), {
        name: "ArgsError",
        message:
          "box-office: shows[0] must be a component with widgets: a RestApi, a LambdaFunction, a Table (it is {})",
      }),
    ));

  it("shows what events go through, and what did not arrive beside the dead letters of queues", async () => {
    const { widgets } = await drawn(() => {
      const bus = new EventBus("shop", { events: [Made] });
      const news = new Topic("news");
      const mails = new Queue("mails", { from: [news] });
      const ship = new LambdaFunction("ship", { entry: ENTRY });
      return [
        bus,
        new EventRule("made", { bus, on: Made, to: news.publish() }),
        new EventRule("shipped", { bus, on: Made, to: ship }),
        new TopicSubscription("mails", { topic: news, to: mails }),
        new Schedule("nightly", { when: "rate(1 day)", to: ship }),
      ];
    });
    const drawnContents = contents(widgets);
    for (const expected of [
      "## Events",
      "Events that rules take: shop",
      "Brought to targets: made,shipped",
      "Not brought to targets: made,shipped",
      "## Topics",
      "Published: news",
      "Not brought to subscribers: news",
      "Dead letters: made,shipped,mails,nightly,ship,mails",
    ])
      assert.ok(drawnContents.includes(expected), `${expected}\n${drawnContents.join("\n")}`);
  });
});
