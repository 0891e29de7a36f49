import { ServiceError } from "../../../wire/service-error";
import {
  type AttributeValue,
  attributeOf,
  type Item,
  inside,
  SET_TYPES,
  typeOf,
  withAttribute,
  withoutAttribute,
} from "../values/attribute-value";
import { addNumbers, NumberError, subtractNumbers } from "../values/decimal";
import { type DocumentPath, valueAt } from "./document-path";
import { type Action, type Source, typeOfAction, type Update } from "./update";

/** The item after the update. Everything is read from the item before it. @throws {ServiceError} */
// fidelity: docs: "Update expressions"; observed: dynalite's tests: the texts
export const applyUpdate = ({ actions, isOlder = false }: Update, before: Item): Item => {
  const puts = actions.flatMap((action) => {
    if (isOlder) requireSameType(action, valueAt(before, action.path));
    return changeOf(action, before);
  });
  let item = before;
  // Elements beyond the end of a list are appended in the order of their numbers, and removed ones leave no gap
  // before everything else has been done.
  for (const { path, value } of puts.filter(hasValue).sort(byPath)) item = put(item, path, value);
  for (const { path } of puts
    .filter((each) => !hasValue(each))
    .sort(byPath)
    .reverse())
    item = put(item, path, undefined);
  return item;
};

interface Change<Value = AttributeValue | undefined> {
  readonly path: DocumentPath;
  readonly value: Value;
}

const hasValue = (change: Change): change is Change<AttributeValue> => change.value !== undefined;

const byPath = ({ path: one }: Change, { path: other }: Change): number => {
  for (let at = 0; at < one.length && at < other.length; at++) {
    const [left, right] = [one[at], other[at]];
    if (left === right) continue;
    if (typeof left === "number" && typeof right === "number") return left - right;
    return String(left) < String(right) ? -1 : 1;
  }
  return one.length - other.length;
};

const requireSameType = (action: Action, known: AttributeValue | undefined): void => {
  const joins =
    action.kind === "ADD" || action.kind === "DELETE" || (action.kind === "SET" && action.source.kind === "append");
  if (joins && known && typeOf(known) !== typeOfAction(action)) throw invalid("Type mismatch for attribute to update");
};

const changeOf = (action: Action, item: Item): Change[] => {
  const { path } = action;
  switch (action.kind) {
    case "SET":
      return [{ path, value: computedFrom(action.source, item) }];
    case "REMOVE":
      return [{ path, value: undefined }];
    case "ADD":
      return [{ path, value: added(valueAt(item, path), action.value) }];
    case "DELETE": {
      const known = valueAt(item, path);
      if (known !== undefined) return [{ path, value: without(known, action.value) }];
      requireParent(item, path);
      return [];
    }
  }
};

const computedFrom = (source: Source, item: Item): AttributeValue => {
  switch (source.kind) {
    case "value":
      return source.value;
    case "path": {
      const found = valueAt(item, source.path);
      if (found) return found;
      throw invalid("The provided expression refers to an attribute that does not exist in the item");
    }
    case "ifNotExists":
      return valueAt(item, source.path) ?? computedFrom(source.otherwise, item);
    case "append": {
      const [left, right] = [source.left, source.right].map((each) => inside(computedFrom(each, item), "L"));
      if (!left || !right) throw wrongOperand();
      return { L: [...left, ...right] };
    }
    case "sum": {
      const [left, right] = [source.left, source.right].map((each) => inside(computedFrom(each, item), "N"));
      if (left === undefined || right === undefined) throw wrongOperand();
      return { N: computed(() => (source.operator === "+" ? addNumbers : subtractNumbers)(left, right)) };
    }
  }
};

export const added = (known: AttributeValue | undefined, value: AttributeValue): AttributeValue => {
  if (known === undefined) return value;
  const type = typeOf(value);
  if (type !== typeOf(known)) throw wrongOperand();
  if (type === "N") return { N: computed(() => addNumbers(inside(known, "N") ?? "0", inside(value, "N") ?? "0")) };
  return setOf(type, new Set([...elementsOf(known), ...elementsOf(value)]));
};

/** `undefined` when nothing is left of the set. */
export const without = (known: AttributeValue, value: AttributeValue): AttributeValue | undefined => {
  const type = typeOf(value);
  if (type !== typeOf(known)) throw wrongOperand();
  const elements = new Set(elementsOf(known));
  for (const element of elementsOf(value)) elements.delete(element);
  return elements.size > 0 ? setOf(type, elements) : undefined;
};

const elementsOf = (value: AttributeValue): readonly string[] =>
  inside(value, "SS") ?? inside(value, "NS") ?? inside(value, "BS") ?? [];

const setOf = (type: string, elements: ReadonlySet<string>): AttributeValue => {
  if (SET_TYPES[type as "SS"] === undefined) throw wrongOperand();
  return { [type]: [...elements] } as unknown as AttributeValue; // of one of the set types
};

const computed = (work: () => string): string => {
  try {
    return work();
  } catch (error) {
    if (error instanceof NumberError) throw invalid(error.message);
    throw error;
  }
};

const requireParent = (item: Item, path: DocumentPath): void => {
  if (path.length > 1) put(item, path, undefined);
};

/** The item with a value somewhere, or without what is there. */
const put = (item: Item, [name = "", ...rest]: DocumentPath, value: AttributeValue | undefined): Item => {
  const key = String(name);
  const changed = rest.length === 0 ? value : putWithin(attributeOf(item, key), rest, value);
  return changed === undefined ? withoutAttribute(item, key) : withAttribute(item, key, changed);
};

const putWithin = (
  container: AttributeValue | undefined,
  path: DocumentPath,
  value: AttributeValue | undefined,
): AttributeValue => {
  const [step = "", ...rest] = path;
  if (typeof step === "string") {
    const members = inside(container, "M");
    if (!members) throw invalidPath();
    return { M: put(members, path, value) };
  }
  const elements = inside(container, "L");
  if (!elements) throw invalidPath();
  const changed = rest.length === 0 ? value : putWithin(elements[step], rest, value);
  const copy = [...elements];
  if (changed === undefined) copy.splice(step, 1);
  else if (step >= elements.length) copy.push(changed);
  else copy[step] = changed;
  return { L: copy };
};

const invalid = (message: string): ServiceError => new ServiceError("ValidationException", message);

const invalidPath = (): ServiceError =>
  invalid("The document path provided in the update expression is invalid for update");

const wrongOperand = (): ServiceError => invalid("An operand in the update expression has an incorrect data type");
