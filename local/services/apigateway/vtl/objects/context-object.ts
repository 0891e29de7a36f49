import { MAP_METHODS } from "../methods/map-methods";
import { callMethod } from "../methods/method-table";
import { print } from "../values/print";
import { HostObject, type JavaMap, type Meter, type Value } from "../values/value";
import { toJava } from "./convert";

const OVERRIDES: readonly (readonly [string, readonly string[]])[] = [
  ["requestOverride", ["header", "querystring", "path"]],
  ["responseOverride", ["header"]],
];

/** `$context`: converted key by key, because templates read few of its many; whole only when they ask for its keys. */
export class ContextObject extends HostObject {
  private readonly map: JavaMap = new Map();
  private whole = false;

  constructor(private readonly source: Readonly<Record<string, unknown>>) {
    super();
    for (const [name, places] of OVERRIDES) this.map.set(name, overrideMap(source[name], places));
  }

  property(name: string): Value {
    const known = this.map.get(name);
    if (known !== undefined || this.whole || !Object.hasOwn(this.source, name)) return known ?? null;
    const value = toJava(this.source[name]);
    this.map.set(name, value);
    return value;
  }

  override assign(name: string, value: Value): void {
    this.map.set(name, value);
  }

  call(name: string, parameters: readonly Value[], meter: Meter): Value | undefined {
    const [key] = parameters;
    if (name === "get" && parameters.length === 1 && typeof key === "string") return this.property(key);
    return callMethod(MAP_METHODS, this.complete(), name, parameters, meter);
  }

  print(meter: Meter): string {
    return print(this.complete(), meter);
  }

  private complete(): JavaMap {
    if (!this.whole) {
      for (const name of Object.keys(this.source)) this.property(name);
      this.whole = true;
    }
    return this.map;
  }
}

/** The maps that a template may assign into are always there. */
function overrideMap(given: unknown, places: readonly string[]): JavaMap {
  const converted = toJava(given);
  const map: JavaMap = converted instanceof Map ? converted : new Map();
  for (const place of places) if (!(map.get(place) instanceof Map)) map.set(place, new Map());
  return map;
}
