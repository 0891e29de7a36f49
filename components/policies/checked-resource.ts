export type Properties = Readonly<Record<string, unknown>>;

/** Stands for a value that only the update will tell. No rule is broken by what nobody knows yet. */
export const UNKNOWN: unique symbol = Symbol("known after the update");

/** A resource as rules see it, whoever evaluated the program: the engine, or a test. */
export interface CheckedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Plain values; `UNKNOWN` where there is none yet. */
  readonly props: Properties;
  readonly protect: boolean;
  /** By property, the URNs of the resources that its value is made of. Empty before the whole stack is known. */
  readonly uses: Readonly<Record<string, readonly string[]>>;
  /** Dotted paths of properties that hold secrets, where whoever evaluated the program tells. */
  readonly secretPaths?: readonly string[];
}

/**
 * The routes that anybody may call, by the name of their API: `{ "orders": ["POST /orders"] }`. Opening one takes a line
 * in the stack's list, where a reviewer sees it. An API key tells clients apart and bounds their use; it is no
 * authorization.
 */
export type OpenRoutes = Readonly<Record<string, readonly string[]>>;

/** What a rule may know besides the resource. */
export interface Circumstances {
  /** Whether the stack's data outlives mistakes: `dataProtection: protected`. */
  readonly protected: boolean;
  /** Tags that the provider adds to every resource: `aws:defaultTags`. */
  readonly defaultTags: Properties;
  readonly openRoutes: OpenRoutes;
  readonly today: Date;
}

export interface CheckedStack extends Circumstances {
  readonly resources: readonly CheckedResource[];
}

/**
 * The value at a dotted path: `undefined` where there is none, `UNKNOWN` where it, or an object on the way to it, is
 * not known.
 */
export const valueAt = ({ props }: Pick<CheckedResource, "props">, path: string): unknown => {
  let value: unknown = props;
  for (const key of path.split(".")) {
    if (value === UNKNOWN) return UNKNOWN;
    if (typeof value !== "object" || value === null) return undefined;
    // An object of any kind may be asked for any key.
    value = (value as Properties)[key];
  }
  return value;
};

/** The known objects of a list; one object stands for a list of one, as in some of AWS's properties. */
export const objectsAt = (resource: CheckedResource, path: string): Properties[] => {
  const value = valueAt(resource, path);
  return (Array.isArray(value) ? value : [value]).filter(isObject);
};

export const isObject = (value: unknown): value is Properties => typeof value === "object" && value !== null;

/** What is said of a value: the value itself, or that there is none. */
export const shown = (value: unknown): string => (value === undefined ? "not set" : (JSON.stringify(value) ?? "known"));

/** The resources of one or more types. */
export const ofType = (stack: CheckedStack, ...types: readonly string[]): CheckedResource[] =>
  stack.resources.filter(({ type }) => types.includes(type));

/** The resources of these types that a property of `resource` is made of. */
export const usedBy = (
  stack: CheckedStack,
  resource: CheckedResource,
  property: string,
  ...types: readonly string[]
): CheckedResource[] => {
  const urns = new Set(resource.uses[property] ?? []);
  return ofType(stack, ...types).filter(({ urn }) => urns.has(urn));
};
