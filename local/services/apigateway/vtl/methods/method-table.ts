import { ExpressionError } from "../../../../languages/expression-error";
import { isNumber } from "../../../../languages/java/arithmetic";
import type { Meter, Value } from "../../../../languages/java/value";
import { JavaList } from "../../../../languages/java/value";

/** The arguments of a call, already checked against the signature. */
export class Parameters {
  constructor(private readonly values: readonly Value[]) {}

  any(index: number): Value {
    return this.values[index] ?? null;
  }

  text(index: number): string {
    const value = this.values[index];
    return typeof value === "string" ? value : "";
  }

  int(index: number): number {
    return Number(this.values[index]);
  }

  list(index: number): readonly Value[] {
    const value = this.values[index];
    return value instanceof JavaList ? value.items : [];
  }

  rest(from: number): readonly Value[] {
    return this.values.slice(from);
  }
}

export type Method<Self> = (self: Self, parameters: Parameters, meter: Meter) => Value;

interface Overload<Self> {
  readonly signature: string;
  readonly method: Method<Self>;
}

export type MethodTable<Self> = ReadonlyMap<string, readonly Overload<Self>[]>;

/**
 * Methods by `name(signature)`, one letter for each argument: i an int, n any number, s a string, l a list, m a map, o any object;
 * a last `*` takes any number of objects.
 */
export function methodTable<Self>(methods: Readonly<Record<string, Method<Self>>>): MethodTable<Self> {
  const table = new Map<string, Overload<Self>[]>();
  for (const [key, method] of Object.entries(methods)) {
    const [name = "", signature = ""] = key.slice(0, -1).split("(");
    table.set(name, [...(table.get(name) ?? []), { signature, method }]);
  }
  return table;
}

/**
 * Undefined when no overload takes these arguments: Velocity then finds no method and the reference has no value.
 * Its look-up takes a method without parameters for one that fits anything, and Java throws when it is called.
 * fidelity: docs: MethodMap.isApplicable of Velocity 1.7
 */
export function callMethod<Self>(
  table: MethodTable<Self>,
  self: Self,
  name: string,
  values: readonly Value[],
  meter: Meter,
): Value | undefined {
  const overloads = table.get(name) ?? [];
  const overload = overloads.find(({ signature }) => accepts(signature, values));
  if (overload === undefined && overloads.some(({ signature }) => signature === "")) wrongNumber(name);
  return overload?.method(self, new Parameters(values), meter);
}

export function wrongNumber(name: string): never {
  throw new ExpressionError(`java.lang.IllegalArgumentException: wrong number of arguments of ${name}()`);
}

function accepts(signature: string, values: readonly Value[]): boolean {
  if (signature.endsWith("*")) {
    const fixed = signature.length - 1;
    return values.length >= fixed && accepts(signature.slice(0, -1), values.slice(0, fixed));
  }
  return values.length === signature.length && values.every((value, index) => fits(signature.charAt(index), value));
}

function fits(letter: string, value: Value): boolean {
  switch (letter) {
    case "i":
      return typeof value === "number" && (value | 0) === value;
    case "n":
      return isNumber(value);
    case "s":
      return typeof value === "string";
    case "l":
      return value instanceof JavaList;
    case "m":
      return value instanceof Map;
    default:
      return true;
  }
}

/** What a void method leaves: Velocity turns it into the empty string. */
export const VOID = "";
