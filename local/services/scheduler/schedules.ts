import * as z from "zod";
import type { Cloud } from "../../cloud/cloud";
import type { Collection } from "../../data/storage";
import { parseSchedule, type Schedule } from "../../languages/schedules/schedule";
import { ScheduleError } from "../../languages/schedules/schedule-error";
import { isTimeZone } from "../../languages/schedules/time-zone";
import { notEmulated } from "../../wire/operations/not-emulated";
import { ServiceError } from "../../wire/service-error";
import { isTarget } from "../deliveries/target";

export const Target = z.object({
  Arn: z.string().min(1).max(1_600),
  RoleArn: z.string().min(1).max(1_600),
  Input: z.string().optional(),
  DeadLetterConfig: z.object({ Arn: z.string().optional() }).optional(),
  RetryPolicy: z
    .object({
      MaximumRetryAttempts: z.int().min(0).max(185).optional(),
      MaximumEventAgeInSeconds: z.int().min(60).max(86_400).optional(),
    })
    .optional(),
  SqsParameters: z.object({ MessageGroupId: z.string().optional() }).optional(),
  KinesisParameters: z.object({ PartitionKey: z.string() }).optional(),
  EventBridgeParameters: z.object({ DetailType: z.string(), Source: z.string() }).optional(),
});

export const Settings = z.object({
  ScheduleExpression: z.string().min(1).max(256),
  ScheduleExpressionTimezone: z.string().min(1).max(50).default("UTC"),
  FlexibleTimeWindow: z.object({
    Mode: z.enum(["OFF", "FLEXIBLE"]),
    MaximumWindowInMinutes: z.int().min(1).max(1_440).optional(),
  }),
  Target,
  State: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  Description: z.string().max(512).optional(),
  /** Seconds since the epoch. */
  StartDate: z.number().optional(),
  EndDate: z.number().optional(),
  ActionAfterCompletion: z.enum(["NONE", "DELETE"]).default("NONE"),
  KmsKeyArn: z.string().optional(),
});

export type Settings = z.output<typeof Settings>;

export interface ScheduleRecord {
  readonly name: string;
  readonly group: string;
  readonly settings: Settings;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly modified: number;
  /** When it was last due, so that one time does not come twice. */
  readonly fired?: number;
}

export interface GroupRecord {
  readonly name: string;
  readonly created: number;
  readonly modified: number;
  readonly tags: Readonly<Record<string, string>>;
}

export const DEFAULT_GROUP = "default";

export const invalid = (text: string): ServiceError => new ServiceError("ValidationException", text);

/** @throws {ServiceError} for settings that Scheduler refuses, or that are not emulated */
export const checkSettings = ({
  ScheduleExpression,
  ScheduleExpressionTimezone,
  FlexibleTimeWindow: { Mode, MaximumWindowInMinutes },
  StartDate,
  EndDate,
  Target: { Arn, Input, SqsParameters, KinesisParameters, EventBridgeParameters },
}: Settings): void => {
  if (!isTimeZone(ScheduleExpressionTimezone)) {
    throw invalid(`Invalid Schedule Expression Timezone ${ScheduleExpressionTimezone}.`); // fidelity: guess: the text
  }
  scheduleOf(ScheduleExpression, ScheduleExpressionTimezone);
  if ((Mode === "FLEXIBLE") !== (MaximumWindowInMinutes !== undefined)) {
    throw invalid(
      Mode === "FLEXIBLE"
        ? "MaximumWindowInMinutes must be provided when FlexibleTimeWindow Mode is FLEXIBLE."
        : "MaximumWindowInMinutes must not be provided when FlexibleTimeWindow Mode is OFF.",
    ); // fidelity: guess: the texts
  }
  if (StartDate !== undefined && EndDate !== undefined && EndDate <= StartDate) {
    throw invalid("The EndDate you specify must come after the StartDate."); // fidelity: guess: the text
  }
  if (!isTarget(Arn)) throw notEmulated("scheduler", "CreateSchedule", `the target ${Arn}`);
  const service = Arn.split(":")[2];
  const lacks = (parameters: string) => invalid(`${parameters} must be specified for target ${Arn}.`); // fidelity: guess: the text
  if (Arn.endsWith(".fifo") && service === "sqs" && !SqsParameters?.MessageGroupId) throw lacks("SqsParameters");
  if (service === "kinesis" && !KinesisParameters) throw lacks("KinesisParameters");
  if (service === "events" && !EventBridgeParameters) throw lacks("EventBridgeParameters");
  if (service === "events" && !isJsonObject(Input)) throw invalid("Input must be a JSON object for an event bus."); // fidelity: guess: the text
};

