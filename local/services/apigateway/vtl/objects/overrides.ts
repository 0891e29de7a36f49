import { print } from "../../../../languages/java/print";
import { JavaList, type Meter, type Value } from "../../../../languages/java/value";
import type { ContextObject } from "./context-object";
import { fromJava } from "./convert";

/** Names to values; a list in the template gives several values. */
export type Override = Readonly<Record<string, string | readonly string[]>>;

/**
 * What templates left in `$context.requestOverride` and `$context.responseOverride`.
 * fidelity: docs: Use a mapping template to override an API's request and response parameters and status codes
 */
export interface Overrides {
  readonly request: { readonly header: Override; readonly querystring: Override; readonly path: Override };
  readonly response: {
    /** Absent when no template set it, or set it to what is no status. */
    readonly status?: number;
    readonly header: Override;
  };
  /** Both maps as they stand, to be spread over the `context` of the next template. */
  readonly context: { readonly requestOverride: unknown; readonly responseOverride: unknown };
}

const NONE: Override = Object.freeze({});
const NO_OVERRIDES: Overrides = Object.freeze({
  request: { header: NONE, querystring: NONE, path: NONE },
  response: { header: NONE },
  context: { requestOverride: undefined, responseOverride: undefined },
});

export function readOverrides(context: ContextObject, meter: Meter): Overrides {
  if (!context.hasOverrides) return NO_OVERRIDES;
  const request = context.property("requestOverride");
  const response = context.property("responseOverride");
  const status = statusOf(key(response, "status"), meter);
  return {
    request: {
      header: texts(key(request, "header"), meter),
      querystring: texts(key(request, "querystring"), meter),
      path: texts(key(request, "path"), meter),
    },
    response: { ...(status === undefined ? {} : { status }), header: texts(key(response, "header"), meter) },
    context: { requestOverride: fromJava(request), responseOverride: fromJava(response) },
  };
}

function key(map: Value, name: string): Value {
  return map instanceof Map ? (map.get(name) ?? null) : null;
}

function texts(map: Value, meter: Meter): Override {
  if (!(map instanceof Map) || map.size === 0) return NONE;
  const read: Record<string, string | readonly string[]> = Object.create(null);
  for (const [name, value] of map) {
    if (value === null) continue;
    read[print(name, meter)] =
      value instanceof JavaList ? value.items.map((item) => print(item, meter)) : print(value, meter);
  }
  return read;
}

function statusOf(value: Value, meter: Meter): number | undefined {
  if (value === null) return undefined;
  const text = print(value, meter);
  return /^[1-9][0-9]{2}$/.test(text) ? Number(text) : undefined;
}
