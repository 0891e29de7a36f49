import { createHash, randomInt, randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { isObject, type Json } from "./definition";
import { JavaRandom } from "./java-random";
import { Unplaced } from "./states-error";

type Intrinsic = (...values: readonly Json[]) => Json;

const refuse = (name: string, needs: string): never => {
  throw new Unplaced("States.IntrinsicFailure", `States.${name} needs ${needs}`);
};

const text = (name: string, value: Json | undefined): string =>
  typeof value === "string" ? value : refuse(name, "a string");
const whole = (name: string, value: Json | undefined): number =>
  typeof value === "number" ? Math.round(value) : refuse(name, "an integer");
const list = (name: string, value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? value : refuse(name, "an array");

/** A value as Java prints its maps and lists. */
// fidelity: observed: localstack's tests on AWS: States.Format of objects and arrays
const javaText = (value: Json): string => {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return `[${value.map((item: Json) => javaText(item)).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member = null]) => `${name}=${javaText(member)}`);
  return `{${members.join(", ")}}`;
};

const MAX_RANGE = 1_000;

const HASHES: Readonly<Record<string, string>> = {
  MD5: "md5",
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
};

const format: Intrinsic = (template = null, ...values) => {
  const rest = [...values];
  const filled = text("Format", template).replace(/\\([{}\\'])|\{\}/g, (_, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    if (rest.length === 0) return refuse("Format", "as many values as it has {}");
    const value = rest.shift() ?? null;
    return javaText(value);
  });
  return rest.length > 0 ? refuse("Format", "as many {} as it has values") : filled;
};

const partition: Intrinsic = (values, size) => {
  const items = list("ArrayPartition", values);
  const step = whole("ArrayPartition", size);
  if (step < 1) return refuse("ArrayPartition", "a positive size");
  const parts: Json[] = [];
  for (let at = 0; at < items.length; at += step) parts.push(items.slice(at, at + step));
  return parts;
};

const range: Intrinsic = (first, last, by) => {
  const [from, to, step] = [first, last, by].map((value) => whole("ArrayRange", value)) as [number, number, number];
  const count = step === 0 ? -1 : Math.floor((to - from) / step) + 1;
  if (count < 0 || count > MAX_RANGE) return refuse("ArrayRange", "a step that leads there within 1,000 items");
  return Array.from({ length: count }, (_, index) => from + index * step);
};

const unique: Intrinsic = (values) => {
  const kept: Json[] = [];
  for (const value of list("ArrayUnique", values)) {
    if (!kept.some((known) => isDeepStrictEqual(known, value))) kept.push(value);
  }
  return kept;
};

const merge: Intrinsic = (first, second, deep) => {
  if (deep !== false) return refuse("JsonMerge", "false as its third argument");
  return isObject(first) && isObject(second) ? { ...first, ...second } : refuse("JsonMerge", "two objects");
};

const fromJson: Intrinsic = (value) => {
  try {
    return JSON.parse(text("StringToJson", value)) as Json;
  } catch {
    return refuse("StringToJson", "a text that is JSON");
  }
};

const item: Intrinsic = (values, index) => {
  const found = list("ArrayGetItem", values)[whole("ArrayGetItem", index)];
  return found === undefined ? refuse("ArrayGetItem", "an index of the array") : found;
};

// fidelity: docs: Step Functions developer guide, "Intrinsics for JSONPath states"
export const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  "States.Format": format,
  "States.StringToJson": fromJson,
  "States.JsonToString": (value = null) => JSON.stringify(value),
  "States.Array": (...values) => values,
  "States.ArrayPartition": partition,
  "States.ArrayContains": (values, wanted) =>
    list("ArrayContains", values).some((value) => isDeepStrictEqual(value, wanted)),
  "States.ArrayRange": range,
  "States.ArrayGetItem": item,
  "States.ArrayLength": (values) => list("ArrayLength", values).length,
  "States.ArrayUnique": unique,
  "States.Base64Encode": (value) => Buffer.from(text("Base64Encode", value)).toString("base64"),
  "States.Base64Decode": (value) => Buffer.from(text("Base64Decode", value), "base64").toString("utf8"),
  "States.Hash": (value = null, algorithm = null) => {
    const known = HASHES[text("Hash", algorithm)] ?? refuse("Hash", `one of ${Object.keys(HASHES).join(", ")}`);
    const data = typeof value === "string" ? value : JSON.stringify(value);
    return createHash(known).update(data).digest("hex");
  },
  "States.JsonMerge": merge,
  "States.MathRandom": (from, to, seed) => {
    const first = whole("MathRandom", from);
    const span = whole("MathRandom", to) - first;
    if (span < 1) return refuse("MathRandom", "an end that is greater than its start");
    // fidelity: guess: a seed is taken as java.util.Random takes it
    return first + (seed === undefined ? randomInt(span) : new JavaRandom(whole("MathRandom", seed)).below(span));
  },
  "States.MathAdd": (a, b) => whole("MathAdd", a) + whole("MathAdd", b),
  "States.StringSplit": (value, separators) => {
    const marks = new Set(text("StringSplit", separators));
    const parts = [""];
    for (const char of text("StringSplit", value)) {
      if (marks.has(char)) parts.push("");
      else parts.push(`${parts.pop() ?? ""}${char}`);
    }
    return parts.filter((part) => part !== "");
  },
  "States.UUID": () => randomUUID(),
};
