import * as z from "zod";
import { readXml, type XmlTree } from "../../../wire/protocols/read-xml";
import { malformedXml } from "../s3-errors";

export const text = z.string();

export const wholeNumber = z
  .string()
  .regex(/^-?\d+$/)
  .transform(Number);

export const flag = z
  .string()
  .regex(/^(true|false)$/i)
  .transform((value) => value.toLowerCase() === "true");

/** Elements that may stand several times, and at least once. */
export const items = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (value === undefined ? undefined : [value].flat()), z.array(item).min(1));

/** An element that has nothing in it is read as an empty text. */
export const element = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((value) => (typeof value === "string" && value.trim() === "" ? {} : value), z.strictObject(shape));

export interface Configuration<Value> {
  readonly schema: z.ZodType<Value>;
  /** @throws {ServiceError} for what is of the right form and still not taken */
  readonly check?: (value: Value) => void;
}

/** @throws {ServiceError} MalformedXML, or what the configuration's own check says */
export const readTree = <Value>({ schema, check }: Configuration<Value>, tree: unknown): Value => {
  const parsed = schema.safeParse(tree);
  if (!parsed.success) throw malformedXml();
  check?.(parsed.data);
  return parsed.data;
};

/** The body of a request. */
export const readBody = <Value>(configuration: Configuration<Value>, body: Buffer): Value => {
  let tree: XmlTree;
  try {
    tree = readXml(body.toString("utf8")).value;
  } catch {
    throw malformedXml();
  }
  return readTree(configuration, tree);
};
