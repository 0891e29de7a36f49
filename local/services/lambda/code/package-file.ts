/** Its name in the package, its content, and the file that was handed over, if it was one by itself. */
export type { ArchiveFile as PackageFile } from "../../../engine/values/asset-files";
