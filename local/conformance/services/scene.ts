import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { isMap, type Json, type JsonMap } from "../case-file";
import { difference } from "../matchers";
import type { Account } from "./account";
import { createFunction, createRole, need } from "./case-functions";
import type { DeclaredCase } from "./declared-case";
import type { Behaviour, Recorder } from "./recorder";
import { type Answer, valueAt } from "./sdk";
import { filled, filledExpectation } from "./values";

const ANSWERED: Answer = { status: 200, headers: {}, output: {} };

/** What a message says, where that is JSON. */
const jsonOf = (body: unknown): unknown => {
  try {
    return JSON.parse(String(body));
  } catch {
    return body;
  }
};

/** What the cases of patterns, deliveries, filters, executions and calls are set up with. */
export class Scene {
  private readonly id = randomBytes(4).toString("hex");
  private readonly names = new Map<string, unknown>();
  private readonly cleanups: (() => Promise<unknown>)[] = [];
  private role: string | undefined;
  /** The answer of PutTargets, when it was refused. */
  refusedTargets: Answer | undefined;
  /** How the subscription of a filter was answered. */
  subscribed: Answer = ANSWERED;

  constructor(
    private readonly item: DeclaredCase,
    readonly account: Account,
    private readonly recorder: Recorder,
  ) {
    this.names.set("region", account.sdk.connection.region);
    this.names.set("account", account.id);
  }

  async make(): Promise<void> {
    const setup = this.item.setup ?? {};
    if (/\$\{role\}|function|machine|definition/.test(JSON.stringify(this.item))) await this.makeRole();
    for (const queue of this.queuesOf(setup)) await this.makeQueue(queue);
    for (const topic of this.topicsOf(setup)) await this.makeTopic(topic);
    for (const bus of list(setup.buses)) await this.makeBus(String(bus));
    for (const table of list(setup.tables)) await this.makeTable(table);
    for (const bucket of list(setup.buckets)) await this.makeBucket(bucket);
    for (const [name, behaviour] of Object.entries(map(setup.functions))) await this.makeFunction(name, map(behaviour));
    for (const each of [...list(setup.subscriptions), ...list(this.item.subscriptions)])
      await this.subscribe(map(each));
    if (this.item.kind === "filter") await this.makeFilter();
    for (const [name, machine] of Object.entries(map(setup.machines))) {
      const { definition, type = "STANDARD" } = map(machine);
      const made = await this.createMachine(name, this.text(JSON.stringify(definition)), String(type));
      if (!made.output) throw new Error(`machine ${name}: ${made.error?.code}: ${made.error?.message}`);
    }
    for (const rule of [...list(setup.rules), ...list(this.item.rules)]) await this.makeRule(map(rule));
  }

  async clear(): Promise<void> {
    for (const cleanup of this.cleanups.reverse()) await cleanup().catch(() => undefined);
  }

  /** The topic of a filter. */
  get topic(): string {
    return String(this.names.get("topic:news"));
  }

  text(text: string): string {
    return text.replace(/\$\{([^{}]+)\}/g, (place, name: string) => String(this.lookup(name) ?? place));
  }

  input(value: Json): Json {
    return filled(value, (name) => this.lookup(name)) as Json;
  }

  expected(value: Json): JsonMap {
    return filledExpectation(value, (name) => this.lookup(name)) as JsonMap;
  }

  save(names: Json | undefined, from: unknown): void {
    for (const [name, path] of Object.entries(map(names))) this.names.set(`saved:${name}`, valueAt(from, String(path)));
  }

  callsOf(name: string): number {
    return this.recorder.events(this.named(name)).length;
  }

  async createMachine(name: string, definition: string, type: string): Promise<Answer> {
    const made = await this.account.sdk.call("stepfunctions", "CreateStateMachine", {
      name: this.named(name),
      definition,
      type,
      roleArn: this.role,
    });
    const arn = made.output?.stateMachineArn;
    this.names.set(`machine:${name}`, arn).set(`machine:${name}.name`, this.named(name));
    if (arn) this.cleanup("stepfunctions", "DeleteStateMachine", { stateMachineArn: arn });
    return made;
  }

