import { integer } from "../../../../languages/java/integer";
import { HostObject, JavaDouble, JavaList, MapEntry, type Value } from "../../../../languages/java/value";

/** A value of the gateway as the template sees it. */
export function toJava(value: unknown): Value {
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "bigint") return value;
  if (typeof value === "number") return Number.isInteger(value) ? integer(value) : new JavaDouble(value);
  if (Array.isArray(value)) return new JavaList(value.map(toJava));
  if (typeof value !== "object" || value === null) return null;
  return new Map<Value, Value>(Object.entries(value).map(([key, entry]) => [key, toJava(entry)]));
}

/** The way back, for what a template leaves in `$context`. Depth is bounded: what is deeper is dropped. */
export function fromJava(value: Value, depth = 0): unknown {
  if (value === null || typeof value !== "object") return value;
  if (value instanceof JavaDouble) return value.value;
  if (value instanceof HostObject || value instanceof MapEntry || depth > 50) return null;
  if (value instanceof JavaList) return value.items.map((item) => fromJava(item, depth + 1));
  // Without prototype: a key such as __proto__ is only a key.
  const copy: Record<string, unknown> = Object.create(null);
  for (const [key, entry] of value) copy[String(key)] = fromJava(entry, depth + 1);
  return copy;
}
