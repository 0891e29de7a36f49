import { checkArgs } from "../../core/args/check-args";
import { type Plan, planned } from "../../core/component/plan";
import { type DashboardArgs, dashboardArgs, type PatternDashboard } from "./args";

export type DashboardPlan = Plan<"Dashboard", DashboardArgs>;

/** @throws {ArgsError} for what has no widgets. */
export const planDashboard = (name: string, args: DashboardArgs | DashboardPlan): DashboardPlan =>
  planned("Dashboard", name, args, (given: DashboardArgs) => {
    checkArgs(name, given, dashboardArgs);
    return given;
  });

/** That of a pattern, whose parts come before what else is shown; `undefined` without one. */
export const planPatternDashboard = (
  name: string,
  dashboard: boolean | PatternDashboard = true,
): DashboardPlan | undefined => {
  if (dashboard === false) return undefined;
  const { also = [], ...args } = dashboard === true ? {} : dashboard;
  return planDashboard(name, { ...args, shows: also });
};
