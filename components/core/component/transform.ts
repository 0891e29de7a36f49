import type * as pulumi from "@pulumi/pulumi";
import { isData } from "../args/args-shape";
import { shown } from "../args/shown";
import { mergedPolicies } from "./merged-policies";

/**
 * The escape hatch: changes what a component passes to one of its children, after all defaults.
 *
 * An object is merged in: plain objects merge deep, arrays and outputs replace, policies gain its statements.
 * A function may change `args` and `opts` in place; arguments that it returns count instead of those that it was given.
 */
export type Transform<Args> =
  | Partial<Args>
  // biome-ignore lint/suspicious/noConfusingVoidType: what a function returns that only changes in place.
  | ((args: Args, opts: pulumi.CustomResourceOptions) => Args | void);

/**
 * Arguments and options of a child, transformed, ready to be spread: `new sqs.Queue(name, ...transformed(…))`.
 *
 * An input that the component ignores changes of, because it comes from the component's name, counts again where the
 * transform says what it is.
 */
export const transformed = <Args extends object>(
  args: Args,
  opts: pulumi.CustomResourceOptions,
  transform: Transform<Args> | undefined,
): [Args, pulumi.CustomResourceOptions] => {
  if (transform === undefined) return [args, opts];
  const [changed, options] = applied(args, opts, transform);
  if (opts.ignoreChanges === undefined) return [changed, options];
  const said = opts.ignoreChanges.filter((key) => changed[key as keyof Args] !== args[key as keyof Args]);
  return [changed, { ...options, ignoreChanges: options.ignoreChanges?.filter((key) => !said.includes(key)) }];
};

const applied = <Args extends object>(
  args: Args,
  opts: pulumi.CustomResourceOptions,
  transform: Transform<Args>,
): [Args, pulumi.CustomResourceOptions] => {
  if (typeof transform !== "function") return [merged(args, transform), opts];
  const copies: [Args, pulumi.CustomResourceOptions] = [merged(args, {}), { ...opts }];
  const [changed, options] = copies;
  const returned = transform(changed, options) ?? changed;
  if (!isData(returned))
    throw new Error(`transform: a function must return arguments, or nothing (it is ${shown(returned)})`);
  return [returned, options];
};

const POLICIES: ReadonlySet<string> = new Set(["policy", "assumeRolePolicy"]);

const merged = <T extends object>(base: T, over: Partial<T>): T => {
  const result = { ...base } as Record<string, unknown>;
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) continue;
    const old = result[key];
    if (POLICIES.has(key) && old !== undefined) result[key] = mergedPolicies(old, value);
    else result[key] = isPlain(old) && isPlain(value) ? merged(old, value) : value;
  }
  // The keys are those of `base` and of `over`, both of type T, so is the copy above.
  return result as T;
};

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
