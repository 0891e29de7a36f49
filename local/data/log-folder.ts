import { appendFileSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { dataPath } from "./data-path";

/** Of one file. A full one becomes `<file>.1`, in place of the one before it. */
export const LOG_FILE_BYTES = 10 * 1024 * 1024;

/** Of all files together. Beyond that full ones go first, then those to which nothing was added for longest. */
export const LOG_FOLDER_BYTES = 100 * 1024 * 1024;

/** Log files that do not fill a disk: the newest lines stay, each of them whole. */
export class LogFolder {
  /** Bytes by file, the one that was written last at the end; read again after anything went wrong. */
  private sizes: Map<string, number> | undefined;

  constructor(private readonly folder: string) {}

  /** Adds whole lines, at most as many as a file holds. They are lost when they cannot be written, and nothing else is. */
  append(file: string, lines: string): void {
    try {
      this.sizes ??= sizesIn(this.folder);
      const bytes = Buffer.byteLength(lines);
      const before = this.roomFor(bytes, file, this.sizes);
      this.write(file, lines, before);
      this.sizes.delete(file);
      this.sizes.set(file, before + bytes);
      this.forget(this.sizes);
    } catch {
      // A full disk, or a folder that somebody removed, ends no cloud.
      this.sizes = undefined;
    }
  }

  /** @returns bytes that are in the file already */
  private roomFor(bytes: number, file: string, sizes: Map<string, number>): number {
    const path = dataPath(this.folder, file);
    const before = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    if (before === 0 || before + bytes <= LOG_FILE_BYTES) return before;
    renameSync(path, `${path}.1`);
    sizes.delete(`${file}.1`);
    sizes.set(`${file}.1`, before);
    return 0;
  }

  /** What a full disk took of the lines goes again: the next would continue half a line. */
  private write(file: string, lines: string, before: number): void {
    const path = dataPath(this.folder, file);
    try {
      appendFileSync(path, lines, { mode: 0o600 });
    } catch (error) {
      truncateSync(path, before);
      throw error;
    }
  }

  private forget(sizes: Map<string, number>): void {
    let total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
    const isFull = (file: string) => Number(file.endsWith(".1"));
    if (total <= LOG_FOLDER_BYTES) return;
    for (const [file, bytes] of [...sizes].sort(([a], [b]) => isFull(b) - isFull(a))) {
      if (total <= LOG_FOLDER_BYTES) return;
      rmSync(join(this.folder, file), { force: true });
      sizes.delete(file);
      total -= bytes;
    }
  }
}

/** Of what earlier runs left; makes the folder. */
const sizesIn = (folder: string): Map<string, number> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = readdirSync(folder).map((file) => ({ file, ...statSync(join(folder, file)) }));
  return new Map(found.sort((a, b) => a.mtimeMs - b.mtimeMs).map(({ file, size }) => [file, size]));
};
