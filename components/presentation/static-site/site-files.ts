import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { SITE_FOLDER } from "../../contracts/publication";
import { ArgsError } from "../../core/args/args-error";
import { didYouMean } from "../../core/args/nearest-path";
import { folderFiles } from "../../core/folder-files";
import { holdsProgram, programRoot } from "../../core/program-root";
import type { Serve, Serving } from "./file-rules";

/** A file of a site. */
export interface SiteFile extends Serving {
  /** Below the site's folder, with slashes: `assets/app-5XKZ2ABC.js`. */
  readonly path: string;
  /** Absolute. */
  readonly source: string;
  /** Of what it holds, and of how it is served. */
  readonly digest: string;
}

/**
 * All files of a built folder in the order of their paths. Hidden ones are left out, but for `.well-known/`.
 *
 * @param build The command that builds the folder, for the message.
 * @throws {ArgsError} for a folder that is not there, holds nothing or the program itself, for links, and for names and sizes that S3 or a
 * URL could not have.
 */
export const siteFiles = (name: string, folder: string, build: string, serve: Serve): SiteFile[] => {
  const root = programRoot();
  const top = isAbsolute(folder) ? folder : resolve(root, folder);
  const refuse = (found: string): never => {
    throw new ArgsError(name, "folder", `must be a folder with the built site (${found}); build it: ${build}`);
  };
  if (!statSync(top, { throwIfNoEntry: false })?.isDirectory())
    refuse(`there is no folder ${top}${didYouMean(top, root)}`);
  if (holdsProgram(top)) refuse(`${top} holds the program itself, which would be published`);
  const notAFile = (path: string): never => {
    throw new ArgsError(
      name,
      "folder",
      `must hold files and folders alone, no links and nothing else: copy what is meant (${JSON.stringify(path)})`,
    );
  };
  const files = folderFiles(top, notAFile).map((path) => {
    const source = join(top, path);
    checkFile(name, path, source);
    const serving = serve(path);
    return { path, source, ...serving, digest: digestOf(source, serving) };
  });
  if (files.length === 0) refuse(`${top} is empty`);
  return files;
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html, upload-objects.html (read 2026-11) */
const MAX_KEY_BYTES = 1024;
const MAX_BYTES = 5 * 1024 ** 3;

const checkFile = (name: string, path: string, source: string): void => {
  const refuse = (rule: string): never => {
    throw new ArgsError(name, "folder", `must hold ${rule} (${JSON.stringify(path)})`);
  };
  if (/[\p{Cc}\\*]|^\.{1,2}$/u.test(path) || !isWellFormed(path))
    refuse("names that a URL can have, without control characters, backslashes and asterisks");
  if (Buffer.byteLength(`${SITE_FOLDER}${path}`) > MAX_KEY_BYTES)
    refuse(`paths of at most ${MAX_KEY_BYTES - SITE_FOLDER.length} bytes`);
  if (statSync(source).size > MAX_BYTES) refuse("files of at most 5 GB, which is what S3 takes at once");
};

/** What a name on disk that is no UTF-8 becomes. */
const isWellFormed = (path: string): boolean => !path.includes("\ufffd");

const CHUNK_BYTES = 1024 * 1024;

const digestOf = (source: string, { contentType, cacheControl }: Serving): string => {
  const hash = createHash("sha256").update(JSON.stringify([contentType, cacheControl]));
  const file = openSync(source, "r");
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) hash.update(chunk.subarray(0, read));
  } finally {
    closeSync(file);
  }
  // More than enough to tell one version from another.
  return hash.digest("hex").slice(0, 32);
};
