import { within } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { type Plan, planned } from "../../core/component/plan";
import { EventBus } from "../../messaging/event-bus/event-bus";
import { type EventBusPlan, planEventBus } from "../../messaging/event-bus/plan";
import { type PlatformArgs, platformArgs } from "./args";

interface Settings extends Omit<PlatformArgs, "bus"> {
  /** Made already, or to be made here. */
  readonly bus: EventBus | EventBusPlan;
}

/** A platform's arguments, checked. */
export type PlatformPlan = Plan<"Platform", Settings>;

/** @throws {ArgsError} for what its bus would refuse. */
export const planPlatform = (name: string, args: PlatformArgs | PlatformPlan): PlatformPlan =>
  planned("Platform", name, args, (given: PlatformArgs) => {
    checkArgs(name, given, platformArgs);
    const { bus } = given;
    return { ...given, bus: bus instanceof EventBus ? bus : planBus(name, bus) };
  });

const planBus = (name: string, bus: Exclude<PlatformArgs["bus"], EventBus>): EventBusPlan =>
  within(
    name,
    (path) => `bus.${path}`,
    () => planEventBus(name, bus),
  );
