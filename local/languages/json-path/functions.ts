import { ExpressionError } from "../expression-error";
import { compareNumbers, isNumber, type JavaNumber, toDouble } from "../java/arithmetic";
import { JavaDouble, JavaList, type Value } from "../java/value";

/** The functions at the end of a path: `$.list.length()`. Aggregates are doubles, as in Jayway. */
export function applyFunction(name: string, value: Value): Value {
  const items = value instanceof JavaList ? value.items : undefined;
  switch (name) {
    case "length":
    case "size":
      if (items !== undefined) return items.length;
      return value instanceof Map ? value.size : null;
    case "keys":
      return value instanceof Map ? new JavaList([...value.keys()], "json") : null;
    case "first":
      return items?.[0] ?? null;
    case "last":
      return items?.at(-1) ?? null;
    default:
      return aggregate(name, (items ?? []).filter(isNumber));
  }
}

function aggregate(name: string, numbers: readonly JavaNumber[]): Value {
  if (numbers.length === 0) throw new ExpressionError(`${name}() of a path needs numbers`);
  const sum = numbers.reduce<number>((total, number) => total + toDouble(number), 0);
  switch (name) {
    case "sum":
      return new JavaDouble(sum);
    case "avg":
      return new JavaDouble(sum / numbers.length);
    case "min":
      return new JavaDouble(
        toDouble(numbers.reduce((least, number) => (compareNumbers(number, least) < 0 ? number : least))),
      );
    default:
      return new JavaDouble(
        toDouble(numbers.reduce((most, number) => (compareNumbers(number, most) > 0 ? number : most))),
      );
  }
}
