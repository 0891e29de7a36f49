import { within } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import type { Authorizer } from "../../core/authorizer";
import { type Plan, planned, planOf } from "../../core/component/plan";
import { planRestApi, type RestApiPlan } from "../../logic/rest-api/plan";
import { type DashboardPlan, planPatternDashboard } from "../../operations/dashboard/plan";
import type { UserPoolArgs } from "../../presentation/user-pool/args";
import { type UserPoolAuthorizerArgs, userPoolAuthorizer } from "../../presentation/user-pool/authorizer";
import { planUserPool, type UserPoolPlan } from "../../presentation/user-pool/plan";
import { UserPool } from "../../presentation/user-pool/user-pool";
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

/** What apps are given to call APIs with. */
export const BY_DEFAULT: UserPoolAuthorizerArgs<never> = { token: "access" };

/** @throws {ArgsError} for what one of the parts would refuse. */
export const planMobileBackend = <Client extends string>(
  name: string,
  args: MobileBackendArgs<Client> | MobileBackendPlan<Client>,
): MobileBackendPlan<Client> =>
  planned("MobileBackend", name, args, (given: MobileBackendArgs<Client>) => settings(name, given));

const settings = <Client extends string>(name: string, args: MobileBackendArgs<Client>): Settings<Client> => {
  checkArgs(name, args, mobileBackendArgs);
  const { users: _, dashboard, ...api } = args;
  const users = planUsers(name, args);
  const byDefault = namesAll(args)
    ? undefined
    : userPoolAuthorizer(planOf<UserPoolPlan<Client>>(users), undefined, BY_DEFAULT);
  return {
    users,
    byDefault,
    api: planRestApi(name, byDefault === undefined ? api : { ...api, auth: byDefault }),
    dashboard: planPatternDashboard(name, dashboard),
  };
};

/** Whether each route says who may call, by itself or with all. */
const namesAll = ({ auth, routes }: Pick<MobileBackendArgs, "auth" | "routes">): boolean =>
  auth !== undefined || Object.values(routes).every((route) => route?.auth !== undefined);

const planUsers = <Client extends string>(name: string, { users, alarms }: MobileBackendArgs<Client>) => {
  if (users instanceof UserPool) return users;
  return within(
    name,
    (path) => `users.${path}`,
    () => planUserPool(name, { ...poolAlarms(alarms), ...users }),
  );
};

/** Where those of the API go, those of the users go. */
const poolAlarms = (alarms: MobileBackendArgs["alarms"] = {}): Pick<UserPoolArgs, "alarms"> => {
  if (alarms === false) return { alarms };
  return alarms.topicArn === undefined ? {} : { alarms: { topicArn: alarms.topicArn } };
};
