import type { XmlTree } from "../../../wire/protocols/read-xml";

type Properties = Readonly<Record<string, unknown>>;

/** How one property of a resource stands in the document of the API. */
interface Field {
  readonly wire: string;
  readonly to: (value: unknown) => unknown;
  readonly from: (value: unknown) => unknown;
}

/** The properties of a resource, or of an object within. */
export type Shape = Readonly<Record<string, Field>>;

export const text = (wire: string): Field => ({ wire, to: String, from: (value) => value });

export const texts = (wire: string): Field => ({
  wire,
  to: (value) => (value as readonly unknown[]).map(String),
  from: (value) => value,
});

export const one = (wire: string, shape: Shape): Field => ({
  wire,
  to: (value) => toTree(shape, value as Properties),
  from: (value) => fromTree(shape, value as Properties),
});

export const many = (wire: string, shape: Shape): Field => ({
  wire,
  to: (value) => (value as readonly Properties[]).map((each) => toTree(shape, each)),
  from: (value) => (value as readonly Properties[]).map((each) => fromTree(shape, each)),
});

/** A map of the program, and a list of `Key` and `Value` in the API. */
export const tagMap = (wire: string): Field => ({
  wire,
  to: (value) => Object.entries(value as Properties).map(([Key, tag]) => ({ Key, Value: String(tag) })),
  from: (value) =>
    Object.fromEntries((value as readonly { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value])),
});

/** A field within an element of its own: `RoutingRules` around `RoutingRule`. */
export const within = (wire: string, inner: Field): Field => ({
  wire,
  to: (value) => ({ [inner.wire]: inner.to(value) }),
  from: (value) => inner.from((value as Properties)[inner.wire]),
});

/** The document of the API, all in texts as its XML has it. */
export const toTree = (shape: Shape, properties: Properties): XmlTree =>
  Object.fromEntries(
    Object.entries(shape).flatMap(([property, { wire, to }]) => {
      const value = properties[property];
      const empty = value === undefined || value === null || (Array.isArray(value) && value.length === 0);
      return empty ? [] : [[wire, to(value) as XmlTree]];
    }),
  );

export const fromTree = (shape: Shape, tree: Properties): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(shape).flatMap(([property, { wire, from }]) =>
      tree[wire] === undefined ? [] : [[property, from(tree[wire])]],
    ),
  );
