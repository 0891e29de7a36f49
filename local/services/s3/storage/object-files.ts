import { createHash, randomUUID } from "node:crypto";
import { appendFile, mkdir, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Bytes of objects and of parts, as files in `.local/s3`. */
export class ObjectFiles {
  private readonly folder: string;
  private made: Promise<unknown> | undefined;

  constructor(folder: string) {
    this.folder = join(folder, "s3");
  }

  /** The name of a new file with these bytes. */
  async write(bytes: Buffer): Promise<string> {
    const name = await this.newName();
    await writeFile(this.path(name), bytes);
    return name;
  }

  /** The name of a new file with what several hold, one after the other. */
  async join(names: readonly string[]): Promise<string> {
    const name = await this.newName();
    await writeFile(this.path(name), "");
    for (const each of names) await appendFile(this.path(name), await readFile(this.path(each)));
    return name;
  }

  async read(name: string, range?: { readonly first: number; readonly last: number }): Promise<Buffer> {
    if (!range) return readFile(this.path(name));
    const file = await open(this.path(name));
    try {
      const bytes = Buffer.alloc(range.last - range.first + 1);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, range.first);
      return bytes.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }

  async remove(...names: readonly string[]): Promise<void> {
    for (const name of names) await rm(this.path(name), { force: true });
  }

  /** A process that was killed may have left files that nothing names. */
  async sweep(used: ReadonlySet<string>): Promise<void> {
    const files = await readdir(this.folder).catch(() => []);
    for (const file of files) if (!used.has(file)) await this.remove(file);
  }

  private async newName(): Promise<string> {
    this.made ??= mkdir(this.folder, { recursive: true });
    await this.made;
    return randomUUID();
  }

  private path(name: string): string {
    return join(this.folder, name);
  }
}

export const etagOf = (bytes: Buffer): string => `"${createHash("md5").update(bytes).digest("hex")}"`;
