import { Dashboard } from "@pulumi/aws/cloudwatch";
import type { NodesOf, TransformOf } from "../../core/component/children";

export const dashboardChildren = () => ({ dashboard: Dashboard });

export type DashboardTransform = TransformOf<typeof dashboardChildren>;

export type DashboardNodes = NodesOf<typeof dashboardChildren>;
