import { randomUUID } from "node:crypto";
import type { Cloud } from "../../../cloud/cloud";
import { ServiceError } from "../../../wire/service-error";
import { invalidValue, queueDoesNotExist } from "../errors";
import { checkQueueType, isFifo } from "../fifo/fifo-attributes";
import { FifoQueue } from "../fifo/fifo-queue";
import type { Attributes } from "./attributes";
import { Queue } from "./queue";
import { checkQueueName } from "./queue-name";
import type { QueueRecord } from "./queue-record";
import { checkRedriveAllowed } from "./redrive";
import { defaultAttributes, keptAttributes, readSettings, type Settings } from "./settings";

/** All queues of the account. */
export class QueueRegistry {
  private readonly byName = new Map<string, Queue>();
  private readonly byId = new Map<string, Queue>();
  private readonly records;

  constructor(
    private readonly cloud: Pick<Cloud, "account" | "clock" | "endpoint" | "log" | "partition" | "region" | "storage">,
  ) {
    this.records = cloud.storage.collection<QueueRecord>("sqs.queues");
    for (const [, record] of this.records.entries()) this.open(record);
  }

  arn(name: string): string {
    const { partition, region, account } = this.cloud;
    return `arn:${partition}:sqs:${region}:${account}:${name}`;
  }

  url(name: string): string {
    return `${this.cloud.endpoint}/${this.cloud.account}/${name}`;
  }

  all(): Queue[] {
    return [...this.byName.values()].sort((a, b) => (a.record.name < b.record.name ? -1 : 1));
  }

  find(arn: string): Queue | undefined {
    const name = arn.split(":").pop() ?? arn;
    return arn === this.arn(name) ? this.byName.get(name) : undefined;
  }

  named(name: string): Queue | undefined {
    return this.byName.get(name);
  }

  /** By the id that receipt handles carry. */
  withId(id: string): Queue | undefined {
    return this.byId.get(id);
  }

  require(arn: string): Queue {
    const queue = this.find(arn);
    if (!queue) throw queueDoesNotExist();
    return queue;
  }

  /** Makes the queue, or finds the one of that name when all given attributes are the same. */
  async create(name: string, given: Attributes, tags: Readonly<Record<string, string>> = {}): Promise<Queue> {
    const attributes = keptAttributes(given);
    checkQueueName(name, isFifo(attributes));
    const known = this.byName.get(name);
    if (known) return this.same(known, attributes);
    // fidelity: docs: AWS makes one wait 60 seconds after a deletion; the local cloud does not
    const now = this.cloud.clock.now();
    const record: QueueRecord = { name, id: randomUUID(), attributes: {}, tags, createdAt: now, modifiedAt: now };
    const made = this.open({ ...record, attributes: this.checked(name, record.attributes, attributes) });
    await this.records.put(name, made.record);
    return made;
  }

  /** Sets attributes; an empty text takes one away. */
  async setAttributes(queue: Queue, given: Attributes): Promise<void> {
    const { record } = queue;
    const changes = keptAttributes(given);
    checkQueueType(record.attributes, changes);
    const attributes = this.checked(record.name, record.attributes, changes);
    await this.change(queue, { ...record, attributes, modifiedAt: this.cloud.clock.now() });
  }

  /** `record` with another content: attributes that were checked, tags. */
  async change(queue: Queue, record: QueueRecord): Promise<void> {
    queue.become(record);
    await this.records.put(record.name, record);
  }

  async delete(queue: Queue): Promise<void> {
    await queue.close();
    this.byName.delete(queue.record.name);
    this.byId.delete(queue.record.id);
    await this.records.remove(queue.record.name);
    await queue.purge();
  }

  async close(): Promise<void> {
    await Promise.all(this.all().map((queue) => queue.close()));
  }

  private open(record: QueueRecord): Queue {
    const { storage, clock, log } = this.cloud;
    const Kind = isFifo(record.attributes) ? FifoQueue : Queue;
    const queue = new Kind(this.arn(record.name), record, { storage, clock, log, find: (arn) => this.find(arn) });
    this.byName.set(record.name, queue);
    this.byId.set(record.id, queue);
    return queue;
  }

  private same(queue: Queue, attributes: Attributes): Queue {
    const own = { ...defaultAttributes(queue.record.attributes), ...queue.record.attributes };
    const differing = Object.keys(attributes).find((name) => attributes[name] !== own[name]);
    if (differing === undefined) return queue;
    throw new ServiceError(
      "QueueAlreadyExists",
      `A queue already exists with the same name and a different value for attribute ${differing}`,
    );
  }

  private checked(name: string, attributes: Attributes, changes: Attributes): Attributes {
    const merged = Object.fromEntries(
      Object.entries({ ...attributes, ...changes }).filter(([, value]) => value !== ""),
    );
    const settings = readSettings({ ...changes, ...merged });
    if (changes.RedrivePolicy !== undefined) this.checkRedrive(name, settings, changes.RedrivePolicy);
    return merged;
  }

  private checkRedrive(name: string, { redrive, fifo }: Settings, policy: string): void {
    if (!redrive) return;
    const target = this.find(redrive.deadLetterTargetArn);
    // fidelity: observed: the texts of CreateQueue and SetQueueAttributes, the two full stops included
    if (!target) throw invalidValue(policy, "RedrivePolicy", "Dead letter target does not exist.");
    if ((target.settings.fifo === undefined) !== (fifo === undefined)) {
      const reason = "Dead-letter queue must be same type of queue as the source..";
      throw invalidValue(policy, "RedrivePolicy", reason);
    }
    checkRedriveAllowed(target.settings.redriveAllow, this.arn(name));
  }
}
