import { randomUUID } from "node:crypto";
import { createPermit } from "../../access/permit";
import type { Cloud } from "../../cloud/cloud";
import { Alarms } from "../deliveries/alarms";
import { deadLetterAttributes, retryPause, toDeadLetterQueue } from "../deliveries/dead-letter";
import { Deliveries, type Pending, Undeliverable } from "../deliveries/deliveries";
import { isBus, sendTo } from "../deliveries/target";
import { eventTime, newEvent } from "../eventbridge/bus-event";
import { keyOf, type ScheduleRecord, type Schedules, scheduleOf } from "./schedules";

const SERVICE = "scheduler.amazonaws.com";

interface Invocation {
  readonly id: string;
  readonly arn: string;
  readonly group: string;
  readonly target: ScheduleRecord["settings"]["Target"];
  /** Milliseconds since the epoch. */
  readonly scheduled: number;
}

/** Has schedules call their targets when they are due. */
export class Scheduler {
  private readonly alarms: Alarms;
  private readonly deliveries: Deliveries<Invocation>;

  constructor(
    private readonly cloud: Cloud,
    private readonly schedules: Schedules,
  ) {
    this.alarms = new Alarms(cloud);
    this.deliveries = new Deliveries<Invocation>(cloud, {
      name: "scheduler.invocations",
      attempt: (job, pending) => this.invoke(job, pending),
      pause: (pending) => retryPause(pending, pending.job.target.RetryPolicy ?? {}, cloud.clock.now()),
      giveUp: (pending, error) => this.giveUp(pending, error),
    });
    schedules.watch((schedule, key) => this.arm(schedule, key));
  }

  start(): void {
    this.deliveries.start();
    for (const schedule of this.schedules.all()) this.arm(schedule, keyOf(schedule.group, schedule.name));
  }

  async stop(): Promise<void> {
    this.alarms.stop();
    await this.deliveries.stop();
  }

  private arm(schedule: ScheduleRecord | undefined, key: string): void {
    this.alarms.clear(key);
    if (!schedule || schedule.settings.State === "DISABLED") return;
    const due = this.dueOf(schedule);
    if (due !== undefined) this.alarms.set(key, due, () => void this.fire(schedule, due));
  }

  /** When it is due next; one time that passed while the cloud was down is due at once. */
  private dueOf({ settings, created, fired }: ScheduleRecord): number | undefined {
    const { ScheduleExpression, ScheduleExpressionTimezone, StartDate = 0, EndDate } = settings;
    const schedule = scheduleOf(ScheduleExpression, ScheduleExpressionTimezone);
    const begin = Math.max(StartDate * 1_000, created);
    if (schedule.kind === "at") return fired === undefined ? schedule.next(0, 0) : undefined;
    // fidelity: docs: "Schedule types": a rate counts from StartDate, which is a time of its own
    const after = Math.max(this.cloud.clock.now(), StartDate * 1_000 - 1);
    const first = schedule.kind === "rate" && StartDate * 1_000 > this.cloud.clock.now();
    const due = first ? StartDate * 1_000 : schedule.next(after, begin);
    return due === undefined || (EndDate !== undefined && due > EndDate * 1_000) ? undefined : due;
  }

  private async fire(schedule: ScheduleRecord, due: number): Promise<void> {
    const { name, group, settings } = schedule;
    const id = randomUUID();
    const arn = this.schedules.arn(group, name);
    try {
      // Both are written in one turn: what fired is on its way.
      await Promise.all([
        this.deliveries.accept([{ id, arn, group, target: settings.Target, scheduled: due }]),
        this.schedules.put({ ...schedule, fired: due }),
      ]);
      const over = this.dueOf({ ...schedule, fired: due }) === undefined;
      if (over && settings.ActionAfterCompletion === "DELETE") await this.schedules.remove(group, name);
    } catch (error) {
      this.cloud.log.warn("scheduler", `${arn}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private async invoke(job: Invocation, { tries }: Pending<Invocation>): Promise<void> {
    const { target, arn, scheduled, id } = job;
    const text = replaced(target.Input ?? this.notice(job), {
      "schedule-arn": arn,
      "scheduled-time": eventTime(scheduled),
      "execution-id": id,
      "attempt-number": String(tries + 1),
    });
    if (isBus(target.Arn)) return this.toBus(job, text);
    await sendTo(
      this.cloud,
      {
        arn: target.Arn,
        roleArn: target.RoleArn,
        service: SERVICE,
        sourceArn: this.schedules.groupArn(job.group),
        messageGroupId: target.SqsParameters?.MessageGroupId,
        partitionKey: target.KinesisParameters?.PartitionKey,
        executionName: id,
      },
      text,
    );
  }

  /** What a target gets of a schedule without an input. fidelity: docs: "Templated targets", Lambda */
  private notice({ id, arn, scheduled }: Invocation): string {
    const event = newEvent(this.cloud, {
      source: "aws.scheduler",
      detailType: "Scheduled Event",
      detail: "{}",
      resources: [arn],
      time: scheduled,
    });
    return JSON.stringify({ ...event, id });
  }

  private async toBus({ target }: Invocation, text: string): Promise<void> {
    const { access, directory } = this.cloud;
    const { buses, router } = directory.events;
    const bus = buses.nameOf(target.Arn);
    const principal = access.servicePrincipal(target.RoleArn, SERVICE);
    if (!principal) throw new Undeliverable(`${SERVICE} may not assume ${target.RoleArn}`);
    try {
      const resource = buses.arn(buses.require(bus).name);
      createPermit(access)(principal, { action: "events:PutEvents", resource, resourcePolicy: buses.policyOf(bus) });
    } catch (error) {
      throw new Undeliverable(error instanceof Error ? error.message : String(error), { cause: error });
    }
    const { Source = "", DetailType = "" } = target.EventBridgeParameters ?? {};
    await router.accept(
      bus,
      newEvent(this.cloud, { source: Source, detailType: DetailType, detail: JSON.parse(text) }),
    );
  }

  private async giveUp(pending: Pending<Invocation>, error: unknown): Promise<void> {
    const { target, arn } = pending.job;
    const queue = target.DeadLetterConfig?.Arn;
    const why = error instanceof Error ? error.message : String(error);
    const goes = queue === undefined ? "it is dropped" : `it goes to ${queue}`;
    this.cloud.log.warn("scheduler", `${arn} did not reach ${target.Arn}: ${why}; ${goes}`);
    if (queue === undefined) return;
    const about = { SCHEDULE_ARN: arn, TARGET_ARN: target.Arn };
    const attributes = deadLetterAttributes(pending, error, target.RetryPolicy ?? {}, about);
    const body = target.Input ?? this.notice(pending.job);
    const principal = this.cloud.access.servicePrincipal(target.RoleArn, SERVICE);
    if (!principal) throw new Undeliverable(`${SERVICE} may not assume ${target.RoleArn}`);
    await toDeadLetterQueue(this.cloud, queue, { body, attributes }, principal);
  }
}

/** fidelity: docs: "Adding context attributes" */
const replaced = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/<aws\.scheduler\.([a-z-]+)>/g, (all, name: string) => values[name] ?? all);
