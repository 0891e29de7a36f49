import type { Properties } from "../resources/resource-type";
import { isAsset } from "./asset";
import { ARCHIVE, ASSET, RESOURCE, SECRET, SIGNATURE_KEY, UNKNOWN } from "./signatures";

/** Reads a property map off the wire: plain values, and the dotted paths that were secret. */
export const decode = (struct: Properties): { values: Properties; secretPaths: string[] } => {
  const secretPaths: string[] = [];
  const value = (raw: unknown, path: string): unknown => {
    if (Array.isArray(raw)) return raw.map((item, index) => value(item, `${path}.${index}`));
    if (typeof raw !== "object" || raw === null) return raw;
    const object = raw as Properties;
    switch (object[SIGNATURE_KEY]) {
      case SECRET:
        secretPaths.push(path);
        return value(object.value, path);
      case ASSET: {
        const { path: file, text, uri } = object;
        return { kind: "asset", ...hashOf(object), ...(file ? { path: file } : uri ? { uri } : { text: text ?? "" }) };
      }
      case ARCHIVE:
        return {
          kind: "archive",
          ...hashOf(object),
          ...(object.assets
            ? { assets: value(object.assets, path) }
            : object.uri
              ? { uri: object.uri }
              : { path: object.path }),
        };
      case RESOURCE:
        return object.id ?? object.urn;
      default:
        return fields(object, `${path}.`);
    }
  };
  const fields = (object: Properties, prefix: string): Properties =>
    Object.fromEntries(Object.entries(object).map(([key, field]) => [key, value(field, prefix + key)]));
  return { values: fields(struct, ""), secretPaths };
};

const hashOf = ({ hash }: Properties): { hash?: string } => (typeof hash === "string" && hash !== "" ? { hash } : {});

/** Writes outputs for the wire; the named top-level properties become secrets. Assets do not travel back. */
export const encode = (outputs: Properties, secrets: ReadonlySet<string>): Properties =>
  Object.fromEntries(
    Object.entries(outputs)
      .filter(([, value]) => value !== undefined && value !== UNKNOWN && !isAsset(value))
      .map(([key, value]) => [key, secrets.has(key) ? { [SIGNATURE_KEY]: SECRET, value } : value]),
  );
