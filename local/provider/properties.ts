import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "../engine/resources/resource-type";
import { withDigests } from "../engine/values/asset-digest";
import { equal } from "../engine/values/diff";
import { decode } from "../engine/values/encoding";
import { withoutPort } from "../engine/values/queue-urls";
import { SECRET, SIGNATURE_KEY } from "../engine/values/signatures";

/** Properties as the engine sent them, and what they mean. */
export interface Received {
  /** Secrets, assets and unknown values marked as on the wire. */
  readonly raw: Properties;
  readonly values: Properties;
  /** Top-level properties in which something is secret. */
  readonly secrets: ReadonlySet<string>;
}

/** Names of the bridge's own notes between the properties of a resource: `__defaults`. */
const isNote = (key: string): boolean => key.startsWith("__");

export const received = (struct: Struct | undefined): Received => read((struct?.toJavaScript() ?? {}) as Properties);

export const read = (raw: Properties): Received => {
  const { values, secretPaths } = decode(raw);
  return {
    raw,
    values: Object.fromEntries(Object.entries(values).filter(([key, value]) => !isNote(key) && value !== null)),
    secrets: new Set(secretPaths.map((path) => path.split(".")[0] ?? path)),
  };
};

/** As compared: assets by their content, whatever they are called; queues at any port of the endpoint. */
export const comparable = ({ values }: Received): Properties => withoutPort(withDigests(values));

export const struct = (properties: Properties): Struct => Struct.fromJavaScript(clean(properties) as never);

/** Protobuf has no `undefined`. */
const clean = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : clean(item)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([key, field]) => [key, clean(field)]),
  );
};

/**
 * Outputs for the wire. What still is as `inputs` had it goes back as it came, secrets and assets included; what became
 * of a secret is a secret too.
 */
export const outgoing = (outputs: Properties, { raw, values, secrets }: Received): Properties =>
  Object.fromEntries(
    Object.entries(outputs).map(([key, value]) => {
      if (key in values && equal(value, values[key])) return [key, raw[key]];
      const secret = secrets.has(key) || (key === "tagsAll" && secrets.has("tags"));
      return [key, secret ? { [SIGNATURE_KEY]: SECRET, value } : value];
    }),
  );
