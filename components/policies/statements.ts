import { isObject, type Properties, UNKNOWN } from "./checked-resource";

/** A statement of an IAM policy, its one-or-many values as lists. */
export interface PolicyStatement {
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  /** `*`, or `Service: lambda.amazonaws.com` and the like. */
  readonly principals: readonly string[];
  /** `aws:SecureTransport`, in lower case, with the values it is compared to. */
  readonly conditions: ReadonlyMap<string, readonly string[]>;
}

/** The statements of a policy document: none of one that is not known yet, or is no JSON. */
export const statementsOf = (policy: unknown): PolicyStatement[] => {
  const document = parsed(policy);
  if (!isObject(document)) return [];
  return listed(document.Statement).filter(isObject).map(statement);
};

const parsed = (policy: unknown): unknown => {
  if (policy === UNKNOWN || typeof policy !== "string") return policy;
  try {
    return JSON.parse(policy);
  } catch {
    return undefined;
  }
};

const statement = (raw: Properties): PolicyStatement => ({
  sid: typeof raw.Sid === "string" ? raw.Sid : undefined,
  effect: raw.Effect === "Deny" ? "Deny" : "Allow",
  actions: texts(raw.Action),
  notActions: texts(raw.NotAction),
  resources: texts(raw.Resource),
  notResources: texts(raw.NotResource),
  principals: principals(raw.Principal),
  conditions: conditions(raw.Condition),
});

const principals = (raw: unknown): string[] => {
  if (!isObject(raw)) return texts(raw);
  return Object.entries(raw).flatMap(([kind, names]) =>
    texts(names).map((name) => (name === "*" ? "*" : `${kind}: ${name}`)),
  );
};

const conditions = (raw: unknown): Map<string, string[]> => {
  const found = new Map<string, string[]>();
  const { Null, ...tests } = isObject(raw) ? raw : {};
  // Whether there is a value says less than which.
  for (const test of [Null, ...Object.values(tests)])
    for (const [key, values] of Object.entries(isObject(test) ? test : {})) found.set(key.toLowerCase(), texts(values));
  return found;
};

const listed = (value: unknown): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

const texts = (value: unknown): string[] =>
  listed(value)
    .filter((entry) => typeof entry === "string" || typeof entry === "boolean")
    .map(String);
