import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Asset } from "./asset";

/** A file of an archive: its name in it, what it holds, and where it lies on disk, if the program said so. */
export type ArchiveFile = readonly [name: string, content: Buffer, path?: string];

/**
 * The files of an archive of assets and folders.
 *
 * @param refuse The error for what is neither.
 */
export function* filesOf(asset: Asset, refuse: (message: string) => Error, name = ""): Iterable<ArchiveFile> {
  if (asset.uri) throw refuse(`what lies at ${asset.uri} is not emulated by the local cloud: hand over files`);
  if (asset.kind === "asset") {
    const { path, text = "" } = asset;
    yield path === undefined ? [name, Buffer.from(text)] : [name, readFileSync(path), path];
  } else if (asset.assets) {
    for (const [key, each] of Object.entries(asset.assets)) yield* filesOf(each, refuse, name ? `${name}/${key}` : key);
  } else if (asset.path !== undefined) {
    yield* folderOf(asset.path, refuse, name);
  }
}

function* folderOf(path: string, refuse: (message: string) => Error, name: string): Iterable<ArchiveFile> {
  if (!statSync(path).isDirectory())
    throw refuse(`${path} is a packed archive; the local cloud takes folders and archives of assets`);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = name ? `${name}/${entry.name}` : entry.name;
    if (entry.isDirectory()) yield* folderOf(join(path, entry.name), refuse, inner);
    else yield [inner, readFileSync(join(path, entry.name))];
  }
}
