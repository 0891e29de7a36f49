import * as z from "zod";
import { ArgsError } from "../args/args-error";
import { isData, must } from "../args/args-shape";

/** Known to every copy of the package that may be installed. */
const KIND = Symbol.for("serverless-tiers.plan");

/**
 * Checked arguments of a component that is not made yet: `planQueue("orders", args)`. Whoever composes components asks
 * for the plans of all parts, holds them against one another, and only then makes the first.
 */
export type Plan<Kind extends string, Settings> = Settings & { readonly [KIND]: Kind; readonly name: string };

/**
 * The plan of a component that was handed either arguments or a plan.
 *
 * @param check Says what the arguments come to, in the units of AWS.
 * @throws {ArgsError} for arguments that `check` refuses, and for the plan of another name.
 */
export const planned = <Kind extends string, Settings extends object, Args extends object>(
  kind: Kind,
  name: string,
  args: Args | Plan<Kind, Settings>,
  check: (args: Args) => Settings,
): Plan<Kind, Settings> => {
  if (!isPlan<Kind, Settings>(kind, args)) return { ...check(args), [KIND]: kind, name };
  if (args.name === name) return args;
  throw new ArgsError(name, "arguments", `must be the plan of ${name} (it is that of ${args.name})`);
};

export const isPlan = <Kind extends string, Settings>(kind: Kind, value: unknown): value is Plan<Kind, Settings> =>
  isData(value) && (value as { readonly [KIND]?: unknown })[KIND] === kind;

/** The shape of a part: a component of a class, asked for late because classes may need each other, or its plan. */
export const part = (kind: string, type: () => abstract new (...args: never) => object): z.ZodType =>
  z.custom((value) => value instanceof type() || isPlan(kind, value), must(`a ${kind}`));

/** The plan of a part, which may be made already. */
export const planOf = <P extends object>(part: P | { readonly plan: P }): P => ("plan" in part ? part.plan : part);
