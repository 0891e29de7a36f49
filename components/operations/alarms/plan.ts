import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { type Plan, planned } from "../../core/component/plan";
import { type AlarmsArgs, alarmsArgs } from "./args";

export type AlarmsPlan = Plan<"Alarms", AlarmsArgs>;

/** @throws {ArgsError} when `email` is none. */
export const planAlarms = (name: string, args: AlarmsArgs | AlarmsPlan = {}): AlarmsPlan =>
  planned("Alarms", name, args, (given: AlarmsArgs) => {
    checkArgs(name, given, alarmsArgs);
    const { email } = given;
    if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
      throw new ArgsError(name, "email", `must be an e-mail address (it is ${JSON.stringify(email)})`);
    return given;
  });
