import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from "node:fs";
import { join } from "node:path";
import type { Log } from "./log";

export interface TerminalLogOptions {
  /** Folder of the log files; made if need be. */
  readonly folder: string;
  /** Where lines are shown. */
  readonly write: (text: string) => void;
  /** With colours, for a terminal. */
  readonly colours: boolean;
}

/** Shows everything and keeps it: output of a source in `<source>.log`, the rest in `cloud.log`. */
export class TerminalLog implements Log {
  private readonly files = new Map<string, WriteStream>();

  constructor(private readonly options: TerminalLogOptions) {
    mkdirSync(options.folder, { recursive: true });
  }

  info(source: string, line: string): void {
    this.show(DIM, source, line);
    this.keep("cloud", `${source}: ${line}`);
  }

  warn(source: string, line: string): void {
    this.show(YELLOW, `warning: ${source}`, line);
    this.keep("cloud", `warning: ${source}: ${line}`);
  }

  output(source: string, line: string): void {
    this.show(DIM, source, line);
    this.keep(source, line);
  }

  /** Once everything is written. */
  async close(): Promise<void> {
    await Promise.all([...this.files.values()].map((file) => new Promise<void>((resolve) => file.end(resolve))));
  }

  private show(colour: string, source: string, line: string): void {
    const { write, colours } = this.options;
    write(colours ? `${colour}${source}${RESET}  ${line}\n` : `${source}  ${line}\n`);
  }

  private keep(source: string, line: string): void {
    let file = this.files.get(source);
    if (!file) {
      const path = join(this.options.folder, `${source.replace(/[^\w.-]/g, "_")}.log`);
      setAside(path);
      file = createWriteStream(path, { flags: "a" });
      // The terminal still shows everything when the disk is full.
      file.on("error", () => {});
      this.files.set(source, file);
    }
    file.write(`${line}\n`);
  }
}

const KEPT_BYTES = 10 * 1024 * 1024;

/** What earlier runs left goes to `<source>.log.1` once it is large. */
const setAside = (path: string): void => {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > KEPT_BYTES) renameSync(path, `${path}.1`);
};

const DIM = "\u001b[2m";
const YELLOW = "\u001b[33m";
const RESET = "\u001b[0m";
