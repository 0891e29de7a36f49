import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { must } from "./args/args-shape";

/** One metric of CloudWatch, as a line. */
export interface Line {
  /** Whose it is and what, in few words: `get-show`, `orders, dead letters`. */
  readonly label: string;
  /** `AWS/Lambda` */
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
  readonly statistic: "Sum" | "Average" | "Maximum" | "Minimum" | `p${number}`;
}

/** Lines on one scale. Those of one section and title are drawn together: errors of functions, a line for each. */
export interface Widget {
  readonly section: string;
  readonly title: string;
  /** Where its metrics are, if not where the dashboard is. */
  readonly region?: string;
  readonly lines: readonly Line[];
}

/** What shows on a dashboard how it fares. */
export interface Watched {
  widgets(): readonly Widget[];
  /** What it stands on, shown after it: functions of an API, tables that a function is linked to. @default nothing */
  behind?(): readonly Watched[];
}

/** Each once, those behind after those before them. */
export const allWatched = (shown: readonly Watched[]): Watched[] => {
  const all = new Set(shown);
  // A set hands out what is added while it is walked through.
  for (const watched of all) for (const behind of watched.behind?.() ?? []) all.add(behind);
  return [...all];
};

/** What links and targets lead to, where it is watched. */
export const watchedOf = (leading: readonly { readonly watched?: Watched }[]): Watched[] =>
  leading.flatMap(({ watched }) => (watched === undefined ? [] : [watched]));

export const watchedShape: z.ZodType = z.custom(
  (value) => typeof Object(value).widgets === "function",
  must("a component with widgets: a RestApi, a LambdaFunction, a Table"),
);
