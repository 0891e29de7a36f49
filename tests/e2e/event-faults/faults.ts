import { EventBus, EventRule, LambdaFunction, Queue, QueueConsumer, Table } from "serverless-tiers";
import { Changed, ChangedV2 } from "./fault-contracts";

const bus = new EventBus("items", { events: [Changed, ChangedV2] });
const items = new Table("items", { key: { partition: "id" }, protection: "throw-away" });
const done = new Table("done", { key: { partition: "id" }, timeToLive: "expiresAt", protection: "throw-away" });
const links = { items: items.readWrite(), done: done.readWrite() };
const timeout = "5 seconds";

const work = new Queue("work", {
  consumerTimeout: timeout,
  maxReceiveCount: 3,
  // Six times as long would be waited between two tries.
  transform: { queue: { visibilityTimeoutSeconds: 5 } },
});
new EventRule("work", { bus, on: Changed, to: work.send() });
new QueueConsumer("work", {
  queue: work,
  function: { entry: "handlers/half.handler.ts", timeout, links },
  batch: { size: 3 },
});

const strict = new LambdaFunction("strict", {
  entry: "handlers/strict.handler.ts",
  links,
  transform: { eventInvokeConfig: { maximumRetryAttempts: 0 } },
});
new EventRule("strict", { bus, on: Changed, to: strict });

const newer = new LambdaFunction("newer", { entry: "handlers/newer.handler.ts", links });
new EventRule("newer", { bus, on: ChangedV2, to: newer });

const unheard = new Queue("unheard");
const mute = new EventRule("mute", {
  bus,
  on: Changed,
  where: { itemId: ["mute"] },
  to: unheard.send(),
  transform: {
    policy: (args) => {
      args.policy = work.arn.apply((Resource) =>
        JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource }],
        }),
      );
    },
  },
});

export const itemsBusName = bus.name;
export const itemsName = items.name;
export const workDeadLettersUrl = work.deadLetters.url;
export const strictFailedUrl = strict.nodes.failedEvents?.url;
export const newerName = newer.name;
export const muteDeadLettersUrl = mute.deadLetters.url;
