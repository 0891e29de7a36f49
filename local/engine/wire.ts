import * as rpc from "@pulumi/pulumi/runtime/rpc";
import { isAsset } from "./asset-digest";
import type { Properties } from "./resource-type";
import { UNKNOWN } from "./signatures";

/** A file or text that the program handed over: `path` or `text`; an archive holds named assets. */
export type Asset =
  | { readonly kind: "asset"; readonly path?: string; readonly text?: string; readonly uri?: string }
  | {
      readonly kind: "archive";
      readonly path?: string;
      readonly uri?: string;
      readonly assets?: Readonly<Record<string, Asset>>;
    };

/** Reads a property map off the wire: plain values, and the dotted paths that were secret. */
export const decode = (struct: Properties): { values: Properties; secretPaths: string[] } => {
  const secretPaths: string[] = [];
  const value = (raw: unknown, path: string): unknown => {
    if (Array.isArray(raw)) return raw.map((item, index) => value(item, `${path}.${index}`));
    if (typeof raw !== "object" || raw === null) return raw;
    const object = raw as Properties;
    switch (object[rpc.specialSigKey]) {
      case rpc.specialSecretSig:
        secretPaths.push(path);
        return value(object.value, path);
      case rpc.specialAssetSig: {
        const { path: file, text, uri } = object;
        return { kind: "asset", ...(file ? { path: file } : uri ? { uri } : { text: text ?? "" }) };
      }
      case rpc.specialArchiveSig:
        return {
          kind: "archive",
          ...(object.assets
            ? { assets: value(object.assets, path) }
            : object.uri
              ? { uri: object.uri }
              : { path: object.path }),
        };
      case rpc.specialResourceSig:
        return object.id ?? object.urn;
      default:
        return fields(object, `${path}.`);
    }
  };
  const fields = (object: Properties, prefix: string): Properties =>
    Object.fromEntries(Object.entries(object).map(([key, field]) => [key, value(field, prefix + key)]));
  return { values: fields(struct, ""), secretPaths };
};

/** Writes outputs for the wire; the named top-level properties become secrets. Assets do not travel back. */
export const encode = (outputs: Properties, secrets: ReadonlySet<string>): Properties =>
  Object.fromEntries(
    Object.entries(outputs)
      .filter(([, value]) => value !== undefined && value !== UNKNOWN && !isAsset(value))
      .map(([key, value]) => [key, secrets.has(key) ? { [rpc.specialSigKey]: rpc.specialSecretSig, value } : value]),
  );