const isJsonObject = (text: string | undefined): boolean => {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

/** @throws {ServiceError} fidelity: observed: tests_create_schedule_with_invalid_schedule_expression of LocalStack's tests */
export const scheduleOf = (expression: string, timeZone: string): Schedule => {
  try {
    return parseSchedule(expression, timeZone);
  } catch (error) {
    if (error instanceof ScheduleError) throw invalid(`Invalid Schedule Expression ${expression}.`);
    throw error;
  }
};

/** All schedules of the account, in their groups. */
export class Schedules {
  private readonly schedules: Collection<ScheduleRecord>;
  private readonly groups: Collection<GroupRecord>;
  private readonly watchers: ((schedule: ScheduleRecord | undefined, key: string) => void)[] = [];

  constructor(readonly cloud: Pick<Cloud, "account" | "clock" | "partition" | "region" | "storage">) {
    this.schedules = cloud.storage.collection("scheduler.schedules");
    this.groups = cloud.storage.collection("scheduler.groups");
  }

  arn(group: string, name: string): string {
    return `${this.prefix()}schedule/${group}/${name}`;
  }

  groupArn(name: string): string {
    return `${this.prefix()}schedule-group/${name}`;
  }

  find(group: string, name: string): ScheduleRecord | undefined {
    return this.schedules.get(keyOf(group, name));
  }

  require(group: string, name: string): ScheduleRecord {
    const found = this.find(group, name);
    if (!found) throw new ServiceError("ResourceNotFoundException", `Schedule ${name} does not exist.`, 404);
    return found;
  }

  all(): readonly ScheduleRecord[] {
    return [...this.schedules.entries()].map(([, schedule]) => schedule);
  }

  async put(schedule: ScheduleRecord): Promise<void> {
    const key = keyOf(schedule.group, schedule.name);
    await this.schedules.put(key, schedule);
    for (const watch of this.watchers) watch(schedule, key);
  }

  async remove(group: string, name: string): Promise<void> {
    const key = keyOf(group, name);
    await this.schedules.remove(key);
    for (const watch of this.watchers) watch(undefined, key);
  }

  watch(watcher: (schedule: ScheduleRecord | undefined, key: string) => void): void {
    this.watchers.push(watcher);
  }

  findGroup(name: string): GroupRecord | undefined {
    return this.groups.get(name) ?? (name === DEFAULT_GROUP ? { name, created: 0, modified: 0, tags: {} } : undefined);
  }

  requireGroup(name: string): GroupRecord {
    const found = this.findGroup(name);
    if (!found) throw new ServiceError("ResourceNotFoundException", `Schedule group ${name} does not exist.`, 404);
    return found;
  }

  allGroups(): readonly GroupRecord[] {
    const own = [...this.groups.entries()].map(([, group]) => group);
    return own.some(({ name }) => name === DEFAULT_GROUP) ? own : [this.requireGroup(DEFAULT_GROUP), ...own];
  }

  putGroup(group: GroupRecord): Promise<void> {
    return this.groups.put(group.name, group);
  }

  /** With all schedules in it. */
  async removeGroup(name: string): Promise<void> {
    for (const schedule of this.all()) if (schedule.group === name) await this.remove(name, schedule.name);
    await this.groups.remove(name);
  }

  private prefix(): string {
    const { partition, region, account } = this.cloud;
    return `arn:${partition}:scheduler:${region}:${account}:`;
  }
}

export const keyOf = (group: string, name: string): string => `${group}/${name}`;