  /** Compares all messages of a queue; waits until they are there, and a little for those that should not be. */
  async received(
    queue: string,
    expected: Json,
    options: { readonly within?: number | undefined; readonly full?: boolean; readonly save?: JsonMap | undefined },
  ): Promise<string | undefined> {
    const { within = 10, full = false, save } = options;
    const wantedBodies = this.expected(expected) as Json;
    const bodies = list(isMap(wantedBodies) ? wantedBodies.$unordered : wantedBodies);
    const url = this.names.get(`queue:${queue}.url`);
    const messages: { readonly [name: string]: unknown }[] = [];
    const until = Date.now() + within * 1000;
    for (let calm = 0; calm < 2 && Date.now() < until; ) {
      const { Messages } = await need(this.account.sdk, "sqs", "ReceiveMessage", {
        QueueUrl: url,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 1,
        AttributeNames: ["All"],
        MessageAttributeNames: ["All"],
      });
      const found = (Messages ?? []) as typeof messages;
      messages.push(...found);
      for (const { ReceiptHandle } of found) {
        await need(this.account.sdk, "sqs", "DeleteMessage", { QueueUrl: url, ReceiptHandle });
      }
      if (messages.length >= bodies.length && found.length === 0) calm += 1;
    }
    this.save(save, jsonOf(messages[0]?.Body));
    const shown = full ? messages.map(shownMessage) : messages.map(({ Body }) => Body);
    const wanted = full ? bodies.map((each) => ({ $subset: withSubsets(map(each)) })) : bodies;
    const fifo = String(url).endsWith(".fifo");
    return difference(fifo ? wanted : { $unordered: wanted }, shown, queue);
  }

  private lookup(name: string): unknown {
    if (name.startsWith("new:")) return this.named(name.slice("new:".length));
    return this.names.get(name);
  }

  private named(name: string): string {
    return `${name.replace(/\.fifo$/, "")}-${this.id}${name.endsWith(".fifo") ? ".fifo" : ""}`;
  }

  private cleanup(service: string, operation: string, input: object): void {
    this.cleanups.push(() => this.account.sdk.call(service, operation, input));
  }

  private async makeRole(): Promise<void> {
    this.role = await createRole(this.account.sdk, this.named("role"));
    this.names.set("role", this.role);
  }

  private queuesOf(setup: JsonMap): readonly Json[] {
    const declared = list(setup.queues);
    const known = new Set(declared.map(nameOf));
    const named = [...list(this.item.rules), ...list(setup.rules)]
      .flatMap((rule) => list(map(rule).targets))
      .concat(list(this.item.subscriptions))
      .flatMap((each) => (typeof map(each).queue === "string" ? [String(map(each).queue)] : []));
    const filter = this.item.kind === "filter" ? ["box"] : [];
    return [...declared, ...new Set([...named, ...filter].filter((name) => !known.has(name)))];
  }

  private topicsOf(setup: JsonMap): readonly Json[] {
    const declared = list(setup.topics);
    const known = new Set(declared.map(nameOf));
    const named = [
      ...list(this.item.rules).flatMap((rule) => list(map(rule).targets)),
      ...list(this.item.subscriptions),
    ].flatMap((each) => (typeof map(each).topic === "string" ? [String(map(each).topic)] : []));
    const filter = this.item.kind === "filter" ? ["news"] : [];
    return [...declared, ...new Set([...named, ...filter].filter((name) => !known.has(name)))];
  }

