import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Properties } from "../engine/resources/resource-type";
import { sdkFolder } from "./resource-class";
import type { Violation } from "./rule";

/** Fields of a type with the types of those that are objects of their own, or lists of such. */
type Fields = ReadonlyMap<string, string | undefined>;

/**
 * Fields within inputs that the installed provider's types do not have. The SDK lets them pass: it only looks at the
 * properties of the resource itself.
 */
export const unknownFields = (token: string, inputs: Properties): Violation[] => {
  const nested = Object.entries(inputs).filter(([, value]) => typeof value === "object" && value !== null);
  if (nested.length === 0) return [];
  const fields = argumentsOf(token);
  return nested.flatMap(([property, value]) => [...within(property, value, fields.get(property))]);
};

/** A document that the provider writes as text and passes on, whatever is in it. */
const isDocument = (type: string | undefined): boolean => type?.endsWith(".PolicyDocument") === true;

function* within(path: string, value: unknown, type: string | undefined): Generator<Violation> {
  if (isDocument(type)) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* within(`${path}[${index}]`, item, type);
    return;
  }
  const fields = type === undefined || typeof value !== "object" || value === null ? undefined : fieldsOf(type);
  if (!fields) return;
  for (const [key, inner] of Object.entries(value as Properties)) {
    const at = `${path}.${key}`;
    // fidelity: observed: helper/schema/schema.go of terraform-plugin-sdk, and the bridge's "Examine values at"
    if (!fields.has(key)) yield { property: at, reason: `Invalid or unknown key. Examine values at '${at}'.` };
    else yield* within(at, inner, fields.get(key));
  }
}

const known = new Map<string, Fields | undefined>();

const remembered = (key: string, find: () => Fields | undefined): Fields | undefined => {
  if (!known.has(key)) known.set(key, find());
  return known.get(key);
};

/** Of the arguments of a resource class. */
const argumentsOf = (token: string): Fields => {
  const [, file = "", kind = ""] = /^aws:(\w+\/\w+):(\w+)$/.exec(token) ?? [];
  return (
    remembered(token, () => interfaceIn(readFileSync(join(sdkFolder(), `${file}.d.ts`), "utf8"), `${kind}Args`)) ?? NONE
  );
};

const NONE: Fields = new Map();

/** Of a type below `inputs`: `rds.ClusterServerlessv2ScalingConfiguration`. */
const fieldsOf = (type: string): Fields | undefined =>
  remembered(type, () => {
    const [module, name = ""] = type.split(".");
    const types = inputTypes();
    const begin = types.indexOf(`\nexport declare namespace ${module} {\n`);
    const end = types.indexOf("\n}\n", begin);
    return begin < 0 ? undefined : interfaceIn(types.slice(begin, end), name);
  });

let types: string | undefined;

/** 6 MB: read when the first input is an object of a named type. */
const inputTypes = (): string => {
  types ??= readFileSync(join(sdkFolder(), "types/input.d.ts"), "utf8");
  return types;
};

const interfaceIn = (source: string, name: string): Fields | undefined => {
  const [, indent = "", body] =
    new RegExp(`^( *)(?:export )?interface ${name} \\{\\n([\\s\\S]*?)^\\1\\}`, "m").exec(source) ?? [];
  if (body === undefined) return undefined;
  // A map of free keys goes on in the next line; there is nothing in it to check.
  const field = new RegExp(`^${indent} {4}(\\w+)\\??: (.*)$`, "gm");
  return new Map(
    [...body.matchAll(field)].map(([, key = "", type = ""]) => [key, /\binputs\.(\w+\.\w+)/.exec(type)?.[1]]),
  );
};
