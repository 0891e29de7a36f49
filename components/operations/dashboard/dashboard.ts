import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import { atProgramEnd } from "../../core/program-end";
import type { DashboardArgs } from "./args";
import { dashboardBody } from "./body";
import { type DashboardNodes, dashboardChildren } from "./children";
import { type DashboardPlan, planDashboard } from "./plan";

/**
 * A dashboard of CloudWatch: how components and all that they stand on have fared, drawn together by what they are.
 *
 * Billed by the dashboard and month; the first three of an account are free, as long as each refers to 50 metrics or
 * fewer (https://aws.amazon.com/cloudwatch/pricing, read 2026-11).
 *
 * @throws {ArgsError} for what has no widgets, before anything is registered.
 * @example
 * new Dashboard("shop", { shows: [api, jobs] });
 */
export class Dashboard extends pulumi.ComponentResource {
  /** `<project>-<stack>-<name>`, so that stacks can share an account. */
  readonly name: pulumi.Output<string>;
  readonly nodes: DashboardNodes;

  constructor(name: string, args: DashboardArgs | DashboardPlan, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planDashboard(name, args);
    super(componentType("Dashboard"), name, {}, opts);
    const make = childrenOf(dashboardChildren, this, name, plan.transform);
    const { region } = getRegionOutput({}, { parent: this });
    const dashboard = make("dashboard", undefined, {
      // CloudWatch knows no dots in it, which projects may have.
      dashboardName: `${pulumi.getProject()}-${pulumi.getStack()}-${name}`.replaceAll(".", "-"),
      // What is made after it may stand behind what it shows.
      dashboardBody: atProgramEnd(() => dashboardBody(plan.shows, region)),
    });
    this.nodes = { dashboard };
    this.name = dashboard.dashboardName;
    this.registerOutputs({ name: this.name });
  }
}
