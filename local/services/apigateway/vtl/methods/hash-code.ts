import { MAX_JSON_DEPTH } from "../../../../languages/bounds";
import { ExpressionError } from "../../../../languages/expression-error";
import { HostObject, JavaDouble, JavaList, MapEntry, type Meter, type Value } from "../../../../languages/java/value";

/** `hashCode()` of Java's strings, integers, doubles, booleans, lists and maps. */
export function hashCode(value: Value, meter: Meter, depth = 0): number {
  if (depth > MAX_JSON_DEPTH) throw new ExpressionError(`hashCode() of a value nested deeper than ${MAX_JSON_DEPTH}`);
  meter.spend(1);
  if (value === null || value instanceof HostObject) return 0;
  if (typeof value === "string") return ofText(value, meter);
  if (typeof value === "boolean") return value ? 1231 : 1237;
  if (typeof value === "number" || typeof value === "bigint") return ofLong(BigInt(value));
  if (value instanceof JavaDouble) return ofLong(new BigInt64Array(new Float64Array([value.value]).buffer)[0] ?? 0n);
  if (value instanceof JavaList) {
    return value.items.reduce<number>((hash, item) => (Math.imul(31, hash) + hashCode(item, meter, depth + 1)) | 0, 1);
  }
  const entries = value instanceof MapEntry ? [[value.key, value.value] as const] : [...value];
  return entries.reduce(
    (hash, [key, entry]) => (hash + (hashCode(key, meter, depth + 1) ^ hashCode(entry, meter, depth + 1))) | 0,
    0,
  );
}

function ofText(text: string, meter: Meter): number {
  meter.spend(text.length >> 6);
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  return hash;
}

/** An int is its own hash; a long folds its halves. */
function ofLong(value: bigint): number {
  const small = BigInt.asIntN(32, value);
  if (small === value) return Number(small);
  const bits = BigInt.asUintN(64, value);
  return Number(BigInt.asIntN(32, bits ^ (bits >> 32n)));
}
