import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Asset } from "../../../engine/values/asset";
import { filesOf } from "../../../engine/values/asset-files";
import { ServiceError } from "../../../wire/service-error";
import type { PackageFile } from "./package-file";
import { mapsFolder } from "./source-places";
import { filesOfZip } from "./zip-files";

export interface Code {
  readonly folder: string;
  /** Base64. Of the files and their names; AWS's is of the zip. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Unpacks a function's code below `folder`, unless the same code is there. @throws for code that is no archive of files. */
export const unpack = (folder: string, archive: Asset): Code => {
  const files = [...filesOf(archive, invalid)].sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash("sha256");
  let bytes = 0;
  for (const [name, content] of files) {
    hash.update(`${name}\0${content.length}\0`).update(content);
    bytes += content.length;
  }
  return place(folder, files, { digest: hash.digest(), bytes });
};

/** The same for a package that was handed over as a zip file, of which AWS shows hash and size. @throws {ServiceError} */
export const unpackZip = (folder: string, zip: Uint8Array): Code =>
  place(folder, filesOfZip(zip), { digest: createHash("sha256").update(zip).digest(), bytes: zip.length });

const place = (
  folder: string,
  files: readonly PackageFile[],
  { digest, bytes }: { digest: Buffer; bytes: number },
): Code => {
  for (const [name] of files) checkFileName(name);
  const target = join(folder, digest.toString("hex").slice(0, 16));
  if (!existsSync(target)) {
    const partial = `${target}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    for (const [name, content] of files) {
      mkdirSync(dirname(join(partial, name)), { recursive: true });
      writeFileSync(join(partial, name), content);
    }
    renameSync(partial, target);
  }
  linkMaps(mapsFolder(target), files);
  return { folder: target, sha256: digest.toString("base64"), bytes };
};

/** Links, because a map can change while the code stays as it is. */
const linkMaps = (folder: string, files: readonly PackageFile[]): void => {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, , path] of files) {
    if (path === undefined || !existsSync(`${path}.map`)) continue;
    const link = join(folder, `${name}.map`);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(relative(dirname(link), `${path}.map`), link);
  }
};

/** A package is unpacked whole or not at all: nothing has been written yet. */
const checkFileName = (name: string): void => {
  if (name === "" || name.startsWith("/") || /[\0\\]/.test(name) || name.split("/").includes("..")) {
    throw invalid(`a package must not hold a file named ${JSON.stringify(name)}`);
  }
};

const invalid = (message: string): ServiceError => new ServiceError("InvalidParameterValueException", message);
