import { compileEventPattern, type EventPattern } from "../../../languages/event-patterns/compile-event-pattern";
import { PatternError } from "../../../languages/event-patterns/pattern-error";
import { parseSchedule, type Schedule } from "../../../languages/schedules/schedule";
import { ScheduleError } from "../../../languages/schedules/schedule-error";
import { invalid, invalidPattern } from "../events-error";
import type { Target } from "../targets/target";

export interface RuleRecord {
  readonly name: string;
  readonly bus: string;
  readonly arn: string;
  readonly pattern?: string | undefined;
  readonly schedule?: string | undefined;
  readonly description?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly state: "ENABLED" | "DISABLED" | "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";
  readonly tags?: Readonly<Record<string, string>>;
  /** In the order in which they were put. */
  readonly targets: readonly Target[];
  /** From when on a rate counts, in milliseconds since the epoch. */
  readonly since: number;
}

/** @throws {ServiceError} */
export const compilePattern = (text: string): EventPattern => {
  try {
    return compileEventPattern(text);
  } catch (error) {
    if (error instanceof PatternError) throw invalidPattern(error.message);
    throw error;
  }
};

/** @throws {ServiceError} fidelity: observed: test_events_schedule of LocalStack's tests */
export const readSchedule = (text: string): Schedule => {
  try {
    const schedule = parseSchedule(text);
    if (schedule.kind !== "at") return schedule;
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
  }
  throw invalid("Parameter ScheduleExpression is not valid.");
};