  private async makeQueue(declared: Json): Promise<void> {
    const name = nameOf(declared);
    const fifo = map(declared).fifo === true;
    const { sdk } = this.account;
    const { QueueUrl } = await need(sdk, "sqs", "CreateQueue", {
      QueueName: this.named(fifo ? `${name}.fifo` : name),
      Attributes: fifo ? { FifoQueue: "true" } : {},
    });
    const { Attributes } = await need(sdk, "sqs", "GetQueueAttributes", { QueueUrl, AttributeNames: ["QueueArn"] });
    const { QueueArn } = Attributes as { QueueArn: string };
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: QueueArn }],
    });
    await need(sdk, "sqs", "SetQueueAttributes", { QueueUrl, Attributes: { Policy } });
    this.names.set(`queue:${name}.url`, QueueUrl).set(`queue:${name}.arn`, QueueArn);
    this.cleanup("sqs", "DeleteQueue", { QueueUrl });
  }

  private async makeTopic(declared: Json): Promise<void> {
    const name = nameOf(declared);
    const { fifo, attributes } = map(declared);
    const { TopicArn } = await need(this.account.sdk, "sns", "CreateTopic", {
      Name: this.named(fifo === true ? `${name}.fifo` : name),
      Attributes: { ...(fifo === true ? { FifoTopic: "true" } : {}), ...map(attributes) },
    });
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: TopicArn }],
    });
    const policy = { TopicArn, AttributeName: "Policy", AttributeValue: Policy };
    await need(this.account.sdk, "sns", "SetTopicAttributes", policy);
    this.names.set(`topic:${name}`, TopicArn);
    this.cleanup("sns", "DeleteTopic", { TopicArn });
  }

  private async subscribe({ topic, queue, attributes }: JsonMap): Promise<void> {
    const { SubscriptionArn } = await need(this.account.sdk, "sns", "Subscribe", {
      TopicArn: this.names.get(`topic:${topic}`),
      Protocol: "sqs",
      Endpoint: this.names.get(`queue:${queue}.arn`),
      Attributes: this.input(map(attributes)),
      ReturnSubscriptionArn: true,
    });
    this.names.set(`subscription:${queue}`, SubscriptionArn);
  }

  /** The subscription of a filter, whose refusal may be what is asked for. */
  private async makeFilter(): Promise<void> {
    const { policy, policyText, scope, set } = this.item;
    const { sdk } = this.account;
    const text = policyText ?? (policy ? JSON.stringify(policy) : undefined);
    const filter = text === undefined ? {} : { FilterPolicy: String(text) };
    const subscribe = (attributes: object) =>
      sdk.call("sns", "Subscribe", {
        TopicArn: this.topic,
        Protocol: "sqs",
        Endpoint: this.names.get("queue:box.arn"),
        Attributes: { RawMessageDelivery: "true", FilterPolicyScope: String(scope), ...attributes },
        ReturnSubscriptionArn: true,
      });
    this.subscribed = await subscribe(set ? {} : filter);
    if (!set || !this.subscribed.output) return;
    this.subscribed = await sdk.call("sns", "SetSubscriptionAttributes", {
      SubscriptionArn: this.subscribed.output.SubscriptionArn,
      AttributeName: "FilterPolicy",
      AttributeValue: String(text ?? ""),
    });
  }

  private async makeBus(name: string): Promise<void> {
    const { EventBusArn } = await need(this.account.sdk, "events", "CreateEventBus", { Name: this.named(name) });
    this.names.set(`bus:${name}`, this.named(name)).set(`bus:${name}.arn`, EventBusArn);
    this.cleanup("events", "DeleteEventBus", { Name: this.named(name) });
  }

  private async makeTable(declared: Json): Promise<void> {
    const { name, key } = map(declared);
    const TableName = this.named(String(name));
    await need(this.account.sdk, "dynamodb", "CreateTable", {
      TableName,
      KeySchema: [{ AttributeName: String(key), KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: String(key), AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
    });
    for (;;) {
      const { Table } = await need(this.account.sdk, "dynamodb", "DescribeTable", { TableName });
      if ((Table as { TableStatus?: string }).TableStatus === "ACTIVE") break;
      await sleep(250);
    }
    this.names.set(`table:${name}`, TableName);
    this.cleanup("dynamodb", "DeleteTable", { TableName });
  }

  private async makeBucket(declared: Json): Promise<void> {
    const Bucket = this.named(nameOf(declared));
    const { sdk } = this.account;
    const { region } = sdk.connection;
    const CreateBucketConfiguration = region === "us-east-1" ? undefined : { LocationConstraint: region };
    await need(sdk, "s3", "CreateBucket", { Bucket, CreateBucketConfiguration });
    for (const [Key, Body] of Object.entries(map(map(declared).objects))) {
      await need(sdk, "s3", "PutObject", { Bucket, Key, Body: String(Body) });
      this.cleanups.push(() => sdk.call("s3", "DeleteObject", { Bucket, Key }));
    }
    this.names.set(`bucket:${nameOf(declared)}`, Bucket);
  }

  private async makeFunction(name: string, behaviour: JsonMap): Promise<void> {
    const { sdk } = this.account;
    const made = await createFunction(sdk, this.recorder, {
      name: this.named(name),
      role: this.role ?? "",
      behaviours: behavioursOf(behaviour),
      timeoutSeconds: 65,
    });
    this.names.set(`function:${name}`, made.arn).set(`function:${name}.name`, made.name);
    this.cleanup("lambda", "DeleteFunction", { FunctionName: made.name });
  }

  private async makeRule({ name, pattern, targets }: JsonMap): Promise<void> {
    const { sdk } = this.account;
    const Name = this.named(String(name));
    await need(sdk, "events", "PutRule", { Name, EventPattern: JSON.stringify(this.input(pattern ?? {})) });
    const Targets = list(targets)
      .map(map)
      .map((target) => ({
        Id: target.id,
        Arn: this.names.get(target.queue === undefined ? `topic:${target.topic}` : `queue:${target.queue}.arn`),
        Input: target.input,
        InputPath: target.inputPath,
        InputTransformer: isMap(target.inputTransformer)
          ? { InputPathsMap: target.inputTransformer.paths, InputTemplate: target.inputTransformer.template }
          : undefined,
      }));
    this.cleanup("events", "DeleteRule", { Name });
    this.cleanup("events", "RemoveTargets", { Rule: Name, Ids: Targets.map(({ Id }) => Id) });
    const put = await sdk.call("events", "PutTargets", { Rule: Name, Targets });
    if (put.error) this.refusedTargets = put;
  }
}

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

const map = (value: Json | undefined): JsonMap => (isMap(value) ? value : {});

/** A wanted message, of whose system attributes there may be more. */
const withSubsets = ({ system, ...message }: JsonMap): JsonMap =>
  system === undefined ? message : { ...message, system: { $subset: system } };

const nameOf = (declared: Json): string => String(isMap(declared) ? declared.name : declared);

const behavioursOf = (behaviour: JsonMap): ((call: number) => Behaviour) => {
  if (Array.isArray(behaviour.sequence)) {
    const each = behaviour.sequence.map((inner) => behavioursOf(map(inner)));
    return (call) => each[Math.min(call, each.length - 1)]?.(call) ?? { kind: "hangs" };
  }
  if (behaviour.echo === true) return () => ({ kind: "returns", value: (event) => event });
  if (isMap(behaviour.fails)) return () => ({ kind: "throws", error: map(behaviour.fails) });
  if (behaviour.timesOut === true) return () => ({ kind: "hangs" });
  return () => ({ kind: "returns", value: () => behaviour.returns ?? null });
};

/** A received message in the words of the cases; bytes in base64. */
const shownMessage = (message: Readonly<Record<string, unknown>>): unknown => {
  const attributes = (message.MessageAttributes ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  return {
    body: message.Body,
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, members]) => [
        name,
        Object.fromEntries(
          Object.entries(members).map(([key, value]) => [
            key,
            value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value,
          ]),
        ),
      ]),
    ),
    system: message.Attributes ?? {},
  };
};
