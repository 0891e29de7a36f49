import type * as z from "zod";
import { either, list, object, type Shape } from "../../core/args/args-shape";
import { transformShape } from "../../core/component/children";
import { type Watched, watchedShape } from "../../core/widget";
import { type DashboardTransform, dashboardChildren } from "./children";

export interface DashboardArgs {
  /** Components, and with them what they stand on: for an API its functions, and the tables that these are linked to. */
  readonly shows: readonly Watched[];
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: DashboardTransform;
}

/** What a pattern takes for its dashboard, on which its parts are already. */
export interface PatternDashboard {
  /** What else to show. @default [] */
  readonly also?: readonly Watched[];
  readonly transform?: DashboardTransform;
}

const watched = list(watchedShape, "a list of components, [api, table]");

const shape: Shape<DashboardArgs> = { shows: watched, transform: transformShape(dashboardChildren) };

export const dashboardArgs = object(shape);

/** The shape of `dashboard` of a pattern. */
export const patternDashboardShape: z.ZodOptional = either(
  (value) => typeof value === "boolean",
  object<PatternDashboard>({ also: watched.optional(), transform: shape.transform }, "true, false"),
).optional();
