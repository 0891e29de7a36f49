import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { type Plan, planned } from "../../core/component/plan";
import { type AlarmsArgs, alarmsArgs } from "./args";

export type AlarmsPlan = Plan<"Alarms", AlarmsArgs>;

/** @throws {ArgsError} when `email` or `region` is none. */
export const planAlarms = (name: string, args: AlarmsArgs | AlarmsPlan = {}): AlarmsPlan =>
  planned("Alarms", name, args, (given: AlarmsArgs) => {
    checkArgs(name, given, alarmsArgs);
    const { email, region } = given;
    if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
      throw new ArgsError(name, "email", `must be an e-mail address (it is ${JSON.stringify(email)})`);
    if (region !== undefined && !/^[a-z]{2,4}(-[a-z]+)+-\d$/.test(region))
      throw new ArgsError(name, "region", `must be a region, "us-east-1" (it is ${JSON.stringify(region)})`);
    return given;
  });
