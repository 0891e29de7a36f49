/** Query parameters as the gateway sees them, names and values decoded. */
export interface Query {
  /** The last value of each name. */
  readonly single: Readonly<Record<string, string>>;
  readonly multiple: Readonly<Record<string, readonly string[]>>;
}

const EMPTY: Query = { single: {}, multiple: {} };

// fidelity: observed: conformance proxy-lambda-event-query-decoding; docs: important notes: a semicolon splits
export const parseQuery = (text: string): Query => {
  if (text === "") return EMPTY;
  const single: Record<string, string> = {};
  const multiple: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(text.replaceAll(";", "&"))) {
    // A name like `__proto__` is a parameter like any other.
    const values = Object.hasOwn(multiple, name) ? multiple[name] : undefined;
    if (values) values.push(value);
    else define(multiple, name, [value]);
    define(single, name, value);
  }
  return { single, multiple };
};

const define = (object: object, name: string, value: unknown): void => {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
};
