import { ExpressionError } from "../../../languages/expression-error";
import { HostObject, JavaList, MapEntry, type Value } from "../../../languages/java/value";
import { evaluate } from "./evaluate-expression";
import { invoke } from "./methods/invoke";
import type { Reference, Step } from "./parser/ast";
import type { Frame } from "./values/frame";

/**
 * The value of a reference. Whatever is missing on the way, a method's null included, is the empty string.
 * fidelity: observed: undefined names, missing keys and null recorded on AWS print nothing, are true and equal ""
 */
export function readReference(reference: Reference, frame: Frame): Value {
  frame.spend(1);
  let value = frame.get(reference.root);
  for (const step of reference.steps) {
    if (value === null) return "";
    value = take(value, step, frame);
  }
  return value ?? "";
}

/** `#set`. A target that is not there is passed over in silence. */
export function assign(reference: Reference, value: Value, frame: Frame): void {
  const last = reference.steps.at(-1);
  if (last === undefined) {
    frame.variables.set(reference.root, value);
    return;
  }
  let owner = frame.get(reference.root);
  for (const step of reference.steps.slice(0, -1)) {
    if (owner === null) return;
    owner = take(owner, step, frame);
  }
  if (last.kind === "property") assignKey(owner, last.name, value);
  else if (last.kind === "index") assignIndex(owner, evaluate(last.key, frame), value);
}

function take(owner: Value, step: Step, frame: Frame): Value {
  frame.spend(1);
  switch (step.kind) {
    case "property":
      return property(owner, step.name);
    case "index":
      return element(owner, evaluate(step.key, frame));
    case "method": {
      const parameters = step.arguments.map((argument) => evaluate(argument, frame));
      return invoke(owner, step.name, parameters, frame) ?? null;
    }
  }
}

/** Velocity's order: a getter, the key of a map, `isName`. */
function property(owner: Value, name: string): Value {
  if (owner instanceof Map) return owner.get(name) ?? null;
  if (owner instanceof HostObject) return owner.property(name);
  if (owner instanceof MapEntry) return name === "key" ? owner.key : name === "value" ? owner.value : null;
  if (name !== "empty") return null;
  if (typeof owner === "string") return owner === "";
  return owner instanceof JavaList ? owner.items.length === 0 : null;
}

function element(owner: Value, key: Value): Value {
  if (owner instanceof Map) return owner.get(key) ?? null;
  if (typeof key === "number" && key < 0 && !(owner instanceof JavaList)) withoutSize(key);
  if (owner instanceof HostObject) return typeof key === "string" ? owner.property(key) : null;
  if (!(owner instanceof JavaList) || typeof key !== "number") return null;
  return owner.items[position(owner, key)] ?? null;
}

function assignKey(owner: Value, name: string, value: Value): void {
  if (owner instanceof Map) owner.set(name, value);
  else if (owner instanceof HostObject) owner.assign(name, value);
}

function assignIndex(owner: Value, key: Value, value: Value): void {
  if (owner === null) return;
  if (owner instanceof Map) owner.set(key, value);
  else if (typeof key === "number" && key < 0 && !(owner instanceof JavaList)) withoutSize(key);
  else if (owner instanceof HostObject && typeof key === "string") owner.assign(key, value);
  else if (owner instanceof JavaList && typeof key === "number") owner.items[position(owner, key)] = value;
}

/** Negative indexes count from the end. Outside the list Java throws. */
function position(list: JavaList, index: number): number {
  const { length } = list.items;
  const at = index < 0 ? length + index : index;
  if (at < 0 || at >= length) throw new ExpressionError(`index ${index} of a list of ${length}`);
  return at;
}

function withoutSize(index: number): never {
  throw new ExpressionError(`index ${index} of an object that has no size`);
}
