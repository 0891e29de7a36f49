import { createHash, type Hash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import type { Properties } from "../resources/resource-type";
import { type Asset, isAsset } from "./asset";

/** Inputs with the content of assets in place of the assets: what is compared and kept. */
export const withDigests = (inputs: Properties): Properties =>
  mapAssets(inputs, (asset) => ({ kind: asset.kind, sha256: asset.hash ?? digest(asset) }));

/** Inputs whose assets have absolute paths, so that they can be read from anywhere; `root` is asked for others alone. */
export const withAbsolutePaths = (inputs: Properties, root: () => string): Properties =>
  mapAssets(inputs, (asset) => absolute(asset, root));

const absolute = (asset: Asset, root: () => string): Asset => {
  if (asset.kind === "archive" && asset.assets) {
    const assets = Object.entries(asset.assets).map(([name, inner]) => [name, absolute(inner, root)] as const);
    return { ...asset, assets: Object.fromEntries(assets) };
  }
  if (asset.path === undefined || isAbsolute(asset.path)) return asset;
  return { ...asset, path: resolve(root(), asset.path) };
};

const mapAssets = (inputs: Properties, change: (asset: Asset) => unknown): Properties => {
  const value = (raw: unknown): unknown => {
    if (isAsset(raw)) return change(raw);
    if (Array.isArray(raw)) return raw.map(value);
    if (typeof raw !== "object" || raw === null) return raw;
    return fields(raw as Properties);
  };
  const fields = (object: Properties): Properties =>
    Object.fromEntries(Object.entries(object).map(([key, field]) => [key, value(field)]));
  return fields(inputs);
};

const digest = (asset: Asset): string => {
  const hash = createHash("sha256");
  add(hash, asset);
  return hash.digest("hex");
};

const add = (hash: Hash, asset: Asset): void => {
  if (asset.kind === "archive" && asset.assets) {
    for (const name of Object.keys(asset.assets).sort()) {
      const inner = asset.assets[name];
      if (!inner) continue;
      hash.update(`${name}\0${digest(inner)}\0`);
    }
  } else if (asset.path !== undefined) {
    addPath(hash, asset.path);
  } else {
    hash.update(asset.kind === "asset" && asset.text !== undefined ? asset.text : (asset.uri ?? ""));
  }
};

const addPath = (hash: Hash, path: string): void => {
  if (!statSync(path).isDirectory()) {
    hash.update(readFileSync(path));
    return;
  }
  for (const name of readdirSync(path).sort()) {
    hash.update(`${name}\0`);
    addPath(hash, join(path, name));
  }
};
