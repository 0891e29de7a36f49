import { ArgsError } from "../../../core/args/args-error";
import { isData } from "../../../core/args/args-shape";
import { shown } from "../../../core/args/shown";
import { fromSwagger } from "./from-swagger";

export type Json = Readonly<Record<string, unknown>>;

/** A document that somebody else wrote, and what is said of it on the way. */
export interface Source {
  /** Of the component, for errors. */
  readonly name: string;
  /** OpenAPI 3.0 or 3.1, also where it was Swagger 2. */
  readonly document: Json;
  /** The object that a value is, or that it refers to. Of nothing it is an empty one. */
  resolve(value: unknown, at: string): Json;
  /** Notes what API Gateway does not take over. */
  drops(what: string, at: string): void;
  /** All that was noted, each thing once, a sentence each. */
  dropped(): string[];
}

/** @throws {ArgsError} for what is no document of OpenAPI 3.0 or 3.1, or Swagger 2. */
export const sourceOf = (name: string, given: unknown): Source => {
  if (!isData(given))
    throw new ArgsError(name, "document", `must be the document itself, JSON.parse(text) (it is ${shown(given)})`);
  const version = String(given.openapi ?? given.swagger);
  if (!/^(?:2\.0|3\.[01](?:\.\d+)?)$/.test(version))
    throw new ArgsError(name, "document", `must be of OpenAPI 3.0 or 3.1, or of Swagger 2.0 (it is of ${version})`);
  const document = given.swagger === undefined ? given : fromSwagger(given);
  const noted = new Map<string, string[]>();
  return {
    name,
    document,
    resolve: (value, at) => follow(name, document, value, at),
    drops: (what, at) => noted.set(what, [...(noted.get(what) ?? []), at]),
    dropped: () =>
      [...noted].map(([what, [first, ...more]]) => {
        const places = more.length === 0 ? first : `${more.length + 1} places, the first is ${first}`;
        return `API Gateway drops ${what} (${places})`;
      }),
  };
};

const follow = (name: string, document: Json, value: unknown, at: string): Json => {
  const seen = new Set<string>();
  let held = value;
  while (isData(held) && typeof held.$ref === "string") {
    const { $ref } = held;
    if (seen.has($ref)) throw new ArgsError(name, `document ${at}`, `must not refer to itself (${$ref})`);
    seen.add($ref);
    held = pointed(document, $ref);
    if (held === undefined)
      throw new ArgsError(
        name,
        `document ${at}`,
        `must refer to something in the document (it is ${$ref}); bundle those of several files into one`,
      );
  }
  if (held !== undefined && !isData(held))
    throw new ArgsError(name, `document ${at}`, `must be an object (it is ${shown(held)})`);
  return held ?? {};
};

const pointed = (document: Json, reference: string): unknown => {
  if (!reference.startsWith("#/")) return undefined;
  let held: unknown = document;
  for (const key of reference.slice(2).split("/")) {
    const name = decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~");
    held = typeof held === "object" && held !== null && Object.hasOwn(held, name) ? (held as Json)[name] : undefined;
  }
  return held;
};

/** `a/b` -> `a~1b`, as a JSON pointer has it. */
export const pointer = (...keys: readonly string[]): string =>
  keys.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
