import { ArgsError } from "../../core/args/args-error";
import { either, object, oneOf, text } from "../../core/args/args-shape";

export type KeyType = "string" | "number" | "binary";

/** An attribute that is part of a key, by its name alone where it is a string. */
export type KeyAttribute = string | { readonly name: string; readonly type: KeyType };

/** Where an item is found. Items of one partition lie together, in the order of the sort attribute. */
export interface TableKey {
  readonly partition: KeyAttribute;
  readonly sort?: KeyAttribute;
}

export interface Attribute {
  readonly name: string;
  readonly type: KeyType;
}

/** Checked. */
export interface Key {
  readonly partition: Attribute;
  readonly sort?: Attribute;
}

export const keyAttributeShape = either(
  (value) => typeof value === "string",
  object<Attribute>({ name: text(), type: oneOf("string", "number", "binary") }, "the name of a string attribute"),
);

export const tableKeyShape = { partition: keyAttributeShape, sort: keyAttributeShape.optional() };

/** The attributes of a key, the partition's first. */
export const attributesOf = ({ partition, sort }: Key): Attribute[] =>
  sort === undefined ? [partition] : [partition, sort];

/**
 * All attributes that are part of any key of a table, each with one type.
 */
export class KeyAttributes {
  private readonly declared = new Map<string, Attribute & { readonly path: string }>();

  constructor(private readonly component: string) {}

  /** @throws {ArgsError} for a name that DynamoDB refuses, and for a second type of one attribute. */
  add(path: string, given: KeyAttribute): Attribute {
    const attribute: Attribute = typeof given === "string" ? { name: given, type: "string" } : given;
    checkAttributeName(this.component, path, attribute.name);
    const { name, type } = attribute;
    const earlier = this.declared.get(name);
    if (earlier !== undefined && earlier.type !== type)
      throw new ArgsError(
        this.component,
        path,
        `must have the type of ${name} in ${earlier.path}, ${earlier.type} (it is ${type}): say { name: "${name}", type: … } in both`,
      );
    this.declared.set(name, { ...attribute, path: earlier?.path ?? path });
    return attribute;
  }

  /** @throws {ArgsError} for a key of one attribute in both places, which DynamoDB refuses. */
  addKey(path: string, { partition, sort }: TableKey): Key {
    const at = (part: string) => `${path}.${part}`;
    const first = this.add(at("partition"), partition);
    if (sort === undefined) return { partition: first };
    const second = this.add(at("sort"), sort);
    if (second.name === first.name)
      throw new ArgsError(
        this.component,
        at("sort"),
        `must be another attribute than the partition's (both are ${first.name})`,
      );
    return { partition: first, sort: second };
  }

  all(): Attribute[] {
    return [...this.declared.values()].map(({ name, type }) => ({ name, type }));
  }
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html: of attributes that keys and indexes name (read 2026-11) */
const MAX_BYTES = 255;

/** @throws {ArgsError} for a name that a key or a projection cannot hold. */
export const checkAttributeName = (component: string, path: string, name: string): void => {
  const bytes = Buffer.byteLength(name);
  if (bytes < 1 || bytes > MAX_BYTES)
    throw new ArgsError(
      component,
      path,
      `must name an attribute by 1 to ${MAX_BYTES} bytes (${bytes} of them are given)`,
    );
};
