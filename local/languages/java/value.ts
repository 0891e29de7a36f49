/**
 * A Java object as a template sees it. Integers of any size are numbers while exact, else bigint;
 * other numbers are `JavaDouble`, because Java prints and divides them differently.
 */
export type Value = null | string | boolean | number | bigint | JavaDouble | JavaList | JavaMap | MapEntry | HostObject;

export type JavaMap = Map<Value, Value>;

/** A map that prints nothing. */
export class SilentMap extends Map<Value, Value> {}

export class JavaDouble {
  constructor(
    readonly value: number,
    /** The digits as sent, where a double would lose some (a BigDecimal in Java). */
    readonly digits?: string,
  ) {}
}

/**
 * `list` prints `[a, b]`; `json` came out of JSON and prints as JSON text; `array` is a Java array (of `split`) and prints its address.
 * fidelity: observed: $input.path of objects and lists recorded on AWS
 */
export type ListKind = "list" | "json" | "array";

export class JavaList {
  constructor(
    readonly items: Value[],
    readonly kind: ListKind = "list",
  ) {}
}

export class MapEntry {
  constructor(
    readonly key: Value,
    readonly value: Value,
  ) {}
}

/** `$input`, `$util`, `$context`, `$foreach`, the block of a `#define`. */
export abstract class HostObject {
  abstract property(name: string): Value;
  /** `undefined`: there is no such method for these arguments. */
  abstract call(name: string, parameters: readonly Value[], frame: Meter): Value | undefined;
  assign(_name: Value, _value: Value): void {}
  abstract print(frame: Meter): string;
}

/** Counts the work of one rendering and ends it when it is too much. */
export interface Meter {
  spend(steps: number): void;
  /** Returns the text, having counted it. */
  text(text: string): string;
}
