import { checkArgs } from "../../core/args/check-args";
import type { Authorizer } from "../../core/authorizer";
import { type Plan, planned, planOf } from "../../core/component/plan";
import { planRestApi, type RestApiPlan } from "../../logic/rest-api/plan";
import { type DashboardPlan, planPatternDashboard } from "../../operations/dashboard/plan";
import type { UserPoolPlan } from "../../presentation/user-pool/plan";
import type { UserPool } from "../../presentation/user-pool/user-pool";
import { planAuth, planUsers } from "../users";
import { type MobileBackendArgs, mobileBackendArgs } from "./args";

interface Settings<Client extends string> {
  /** Made already, or to be made here. */
  readonly users: UserPool<Client> | UserPoolPlan<Client>;
  /** Of the routes that name none; planned only, as the pool may be. `undefined` where all of them name one. */
  readonly byDefault: Authorizer | undefined;
  readonly api: RestApiPlan;
  readonly dashboard: DashboardPlan | undefined;
}

/** A mobile backend's arguments: the plans of its parts, held against one another. */
export type MobileBackendPlan<Client extends string = string> = Plan<"MobileBackend", Settings<Client>>;

/** @throws {ArgsError} for what one of the parts would refuse. */
export const planMobileBackend = <Client extends string>(
  name: string,
  args: MobileBackendArgs<Client> | MobileBackendPlan<Client>,
): MobileBackendPlan<Client> =>
  planned("MobileBackend", name, args, (given: MobileBackendArgs<Client>) => settings(name, given));

const settings = <Client extends string>(name: string, args: MobileBackendArgs<Client>): Settings<Client> => {
  checkArgs(name, args, mobileBackendArgs);
  const { users: given, dashboard, ...api } = args;
  const users = planUsers(name, given, args.alarms);
  const byDefault = planAuth(name, planOf<UserPoolPlan<Client>>(users), args);
  return {
    users,
    byDefault,
    api: planRestApi(name, byDefault === undefined ? api : { ...api, auth: byDefault }),
    dashboard: planPatternDashboard(name, dashboard),
  };
};
