import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { isData, must, strict } from "../args/args-shape";
import { childName } from "./naming";
import { type Transform, transformed } from "./transform";

type ChildClass = new (name: string, args: never, opts?: never) => pulumi.Resource;

type Classes = Readonly<Record<string, ChildClass>>;

/**
 * The kinds of children of a component, by the name of their hatch. A function, because the provider loads a class when
 * it is named, and a program has no use for those of components that it does not make.
 */
export type Children = () => Classes;

type KindOf<C extends Children> = keyof ReturnType<C> & string;

type ArgsOf<Class extends ChildClass> = NonNullable<ConstructorParameters<Class>[1]>;

/** `transform` of a component: for each kind of child what changes its arguments, after all defaults. */
export type TransformOf<C extends Children> = {
  readonly [Kind in KindOf<C>]?: Transform<ArgsOf<ReturnType<C>[Kind]>>;
};

/** Kinds that are not there exactly once: not always, any number in the order of creation, or one for each key. */
type Occurrence<C extends Children> = { readonly [Kind in KindOf<C>]?: "optional" | "list" | "by key" };

type Node<Child, Occurs> = Occurs extends "list"
  ? readonly Child[]
  : Occurs extends "by key"
    ? Readonly<Record<string, Child>>
    : Child;

type OptionalKind<O> = { [Kind in keyof O]: O[Kind] extends "optional" ? Kind : never }[keyof O];

/** `nodes` of a component: its children by their kind, `O` for those that do not occur exactly once. */
export type NodesOf<C extends Children, O extends Occurrence<C> = Record<never, never>> = {
  readonly [Kind in Exclude<KindOf<C>, OptionalKind<O>>]: Node<
    InstanceType<ReturnType<C>[Kind]>,
    Kind extends keyof O ? O[Kind] : "once"
  >;
} & { readonly [Kind in KindOf<C> & OptionalKind<O>]?: InstanceType<ReturnType<C>[Kind]> };

/** Makes a child: the primary one, without a role, is called as its component, all others `<component>-<role>`. */
export type Make<C extends Children> = <Kind extends KindOf<C>>(
  kind: Kind,
  role: string | undefined,
  args: ArgsOf<ReturnType<C>[Kind]>,
  opts?: pulumi.CustomResourceOptions,
) => InstanceType<ReturnType<C>[Kind]>;

/**
 * The one way in which a component makes children, so that every one of them has its hatch.
 *
 * @param onMade Is told the arguments that a child is made with, as its hatch left them.
 */
export const childrenOf = <C extends Children>(
  children: C,
  parent: pulumi.Resource,
  name: string,
  transform: TransformOf<C> = {},
  onMade?: (kind: KindOf<C>, args: object) => void,
): Make<C> => {
  const classes = children();
  const hatches: Readonly<Record<string, Transform<object> | undefined>> = transform;
  return (kind, role, args, opts) => {
    // Held by the type of `Make`: a class takes the arguments of its kind, and makes an instance of it.
    const Child = classes[kind] as unknown as new (...args: unknown[]) => never;
    const [changed, options] = transformed<object>(args, { parent, ...opts }, hatches[kind]);
    onMade?.(kind, changed);
    return new Child(childName(name, role), changed, options);
  };
};

/**
 * The shape of `transform`: within a hatch, everything is the provider's.
 *
 * @param components The `transform`s of children that are components themselves.
 */
export const transformShape = (
  children: Children,
  components: Readonly<Record<string, z.ZodOptional>> = {},
): z.ZodOptional =>
  z
    .custom(isData, must(HATCHES))
    .pipe(z.lazy(() => strict({ ...hatchesOf(children), ...components }, HATCHES)))
    .optional();

const HATCHES = "what changes the arguments of children, by their kind: { queue: { … } }";

const hatchesOf = (children: Children) => Object.fromEntries(Object.keys(children()).map((kind) => [kind, HATCH]));

const HATCH = z
  .custom((value) => typeof value === "function" || isData(value), must("arguments to merge, or a function"))
  .optional();
