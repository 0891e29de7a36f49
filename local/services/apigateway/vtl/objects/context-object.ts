import { print } from "../../../../languages/java/print";
import { HostObject, type JavaMap, type Meter, SilentMap, type Value } from "../../../../languages/java/value";
import { MAP_METHODS } from "../methods/map-methods";
import { callMethod } from "../methods/method-table";
import { toJava } from "./convert";
import { OverrideMap } from "./override-map";

const OVERRIDES: ReadonlyMap<string, readonly string[]> = new Map([
  ["requestOverride", ["header", "querystring", "path"]],
  ["responseOverride", ["header"]],
]);

/** `$context`: converted key by key, because templates read few of its many; whole only when they ask for its keys. */
export class ContextObject extends HostObject {
  private readonly map: JavaMap = new Map();
  private whole = false;

  constructor(private readonly source: Readonly<Record<string, unknown>>) {
    super();
  }

  property(name: string): Value {
    const known = this.map.get(name);
    if (known !== undefined || this.whole) return known ?? null;
    const places = OVERRIDES.get(name);
    if (places === undefined && !Object.hasOwn(this.source, name)) return null;
    const value = places === undefined ? silent(toJava(this.source[name])) : overrideMap(this.source[name], places);
    this.map.set(name, value);
    return value;
  }

  /** Whether overrides were given or named by a template: else there are none. */
  get hasOverrides(): boolean {
    return [...OVERRIDES.keys()].some((name) => this.map.has(name) || this.source[name] !== undefined);
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
      for (const name of [...Object.keys(this.source), ...OVERRIDES.keys()]) this.property(name);
      this.whole = true;
    }
    return this.map;
  }
}

/** The maps that a template may assign into are always there. */
function overrideMap(given: unknown, places: readonly string[]): JavaMap {
  const map = overridable(toJava(given));
  for (const place of places) map.given(place, overridable(map.get(place)));
  return map;
}

function overridable(earlier: Value | undefined): OverrideMap {
  const map = new OverrideMap();
  if (earlier instanceof Map) for (const [key, value] of earlier) map.given(key, value);
  return map;
}

// fidelity: docs: "Calling $context.authorizer.claims returns null"; so do the maps in it;
// observed: tests/conformance integrations-sqs-json-protocol: a map of it prints nothing
function silent(value: Value): Value {
  if (!(value instanceof Map)) return value;
  return new SilentMap([...value].map(([key, entry]) => [key, silent(entry)]));
}
