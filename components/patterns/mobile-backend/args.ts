import { object, type Shape } from "../../core/args/args-shape";
import { type RestApiAlarms, type RestApiArgs, restApiShape } from "../../logic/rest-api/args";
import type { RouteAuth } from "../../logic/rest-api/route";
import { type PatternDashboard, patternDashboardShape } from "../../operations/dashboard/args";
import type { UserPoolArgs } from "../../presentation/user-pool/args";
import type { UserPool } from "../../presentation/user-pool/user-pool";
import { usersShape } from "../users";

/** @typeParam Client Keys of the user pool's clients. */
export interface MobileBackendArgs<Client extends string = string> extends RestApiArgs {
  /** Who may sign in, or the arguments of such a pool. Routes that ask for more than the default need one that is made. */
  readonly users: UserPool<Client> | UserPoolArgs<Client>;
  /** Who may call the routes that do not say it themselves. @default users.authorizer({ token: "access" }) */
  readonly auth?: RouteAuth;
  /** Alarms of the API, and of users that are made here. @default {} (all, no topic) */
  readonly alarms?: RestApiAlarms | false;
  /**
   * A dashboard of the API, of what its routes lead to and what their functions are linked to, and of the users. The first
   * three of an account are free.
   *
   * @default true
   */
  readonly dashboard?: boolean | PatternDashboard;
}

const shape: Shape<MobileBackendArgs> = {
  // Every route has its target.
  ...(restApiShape as Shape<RestApiArgs>),
  users: usersShape,
  dashboard: patternDashboardShape,
};

export const mobileBackendArgs = object(shape);
