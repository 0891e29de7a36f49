import type { EventName } from "../../contracts/event";
import { checkAccounts } from "../../core/args/accounts";
import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { toSeconds } from "../../core/args/duration";
import { isAdopting } from "../../core/component/adopting";
import { type Plan, planned } from "../../core/component/plan";
import { type AdoptedEventBus, type AdoptingEventBusArgs, adoptingEventBusArgs } from "./adopted-event-bus";
import { type EventBusArgs, eventBusArgs } from "./args";
import type { EventBusTransform } from "./children";

interface Settings {
  readonly events: readonly EventName[];
  /** That of another stack; none is made. */
  readonly adopted: AdoptedEventBus | undefined;
  readonly archiveDays: number | undefined;
  readonly accounts: readonly string[];
  readonly transform: EventBusTransform | undefined;
}

/** A bus's arguments, checked and in the units of AWS. */
export type EventBusPlan = Plan<"EventBus", Settings>;

/** @throws {ArgsError} for a value that AWS or the design would refuse. */
export const planEventBus = (name: string, args: EventBusArgs | AdoptingEventBusArgs | EventBusPlan): EventBusPlan =>
  planned("EventBus", name, args, (given: EventBusArgs | AdoptingEventBusArgs) =>
    isAdopting<AdoptingEventBusArgs>(given) ? adoptedSettings(name, given) : settings(name, given),
  );

const adoptedSettings = (name: string, args: AdoptingEventBusArgs): Settings => {
  checkArgs(name, args, adoptingEventBusArgs);
  const { adopted } = args;
  return { events: adopted.events, adopted, archiveDays: undefined, accounts: [], transform: undefined };
};

const DAY_SECONDS = 86_400;

const settings = (name: string, args: EventBusArgs): Settings => {
  checkArgs(name, args, eventBusArgs);
  const { events, archive, accounts = [], transform } = args;
  if (events.length === 0)
    throw new ArgsError(name, "events", "must have one event at least: a bus without is of no use");
  const twice = events.find(({ source, detailType }, index) =>
    events.slice(0, index).some((other) => other.source === source && other.detailType === detailType),
  );
  if (twice)
    throw new ArgsError(
      name,
      "events",
      `must have each event once (${twice.detailType} of ${twice.source} is there twice)`,
    );
  checkAccounts(name, ["accounts"], accounts);
  const archiveDays = archive === undefined ? undefined : days(name, archive);
  return { events, adopted: undefined, archiveDays, accounts, transform };
};

const days = (name: string, archive: NonNullable<EventBusArgs["archive"]>): number => {
  const seconds = toSeconds(name, "archive", archive, { min: "1 day", max: "3650 days" });
  if (seconds % DAY_SECONDS === 0) return seconds / DAY_SECONDS;
  throw new ArgsError(name, "archive", `must be a whole number of days, "30 days" (it is "${archive}")`);
};
