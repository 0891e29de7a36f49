/** Its name in the package, its content, and the file that was handed over, if it was one by itself. */
export type PackageFile = readonly [name: string, content: Buffer, path?: string];
