import { type UnzipFileInfo, unzipSync } from "fflate";
import { invalidParameter } from "../errors";
import type { PackageFile } from "./package-file";

/** fidelity: docs: "Lambda quotas": a package, unzipped */
const MAX_UNZIPPED_BYTES = 262_144_000;

/** The files of a zip file. @throws {ServiceError} in Lambda's words, for what is none, is empty or too large */
// fidelity: observed: texts of CreateFunction and UpdateFunctionCode
export const filesOfZip = (zip: Uint8Array): PackageFile[] => {
  if (zip.length === 0) throw invalidParameter("Uploaded file must be a non-empty zip");
  const files = Object.entries(unzipped(zip)).filter(([name]) => !name.endsWith("/"));
  if (files.length === 0) throw invalidParameter("Uploaded file must be a non-empty zip");
  return files.map(([name, content]) => [name, Buffer.from(content.buffer, content.byteOffset, content.length)]);
};

const unzipped = (zip: Uint8Array): Readonly<Record<string, Uint8Array>> => {
  let bytes = 0;
  // What an entry says of its size is the room that it gets, whatever it really holds.
  const filter = ({ originalSize }: UnzipFileInfo) => {
    bytes += originalSize;
    return bytes <= MAX_UNZIPPED_BYTES;
  };
  let files: Readonly<Record<string, Uint8Array>>;
  try {
    files = unzipSync(zip, { filter });
  } catch {
    throw invalidParameter("Could not unzip uploaded file. Please check your file, then try to upload again.");
  }
  if (bytes <= MAX_UNZIPPED_BYTES) return files;
  throw invalidParameter(`Unzipped size must be smaller than ${MAX_UNZIPPED_BYTES} bytes`);
};
