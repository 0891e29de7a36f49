import { type AttributeValue, attributeOf, type Item, inside } from "../values/attribute-value";

/** Where in an item a value is: names of maps and numbers of list elements, the attribute first. */
export type DocumentPath = readonly (string | number)[];

/** `[a, [1], b]`, as DynamoDB shows it. */
export const shownPath = (path: DocumentPath): string =>
  `[${path.map((step) => (typeof step === "number" ? `[${step}]` : step)).join(", ")}]`;

export const valueAt = (item: Item | undefined, path: DocumentPath): AttributeValue | undefined => {
  let found = attributeOf(item, String(path[0]));
  for (let at = 1; at < path.length && found !== undefined; at++) found = within(found, path[at] ?? "");
  return found;
};

export const within = (value: AttributeValue, step: string | number): AttributeValue | undefined =>
  typeof step === "number" ? inside(value, "L")?.[step] : attributeOf(inside(value, "M"), step);

/** What keeps two paths from standing in one expression. */
export const pathClash = (
  one: DocumentPath,
  other: DocumentPath,
): { kind: "overlap" | "conflict"; text: string } | undefined => {
  const clash = (kind: "overlap" | "conflict") => ({
    kind,
    text: `Two document paths ${kind} with each other; must remove or rewrite one of these paths; path one: ${shownPath(one)}, path two: ${shownPath(other)}`,
  });
  for (let at = 0; at < one.length && at < other.length; at++) {
    if (typeof one[at] !== typeof other[at]) return clash("conflict");
    if (one[at] !== other[at]) return undefined;
  }
  return clash("overlap");
};

/** The first two of the paths that clash, each kind's. */
export const clashesOf = (
  paths: readonly DocumentPath[],
): { readonly overlap?: string; readonly conflict?: string } => {
  const found: { overlap?: string; conflict?: string } = {};
  const heads = new Map<string | number, DocumentPath[]>();
  for (const path of paths) {
    const head = path[0] ?? "";
    const others = heads.get(head) ?? [];
    for (const other of others) {
      const clash = pathClash(other, path);
      if (clash) found[clash.kind] ??= clash.text;
    }
    heads.set(head, [...others, path]);
  }
  return found;
};
