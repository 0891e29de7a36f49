import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Asset } from "../engine/values/asset";
import { withDigests } from "../engine/values/asset-digest";

/**
 * What stands for an asset: a digest of its content, for an archive by file. Taken at once, since the files of a
 * temporary work tree are gone when it is compared.
 */
export const contentsOf = (asset: Asset): unknown => {
  if (asset.kind === "archive" && asset.assets)
    return Object.fromEntries(Object.entries(asset.assets).map(([name, inner]) => [name, contentsOf(inner)]));
  const text = asset.kind === "asset" ? (asset.text ?? codeOf(asset.path)) : undefined;
  if (text !== undefined) return sha256(withoutFolders(text));
  const { content } = withDigests({ content: asset }) as { readonly content: { readonly sha256: string } };
  return short(content.sha256);
};

const codeOf = (path: string | undefined): string | undefined =>
  path?.endsWith(".js") ? readFileSync(path, "utf8") : undefined;

/** esbuild names packages by their path from the work tree, which shares those of the checkout. */
const withoutFolders = (code: string): string => code.replace(/"(?:\.\.\/)+[^"\n]*?node_modules\//g, '"node_modules/');

const sha256 = (text: string): string => short(createHash("sha256").update(text).digest("hex"));

const short = (digest: string): string => `sha256 ${digest.slice(0, 12)}`;
