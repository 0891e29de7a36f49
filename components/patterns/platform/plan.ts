import { ArgsError, within } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { type Plan, planned } from "../../core/component/plan";
import { ownStack, stackOutput } from "../../core/stack-outputs";
import { EventBus } from "../../messaging/event-bus/event-bus";
import { type EventBusPlan, planEventBus } from "../../messaging/event-bus/plan";
import { type DashboardPlan, planPatternDashboard } from "../../operations/dashboard/plan";
import { Domain } from "../../presentation/domain/domain";
import { type DomainPlan, planDomain } from "../../presentation/domain/plan";
import { type PlatformArgs, platformArgs } from "./args";
import { type SharedPlatform, sharedPlatform } from "./shared-platform";

/** Of a platform that is made here. */
export interface MadeSettings extends Omit<PlatformArgs, "bus" | "domain" | "dashboard"> {
  /** Made already, or to be made here. */
  readonly bus: EventBus | EventBusPlan;
  readonly domain: Domain | DomainPlan | undefined;
  readonly dashboard: DashboardPlan | undefined;
}

/** Of one that another stack made. */
export interface AdoptedSettings {
  readonly adopted: SharedPlatform;
  readonly stack: string;
}

/** A platform's arguments, checked, or what another stack shares of its own. */
export type PlatformPlan = Plan<"Platform", MadeSettings | AdoptedSettings>;

/** @throws {ArgsError} for what one of its parts would refuse. */
export const planPlatform = (name: string, args: PlatformArgs | PlatformPlan): PlatformPlan =>
  planned("Platform", name, args, (given: PlatformArgs): MadeSettings | AdoptedSettings => {
    checkArgs(name, given, platformArgs);
    const { bus, domain, dashboard = true } = given;
    return {
      ...given,
      bus: bus instanceof EventBus ? bus : planBus(name, bus),
      domain: domain && (domain instanceof Domain ? apiDomain(name, domain) : planNames(name, domain)),
      dashboard: planPatternDashboard(name, dashboard),
    };
  });

/**
 * What another stack shares, read and checked.
 *
 * @throws {ArgsError} for a stack that is not there or of another shape, and for one that reads this one.
 */
export const adoptedPlan = async (stack: string, output: string): Promise<PlatformPlan> => {
  const adopted = (await stackOutput(stack, output, sharedPlatform)) as SharedPlatform; // what it was checked to be
  if (adopted.reads.includes(ownStack()))
    throw new ArgsError(
      stack,
      `${output}.reads`,
      `must not name ${ownStack()}, which reads that stack: neither could be deployed first; what both need belongs into a stack that both read`,
    );
  return planned<"Platform", AdoptedSettings, object>("Platform", adopted.name, {}, () => ({ adopted, stack }));
};

const planBus = (name: string, bus: Exclude<PlatformArgs["bus"], EventBus>): EventBusPlan =>
  within(
    name,
    (path) => `bus.${path}`,
    () => planEventBus(name, bus),
  );

const planNames = (name: string, domain: Exclude<PlatformArgs["domain"], Domain | undefined>): DomainPlan =>
  within(
    name,
    (path) => `domain.${path}`,
    () => planDomain(name, { ...domain, for: "api" }),
  );

const apiDomain = (name: string, domain: Domain): Domain => {
  if (domain.plan.for === "api") return domain;
  throw new ArgsError(name, "domain", `must be for: "api" (${domain.plan.name} is for a site)`);
};
