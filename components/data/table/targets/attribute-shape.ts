import { ArgsError } from "../../../core/args/args-error";
import { alternatives } from "../../../core/args/args-shape";
import { shown } from "../../../core/args/shown";
import { escaped } from "../../../core/request-value";

const SCALARS = { string: "S", number: "N", boolean: "BOOL", binary: "B" } as const;
const SETS = { "string set": "SS", "number set": "NS" } as const;

/**
 * What an attribute holds: a word, a list of one kind of element, `["string"]`, or a map, `{ street: "string" }`. Binary
 * is Base64 in JSON.
 */
export type AttributeShape = keyof typeof SCALARS | keyof typeof SETS | readonly [AttributeShape] | AttributeShapes;

/** By the names of attributes. */
export interface AttributeShapes {
  readonly [name: string]: AttributeShape;
}

const WORDS = [...Object.keys(SCALARS), ...Object.keys(SETS)];

/** @throws {ArgsError} for what is no shape, and for a name that a mapping template cannot hold. */
export const checkShapes = (component: string, at: string, shapes: AttributeShapes): void => {
  if (!isMap(shapes) || Object.keys(shapes).length === 0)
    throw new ArgsError(component, at, `must be attributes by name, { title: "string" } (it is ${shown(shapes)})`);
  for (const [name, shape] of Object.entries(shapes)) {
    checkMappable(component, `${at}[${JSON.stringify(name)}]`, name);
    checkShape(component, `${at}.${name}`, shape);
  }
};

/** @throws {ArgsError} for the name of an attribute that a mapping template cannot hold. */
export const checkMappable = (component: string, at: string, name: string): void => {
  if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name))
    throw new ArgsError(
      component,
      at,
      `must name an attribute by letters, digits and _ . -, a letter first (it is ${JSON.stringify(name)}): others need a function`,
    );
};

const checkShape = (component: string, at: string, shape: AttributeShape): void => {
  if (Array.isArray(shape) && shape.length === 1) checkShape(component, `${at}[0]`, shape[0]);
  else if (isMap(shape)) checkShapes(component, at, shape);
  else if (typeof shape !== "string" || !WORDS.includes(shape))
    throw new ArgsError(
      component,
      at,
      `must be ${alternatives(WORDS)}, a list of one of them, or a map (it is ${shown(shape)})`,
    );
};

const isMap = (shape: unknown): shape is AttributeShapes =>
  typeof shape === "object" && shape !== null && !Array.isArray(shape);

const isList = (shape: AttributeShape): shape is readonly [AttributeShape] => Array.isArray(shape);

/** The member under which DynamoDB's JSON holds a value. */
const letter = (shape: AttributeShape): string => {
  if (typeof shape !== "string") return isList(shape) ? "L" : "M";
  return { ...SCALARS, ...SETS }[shape];
};

/**
 * A template that writes an item of DynamoDB as plain JSON: the attributes that it has, as the shapes say. One of
 * another type is left out.
 *
 * Nothing is `#set` that may be null: a variable would keep what it had before. A missing reference is true in a
 * condition, so that each compares.
 */
export const toPlain = (shapes: AttributeShapes, item: string, depth = 0): string => {
  const comma = `$comma${depth}`;
  const members = Object.entries(shapes).map(([name, shape]) => {
    const held = `${item}.get('${name}')`;
    const value = plainValue(shape, `${held}.${letter(shape)}`, depth + 1);
    return `#if(${has(held, shape)})${comma}"${name}":${value}#set(${comma} = ",")#end`;
  });
  return `{#set(${comma} = "")${members.join("")}}`;
};

const has = (held: string, shape: AttributeShape): string => `${held}.containsKey('${letter(shape)}') == true`;

const plainValue = (shape: AttributeShape, value: string, depth: number): string => {
  if (shape === "string" || shape === "binary") return `"${escaped(value)}"`;
  if (shape === "number" || shape === "boolean") return value;
  const element = `$element${depth}`;
  if (shape === "string set") return `[${each(element, value, `"${escaped(element)}"`)}]`;
  if (shape === "number set") return `[${each(element, value, element)}]`;
  if (!isList(shape)) return toPlain(shape, value, depth);
  const [inner] = shape;
  const one = plainValue(inner, `${element}.${letter(inner)}`, depth + 1);
  return `[${each(element, value, `#if(${has(element, inner)})${one}#{else}null#end`)}]`;
};

/**
 * A template that writes the members of a body as attributes for DynamoDB: those that are there. Null and what is empty
 * are not.
 *
 * @param first What stands before the first of them.
 */
export const toAttributes = (shapes: AttributeShapes, body: string, depth = 0, first = ""): string => {
  const comma = `$comma${depth}`;
  const members = Object.entries(shapes).map(([name, shape]) => {
    const value = `${body}.get('${name}')`;
    return `#if("${quiet(value)}" != "")${comma}"${name}":${attributeValue(shape, value, depth + 1)}#set(${comma} = ",")#end`;
  });
  return `#set(${comma} = "${first}")${members.join("")}`;
};

const quiet = (reference: string): string => reference.replace("$", "$!");

const attributeValue = (shape: AttributeShape, value: string, depth: number): string => {
  const element = `$element${depth}`;
  const inner = () => {
    if (shape === "boolean") return booleanValue(value);
    if (typeof shape !== "string") {
      if (!isList(shape)) return `{${toAttributes(shape, value, depth)}}`;
      return `[${each(element, value, attributeValue(shape[0], element, depth + 1))}]`;
    }
    return shape in SETS ? `[${each(element, value, `"${escaped(element)}"`)}]` : `"${escaped(value)}"`;
  };
  return `{"${letter(shape)}":${inner()}}`;
};

/** A client's value is never written as it is: DynamoDB refuses a text where it wants a boolean. */
const booleanValue = (value: string): string =>
  `#if("${quiet(value)}" == "true")true#elseif("${quiet(value)}" == "false")false#{else}"${escaped(value)}"#end`;

const each = (element: string, list: string, written: string): string =>
  `#foreach(${element} in ${list})${written}#if($foreach.hasNext),#end#end`;
